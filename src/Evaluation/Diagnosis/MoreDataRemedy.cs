using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>What twice the training samples would bring, by the power law of the learning curve: the baseline on parts of its training samples, and on all of them.</summary>
internal static class MoreDataRemedy
{
    public const string Name = "more-data";

    /// <returns>Null with fewer than three sizes, or fewer than two repeats that all of them finished.</returns>
    public static RemedyResult? Of(DiagnosisEvidence evidence)
    {
        (double Size, VariantScores Variant)[] points =
            [.. evidence.ReferencesOf(ReservedRole.LearningCurve).Append(evidence.Baseline).Where(variant => Size(variant) > 0).Select(variant => (Size(variant), variant)).OrderBy(point => point.Item1)];
        if (LearningCurveConclusion.Of(points) is not { } curve)
        {
            return null;
        }

        int repeats = points.Select(point => point.Variant.RepeatsWith(MeasurementNames.Test).AsEnumerable())
            .Aggregate((common, other) => common.Intersect(other)).Count();
        string sizes = EstimateText.List([.. points.Select(point => EstimateText.Text($"{point.Size:0}"))]);
        return new RemedyResult
        {
            Name = Name,
            What = EstimateText.Text($"twice the training samples ({2 * curve.Largest:0})"),
            Causes = [Causes.Overfitting],
            Repeats = repeats,
            Test = new GapPart("test.accuracy", Name, VariantResult.Baseline, curve.Gain, curve.GainInterval),
            Verdict = RemedyResults.Extrapolated,
            Note = $"Not run: extrapolated by a power law through test accuracy at {sizes} training samples. The interval knows the law only, not whether it goes on.",
        };
    }

    private static double Size(VariantScores variant) => variant.RepeatsWith(MeasurementNames.TrainClean) is { Count: > 0 } repeats
        ? variant.Facts(MeasurementNames.TrainClean, repeats[0]).Count
        : 0;
}
