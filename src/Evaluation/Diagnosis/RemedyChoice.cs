using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Which remedy speaks for a cause: the one with the best validation mean, so that its test effect was not picked by looking at it.</summary>
internal static class RemedyChoice
{
    /// <summary>The metric of a remedy: balanced accuracy where it is for imbalance, which accuracy hides.</summary>
    public static string MetricOf(RemedyMeasurement remedy) => remedy.Variant.Causes.Contains(Causes.ClassImbalance) ? "balancedAccuracy" : "accuracy";

    public static CrossedEstimate Validation(RemedyMeasurement remedy) => MetricOf(remedy) == "accuracy" ? remedy.Validation : remedy.ValidationBalanced;

    public static CrossedEstimate Test(RemedyMeasurement remedy) => MetricOf(remedy) == "accuracy" ? remedy.Test : remedy.TestBalanced;

    /// <summary>The best on validation among the remedies for a cause; the first of equals. Null when none was run.</summary>
    public static RemedyMeasurement? Best(DiagnosisEvidence evidence, string cause) =>
        evidence.DecisiveRemediesOf(cause).OrderByDescending(remedy => remedy.Validation.Mean).FirstOrDefault();

    /// <summary>What was measured, in a sentence.</summary>
    public static string Sentence(RemedyMeasurement remedy) => EstimateText.Text(
        $"{EstimateText.Capital(remedy.Variant.What)} changes test accuracy by {EstimateText.Of(CauseEstimate.Of(remedy.Test))}, {remedy.Repeats.Count} paired repeat{(remedy.Repeats.Count == 1 ? "" : "s")}.");
}
