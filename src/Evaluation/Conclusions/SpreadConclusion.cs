namespace MlPipelines.Evaluation;

/// <summary>How much test accuracy varies over repeats, variant by variant.</summary>
internal static class SpreadConclusion
{
    /// <summary>Below this a standard deviation is known to a factor of four at best.</summary>
    public const int FewestRepeats = 3;

    /// <summary>The spread of every variant with at least three repeats, the baseline first; empty where the test set varies.</summary>
    public static IReadOnlyList<SpreadResult> Of(IReadOnlyList<VariantScores> variants)
    {
        VariantScores[] measured = [.. variants.Where(variant => Accuracies(variant) is not null)];
        SpreadRatio?[] ratios = [.. measured.Select(variant => variant == variants[0] ? null : Ratio(variants[0], variant))];
        int[] tested = [.. Enumerable.Range(0, ratios.Length).Where(index => ratios[index] is not null)];
        double[] adjusted = HolmCorrection.Adjust([.. tested.Select(index => ratios[index]!.P)]);
        return
        [
            .. measured.Select((variant, index) =>
            {
                double[] accuracies = Accuracies(variant)!;
                double deviation = Deviation(accuracies);
                return new SpreadResult
                {
                    Variant = variant.Name,
                    Repeats = accuracies.Length,
                    StandardDeviation = deviation,
                    Interval = StandardDeviationInterval.Of(deviation, accuracies.Length),
                    Ratio = ratios[index]?.Ratio,
                    RatioInterval = ratios[index]?.Interval,
                    AdjustedP = ratios[index] is null ? null : adjusted[Array.IndexOf(tested, index)],
                };
            }),
        ];
    }

    /// <summary>The test accuracies by repeat; null with fewer than three, or where the test set varies, which would be a spread of another kind.</summary>
    public static double[]? Accuracies(VariantScores variant)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(MeasurementNames.Test);
        return repeats.Count < FewestRepeats || !variant.HoldsSameSamples(MeasurementNames.Test, repeats) ? null : Accuracies(variant, repeats);
    }

    /// <summary>The sample standard deviation; exactly 0 for equal values, whose rounded mean may differ from them.</summary>
    public static double Deviation(double[] values) =>
        Array.TrueForAll(values, value => value == values[0]) ? 0 : Math.Sqrt(SampleSetScores.Variance(values));

    /// <summary>Null when one of the two does not vary, or fewer than three repeats are common.</summary>
    private static SpreadRatio? Ratio(VariantScores baseline, VariantScores variant)
    {
        if (Accuracies(baseline) is null)
        {
            return null;
        }

        int[] common = [.. variant.RepeatsWith(MeasurementNames.Test).Intersect(baseline.RepeatsWith(MeasurementNames.Test))];
        (double[] values, double[] others) = (Accuracies(variant, common), Accuracies(baseline, common));
        return common.Length < FewestRepeats || Deviation(values) == 0 || Deviation(others) == 0 ? null : StandardDeviationInterval.Ratio(values, others);
    }

    private static double[] Accuracies(VariantScores variant, IReadOnlyList<int> repeats) => [.. repeats.Select(repeat =>
    {
        MeasurementFacts test = variant.Facts(MeasurementNames.Test, repeat);
        return test.Right / (double)test.Count;
    })];
}
