namespace MlPipelines.Audits;

/// <summary>
/// How near is too near for chance, class by class. Digits and clothes are alike by nature, and some classes more than others, so the limit comes from honest samples: held-out ones against
/// training, and training samples against the others. What is judged is the ratio of the distance to the nearest and that to the eighth nearest image: in m dimensions of variation the
/// share of honest samples below a small ratio x grows as x^m, whatever the density. Each class brings the 20% quantile of its own ratios; the power law from there to 2% is that of all classes
/// together, each ratio divided by its class's quantile, and is followed to 1 in 5,000.
/// </summary>
/// <remarks>
/// The quantiles are chosen here: the lower leaves room for up to 2% of honest samples that are copies themselves, the upper is where the power law still holds. The rate is chosen so that 10,000
/// honest test images give about two false alarms. <c>bench leakage</c> measures both.
/// </remarks>
internal sealed class CopyLimits
{
    /// <summary>The share of honest samples that a limit lets pass.</summary>
    public const double Rate = 1.0 / 5000;

    private const double LowerShare = 0.02;
    private const double UpperShare = 0.2;

    /// <summary>The fewest honest samples of a class for a quantile of its own; with fewer it has that of all classes.</summary>
    private const int LeastOfClass = 50;

    /// <summary>The fewest honest samples in all: one of them lies below the lower quantile.</summary>
    private const int LeastSamples = 50;

    private readonly double[] _ofClass;

    private CopyLimits(double[] ofClass) => _ofClass = ofClass;

    /// <summary>The least and greatest limit.</summary>
    public (double Least, double Greatest) Range => (_ofClass.Min(), _ofClass.Max());

    /// <summary>A copy's ratio is below it.</summary>
    public double this[int label] => _ofClass[label];

    /// <summary>The limits from honest samples.</summary>
    /// <param name="ratios">0..1 each.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="classes">The number of classes.</param>
    public static CopyLimits Of(IReadOnlyList<double> ratios, IReadOnlyList<int> labels, int classes)
    {
        if (ratios.Count < LeastSamples)
        {
            return new CopyLimits(new double[classes]);
        }

        ILookup<int, double> byClass = Enumerable.Range(0, ratios.Count).ToLookup(row => labels[row], row => ratios[row]);
        double pooled = Quantile(ratios, UpperShare);
        double[] scales = [.. Enumerable.Range(0, classes).Select(label => byClass[label].Count() >= LeastOfClass ? Quantile(byClass[label], UpperShare) : pooled)];
        double lower = Quantile(ratios.Select((ratio, row) => scales[labels[row]] == 0 ? 0 : ratio / scales[labels[row]]), LowerShare);
        double upper = Quantile(ratios.Select((ratio, row) => scales[labels[row]] == 0 ? 0 : ratio / scales[labels[row]]), UpperShare);
        double limit = Limit(lower, upper);
        return new CopyLimits([.. scales.Select(scale => scale * limit)]);
    }

    /// <summary>x_lower (rate / lower share)^(1/m), m = ln(upper share / lower share) / ln(x_upper / x_lower); 0 where honest samples are copies of each other.</summary>
    private static double Limit(double lower, double upper) =>
        lower <= 0 || upper <= lower ? 0 : lower * Math.Pow(Rate / LowerShare, Math.Log(upper / lower) / Math.Log(UpperShare / LowerShare));

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * sorted.Length)];
    }
}
