namespace MlPipelines.Evaluation;

/// <summary>
/// The two-sample test of Kolmogorov (1933) and Smirnov (1939). P is exact where counting is cheap: the chance that a random order of the same values strays so far, by a recursion over the
/// lattice of (values of the first set, values of the second) (Hodges 1958), looking only behind the last of equal values, so that ties count as they are (Schröer and Trenkler
/// 1995). Elsewhere it is the limit distribution with the correction of Stephens (1970) at n m / (n + m) values, which errs to the safe side with ties.
/// </summary>
/// <param name="Distance">The largest difference of the two distribution functions, 0..1.</param>
/// <param name="P">Two-sided.</param>
internal sealed record KolmogorovSmirnovTest(double Distance, double P)
{
    /// <summary>Up to so many points of the lattice P is counted: about 5 ms, chosen here.</summary>
    private const long MostPoints = 1_000_000;

    /// <summary>Sets so small are counted always: a limit says little about them.</summary>
    private const int FewValues = 20;

    /// <summary>The test of two sets of values.</summary>
    /// <param name="first">In ascending order, at least one, all finite.</param>
    /// <param name="second">The same.</param>
    public static KolmogorovSmirnovTest Of(double[] first, double[] second)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first.Length);
        ArgumentOutOfRangeException.ThrowIfZero(second.Length);
        bool[] isTieEnd = new bool[first.Length + second.Length + 1];
        long largest = 0;
        for ((int i, int j) = (0, 0); i < first.Length || j < second.Length;)
        {
            double value = j == second.Length || (i < first.Length && first[i] <= second[j]) ? first[i] : second[j];
            while (i < first.Length && first[i] == value)
            {
                i++;
            }

            while (j < second.Length && second[j] == value)
            {
                j++;
            }

            isTieEnd[i + j] = true;
            largest = Math.Max(largest, Math.Abs(((long)i * second.Length) - ((long)j * first.Length)));
        }

        long points = (long)first.Length * second.Length;
        double distance = largest / (double)points;
        bool isCounted = points <= MostPoints || Math.Min(first.Length, second.Length) <= FewValues;
        return new KolmogorovSmirnovTest(
            distance,
            largest == 0 ? 1 : isCounted ? Counted(first.Length, second.Length, largest, isTieEnd) : Limit(distance, points / (double)(first.Length + second.Length)));
    }

    /// <summary>The limit distribution's upper tail, with Stephens' correction.</summary>
    /// <param name="distance">The largest difference.</param>
    /// <param name="size">n m / (n + m).</param>
    internal static double Limit(double distance, double size)
    {
        double root = Math.Sqrt(size);
        return UpperTail((root + 0.12 + (0.11 / root)) * distance);
    }

    /// <summary>
    /// The chance that a random path to (i, j) has been outside: it came from (i - 1, j) with i / (i + j). All terms are positive, so that a small chance keeps its digits.
    /// </summary>
    private static double Counted(int rows, int columns, long largest, bool[] isTieEnd)
    {
        double[] chances = new double[columns + 1];
        for (int i = 0; i <= rows; i++)
        {
            for (int j = 0; j <= columns; j++)
            {
                bool isOutside = isTieEnd[i + j] && Math.Abs(((long)i * columns) - ((long)j * rows)) >= largest;
                chances[j] = isOutside ? 1
                    : i == 0 ? (j == 0 ? 0 : chances[j - 1])
                    : j == 0 ? chances[0]
                    : ((i * chances[j]) + (j * chances[j - 1])) / (i + j);
            }
        }

        return Math.Min(1, chances[columns]);
    }

    /// <summary>Kolmogorov's distribution: the alternating series, and for small arguments, where that converges slowly, the other form of the same theta function.</summary>
    private static double UpperTail(double value)
    {
        if (value < 1)
        {
            double lower = 0;
            for (int term = 1; term <= 7; term += 2)
            {
                lower += Math.Exp(-term * term * Math.PI * Math.PI / (8 * value * value));
            }

            return 1 - (lower * Math.Sqrt(2 * Math.PI) / value);
        }

        double upper = 0;
        for (int term = 1; term <= 6; term++)
        {
            upper += (term % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * term * term * value * value);
        }

        return Math.Clamp(upper, 0, 1);
    }
}
