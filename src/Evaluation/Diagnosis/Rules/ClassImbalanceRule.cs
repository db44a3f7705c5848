using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Rare classes are neglected. The symptom: classes are uneven in training, and the rare ones have the lower recall in test. The test effect of weights or sampling on balanced accuracy
/// decides, the remedy chosen by validation.
/// </summary>
/// <remarks>
/// Weights and sampling move recall from frequent classes to rare ones, so that balanced accuracy can gain by them only where recall differs: where rare classes are not worse, or are worse by
/// surely less than the smallest effect, the cause is absent. A class is rare when the largest has 1.5 times its samples: below that, weights differ from 1 by less than a
/// quarter for two classes (0.83 and 1.25), a change as small as what chance makes of class shares in a hundred samples (standard deviation 0.05 of 0.5).
/// </remarks>
internal sealed class ClassImbalanceRule : ICauseRule
{
    private const double Uneven = 1.5;

    public string Cause => Causes.ClassImbalance;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (!evidence.Dataset.Counts.TryGetValue("train", out IReadOnlyList<int>? counts) || counts.Count(count => count > 0) < 2)
        {
            return CauseJudgement.NotExamined(Cause, "the number of training samples per class is not known");
        }

        int largest = counts.Max();
        int[] rare = [.. Enumerable.Range(0, counts.Count).Where(label => counts[label] > 0 && largest >= Uneven * counts[label])];
        int[] frequent = [.. Enumerable.Range(0, counts.Count).Where(label => counts[label] > 0 && !rare.Contains(label))];
        int smallest = counts.Where(count => count > 0).Min();
        string shares = Text($"The largest class has {largest} training samples, the smallest {smallest}: {largest / (double)smallest:0.#} times as many.");
        if (rare.Length == 0)
        {
            return CauseJudgement.Absent(Cause, shares);
        }

        if (RecallDifference.Of(evidence.Baseline, frequent, rare) is not { } lower)
        {
            return CauseJudgement.NotExamined(Cause, "the test set lacks rows of rare or of frequent classes") with { Evidence = [shares] };
        }

        string recall = Text($"Test recall is {Points.Percent(lower.Frequent)} for frequent classes and {Points.Percent(lower.Rare)} for rare ones: {Points.Counted(lower.Estimate.Mean)} lower ({Points.Range(lower.Estimate.Interval())}).");
        bool isLower = lower.Estimate.Mean > 0 && lower.Estimate.Interval().Upper >= evidence.SmallestEffect;
        return SymptomJudgement.Of(evidence, Cause, new Symptom(isLower, "with class weights or over-sampling")
        {
            Metric = "balancedAccuracy",
            For = [shares, recall, .. Metrics(evidence), .. Rarest(evidence, rare)],
            Against = isLower ? [] : [shares, recall],
        });
    }

    private static IEnumerable<string> Metrics(DiagnosisEvidence evidence)
    {
        if (evidence.Result.Summary.TryGetValue(MeasurementNames.Test, out IReadOnlyDictionary<string, MetricSummary>? test)
            && test.TryGetValue("accuracy", out MetricSummary? accuracy)
            && test.TryGetValue("balancedAccuracy", out MetricSummary? balanced))
        {
            yield return Text($"Test accuracy is {Points.Percent(accuracy.Mean)}, balanced accuracy {Points.Percent(balanced.Mean)}.");
        }
    }

    /// <summary>The rare class with the lowest recall.</summary>
    private static IEnumerable<string> Rarest(DiagnosisEvidence evidence, int[] rare) =>
        rare.Where(label => label < evidence.Result.Classes.Count).Select(label => evidence.Result.Classes[label]).Where(result => result.Recall is not null)
            .OrderBy(result => result.Recall).Take(1).Select(result => Text(
                $"\"{result.Name}\" has a recall of {Points.Percent(result.Recall!.Value)}{(result.RecallInterval is { } interval ? Text($" ({Points.Range(interval)})") : "")} on {result.Support} test rows."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
