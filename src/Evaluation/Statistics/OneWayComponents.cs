using MathNet.Numerics.Distributions;

namespace MlPipelines.Evaluation;

/// <summary>
/// The one-way random-effects layout <c>Y_gj = mu + A_g + E_gj</c>: values of one group share <c>A</c>, so the variance of <c>A</c> is the covariance
/// of two values of
/// a group. Groups of different sizes follow Thomas and Hultquist (1978): the variance of the group means takes the place of the mean square between
/// groups, and the
/// harmonic mean of the sizes that of the size. For equal sizes this is the analysis of variance itself.
/// </summary>
internal sealed class OneWayComponents
{
    private readonly int _groupFreedom;
    private readonly int _errorFreedom;
    private readonly double _size;
    private readonly double _betweenSquare;
    private readonly double _withinSquare;

    private OneWayComponents(IReadOnlyList<double[]> groups)
    {
        _groupFreedom = groups.Count - 1;
        _errorFreedom = groups.Sum(group => group.Length - 1);
        _size = groups.Count / groups.Sum(group => 1.0 / group.Length);
        _betweenSquare = _size * SampleSetScores.Variance([.. groups.Select(SampleSetScores.Mean)]);
        _withinSquare = groups.Sum(group => SampleSetScores.Variance(group) * (group.Length - 1)) / _errorFreedom;
    }

    /// <summary>
    /// The variance of A: (mean square between groups - mean square within them) / size; below 0 where groups differ less than their values do.
    /// </summary>
    public double BetweenVariance => (_betweenSquare - _withinSquare) / _size;

    /// <summary>The variance of E: pooled within groups.</summary>
    public double WithinVariance => _withinSquare;

    /// <summary>The degrees of freedom of <see cref="WithinVariance"/>.</summary>
    public int WithinFreedom => _errorFreedom;

    /// <param name="groups">At least two groups of at least two values each.</param>
    public static OneWayComponents Of(IReadOnlyList<double[]> groups) => groups.Count >= 2 && groups.All(group => group.Length >= 2)
        ? new OneWayComponents(groups)
        : throw new ArgumentException("at least two groups of at least two values", nameof(groups));

    /// <summary>
    /// The modified large-sample interval of the variance of A (Ting, Burdick, Graybill, Jeyaratnam and Lu 1990, for a difference of two mean
    /// squares). Its bounds are
    /// exact where either mean square's degrees of freedom are infinite. Bounds below 0 are 0: the variance is not negative.
    /// </summary>
    public Interval BetweenInterval(double level = 0.95)
    {
        double tail = (1 - level) / 2;
        double ratio = FisherSnedecor.InvCDF(_groupFreedom, _errorFreedom, 1 - tail);
        double lower = Half(1 - (1 / Ratio(_groupFreedom, 1 - tail)), (1 / Ratio(_errorFreedom, tail)) - 1, ratio);
        ratio = FisherSnedecor.InvCDF(_groupFreedom, _errorFreedom, tail);
        double upper = Half((1 / Ratio(_groupFreedom, tail)) - 1, 1 - (1 / Ratio(_errorFreedom, 1 - tail)), ratio);
        double difference = _betweenSquare - _withinSquare;
        return new Interval(Math.Max(0, (difference - lower) / _size), Math.Max(0, (difference + upper) / _size), level);
    }

    /// <summary>The distance of a bound: root of <c>g^2 S1^2 + h^2 S2^2 + c S1 S2</c>, c chosen so that the bound is exact where it meets 0.</summary>
    private double Half(double g, double h, double ratio)
    {
        double cross = (((ratio - 1) * (ratio - 1)) - (g * g * ratio * ratio) - (h * h)) / ratio;
        double squares = (g * g * _betweenSquare * _betweenSquare) + (h * h * _withinSquare * _withinSquare) + (cross * _betweenSquare * _withinSquare);
        return Math.Sqrt(Math.Max(0, squares));
    }

    /// <summary>The quantile of a mean square over its expectation.</summary>
    private static double Ratio(int freedom, double share) => ChiSquared.InvCDF(freedom, share) / freedom;
}
