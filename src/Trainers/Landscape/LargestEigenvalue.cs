namespace MlPipelines.Trainers;

/// <summary>
/// The largest eigenvalue - not the largest in magnitude - of a symmetric matrix of which only products with vectors are known, by Lanczos' recurrence (Golub and
/// Van Loan 2013, section 10.1): from the same products as power iteration it takes the best estimate instead of the last, and a negative
/// eigenvalue of greater magnitude needs no shift. Orthogonality is lost in time, which repeats eigenvalues that have been found but makes no wrong ones.
/// </summary>
internal static class LargestEigenvalue
{
    /// <summary>The greatest number of products.</summary>
    private const int MostProducts = 50;

    /// <summary>The relative change below which the estimate has settled, in two steps running: one small change happens by chance.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Where the next vector is this small beside the matrix, the vectors so far hold all that the start has a part in.</summary>
    private const double Exhausted = 1e-5;

    /// <summary>Estimates it, from below, to about 1%.</summary>
    /// <param name="start">A vector with a part in every direction; overwritten.</param>
    /// <param name="multiply">The product of the matrix and a vector of norm 1, in an array of its own.</param>
    /// <returns>The estimate, or null when a product was not finite.</returns>
    public static double? Of(double[] start, Func<double[], double[]> multiply)
    {
        List<double> diagonal = [];
        List<double> offDiagonal = [];
        double[] current = start;
        double[]? previous = null;
        double estimate = 0;
        double size = 0;
        int settled = 0;
        Scale(current, 1 / Math.Sqrt(Dot(current, current)));
        while (diagonal.Count < Math.Min(MostProducts, start.Length))
        {
            double[] next = multiply(current);
            double alpha = Dot(current, next);
            diagonal.Add(alpha);
            Subtract(next, current, alpha);
            if (previous is not null)
            {
                Subtract(next, previous, offDiagonal[^1]);
            }

            double beta = Math.Sqrt(Dot(next, next));
            if (!double.IsFinite(beta))
            {
                return null;
            }

            double last = estimate;
            estimate = Largest(diagonal, offDiagonal);
            settled = diagonal.Count > 1 && Math.Abs(estimate - last) <= Tolerance * Math.Abs(estimate) ? settled + 1 : 0;
            size = Math.Max(size, Math.Max(Math.Abs(alpha), beta));
            if (settled == 2 || beta <= Exhausted * size)
            {
                break;
            }

            offDiagonal.Add(beta);
            Scale(next, 1 / beta);
            (previous, current) = (current, next);
        }

        return estimate;
    }

    /// <summary>The largest eigenvalue of a symmetric tridiagonal matrix by bisection; Gershgorin's circles hold them all.</summary>
    private static double Largest(List<double> diagonal, List<double> offDiagonal)
    {
        double Radius(int row) => (row > 0 ? offDiagonal[row - 1] : 0) + (row < diagonal.Count - 1 ? offDiagonal[row] : 0);
        double low = diagonal.Select((value, row) => value - Radius(row)).Min();
        double high = diagonal.Select((value, row) => value + Radius(row)).Max();
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            (low, high) = IsAboveAll(middle, diagonal, offDiagonal) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Whether a number exceeds every eigenvalue: all pivots of the matrix minus it are negative (Sturm).</summary>
    private static bool IsAboveAll(double number, List<double> diagonal, List<double> offDiagonal)
    {
        double pivot = diagonal[0] - number;
        for (int row = 1; row < diagonal.Count && pivot < 0; row++)
        {
            pivot = diagonal[row] - number - (offDiagonal[row - 1] * offDiagonal[row - 1] / pivot);
        }

        return pivot < 0;
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int index = 0; index < one.Length; index++)
        {
            sum += one[index] * other[index];
        }

        return sum;
    }

    private static void Subtract(double[] values, double[] other, double factor)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] -= factor * other[index];
        }
    }

    private static void Scale(double[] values, double factor)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] *= factor;
        }
    }
}
