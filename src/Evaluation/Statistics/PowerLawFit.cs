namespace MlPipelines.Evaluation;

/// <summary>
/// Weighted least squares of <c>error(n) = floor + factor n^-exponent</c> with floor and factor at least 0 and the exponent in [0, 2], the law of
/// learning curves (Hestness et al.
/// 2017; Viering and Loog 2023). For a given exponent the law is linear in the other two, whose constrained optimum is closed; the exponent is found
/// on a grid and refined around
/// its best, so that the result is the same everywhere and needs no start.
/// </summary>
internal sealed class PowerLawFit
{
    private const double GreatestExponent = 2;
    private const int GridSteps = 100;
    private const int Refinements = 45;
    private static readonly double s_golden = (Math.Sqrt(5) - 1) / 2;

    private readonly double[] _logSizes;
    private readonly double[] _weights;
    private readonly double _largest;
    private readonly double[][] _grid;

    /// <param name="sizes">The sizes n, above 0, ascending.</param>
    /// <param name="weights">The weight of each squared residual, above 0.</param>
    public PowerLawFit(IReadOnlyList<double> sizes, IReadOnlyList<double> weights)
    {
        _largest = sizes[^1];
        _logSizes = [.. sizes.Select(size => Math.Log(size / _largest))];
        double greatest = weights.Max();
        _weights = [.. weights.Select(weight => weight / greatest)];
        _grid = [.. Enumerable.Range(0, GridSteps + 1).Select(step => Powers(step * GreatestExponent / GridSteps))];
    }

    /// <summary>The law nearest to these errors, one per size.</summary>
    public PowerLaw Fit(ReadOnlySpan<double> errors)
    {
        (int best, double least) = (0, double.PositiveInfinity);
        for (int step = 0; step <= GridSteps; step++)
        {
            double squares = Solve(errors, _grid[step]).Squares;
            (best, least) = squares < least ? (step, squares) : (best, least);
        }

        double exponent = Refined(errors, Math.Max(0, best - 1), Math.Min(GridSteps, best + 1));
        if (Solve(errors, Powers(exponent)).Squares > least)
        {
            exponent = best * GreatestExponent / GridSteps;
        }

        (double floor, double factor, _) = Solve(errors, Powers(exponent));
        // A law without a falling part is a level; its exponent would be anything.
        return factor == 0 || exponent == 0
            ? new PowerLaw(floor + factor, 0, 0)
            : new PowerLaw(floor, factor * Math.Pow(_largest, exponent), exponent);
    }

    /// <summary>Golden-section search between two steps of the grid.</summary>
    private double Refined(ReadOnlySpan<double> errors, int from, int to)
    {
        (double low, double high) = (from * GreatestExponent / GridSteps, to * GreatestExponent / GridSteps);
        (double left, double right) = (high - (s_golden * (high - low)), low + (s_golden * (high - low)));
        (double atLeft, double atRight) = (Solve(errors, Powers(left)).Squares, Solve(errors, Powers(right)).Squares);
        for (int step = 0; step < Refinements; step++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (s_golden * (high - low));
                atLeft = Solve(errors, Powers(left)).Squares;
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (s_golden * (high - low));
                atRight = Solve(errors, Powers(right)).Squares;
            }
        }

        return (low + high) / 2;
    }

    /// <summary><c>(n / largest)^-exponent</c> by size.</summary>
    private double[] Powers(double exponent) => [.. _logSizes.Select(size => Math.Exp(-exponent * size))];

    /// <summary>
    /// Floor, factor and weighted squares for one exponent: the free optimum where neither is negative, otherwise the better of those on the edges.
    /// </summary>
    private (double Floor, double Factor, double Squares) Solve(ReadOnlySpan<double> errors, double[] powers)
    {
        (double w, double x, double y, double xx, double xy) = (0, 0, 0, 0, 0);
        for (int index = 0; index < powers.Length; index++)
        {
            double weight = _weights[index];
            w += weight;
            x += weight * powers[index];
            y += weight * errors[index];
            xx += weight * powers[index] * powers[index];
            xy += weight * powers[index] * errors[index];
        }

        double determinant = (w * xx) - (x * x);
        if (determinant > 1e-12 * w * xx)
        {
            (double floor, double factor) = (((y * xx) - (x * xy)) / determinant, ((w * xy) - (x * y)) / determinant);
            if (floor >= 0 && factor >= 0)
            {
                return (floor, factor, Squares(errors, powers, floor, factor));
            }
        }

        (double Floor, double Factor) level = (Math.Max(0, y / w), 0);
        (double Floor, double Factor) slope = (0, Math.Max(0, xy / xx));
        double ofLevel = Squares(errors, powers, level.Floor, level.Factor);
        double ofSlope = Squares(errors, powers, slope.Floor, slope.Factor);
        return ofLevel <= ofSlope ? (level.Floor, level.Factor, ofLevel) : (slope.Floor, slope.Factor, ofSlope);
    }

    private double Squares(ReadOnlySpan<double> errors, double[] powers, double floor, double factor)
    {
        double squares = 0;
        for (int index = 0; index < powers.Length; index++)
        {
            double residual = errors[index] - floor - (factor * powers[index]);
            squares += _weights[index] * residual * residual;
        }

        return squares;
    }
}

/// <summary><c>error(n) = Floor + Factor n^-Exponent</c>.</summary>
internal sealed record PowerLaw(double Floor, double Factor, double Exponent)
{
    public double At(double size) => Floor + (Factor * Math.Pow(size, -Exponent));
}
