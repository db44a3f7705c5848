using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The tables of a comparison: differences, metrics side by side, causes side by side, options that differ.</summary>
public static class ComparisonTables
{
    /// <summary>What stands where a number would be compared with one of other data.</summary>
    public const string OtherData = "other data";

    private const string Absent = "not set";

    private static readonly string[] GapParts = ["generalisation", "skew", "shift"];

    /// <summary>Every metric of every run against the reference; null when nothing can be compared.</summary>
    public static NumbersTable? Differences(RunComparison comparison)
    {
        var rows = comparison.Differences.SelectMany(difference => difference.Metrics.Select(metric => (IReadOnlyList<string>)
        [
            $"{difference.Run} against {difference.Against}",
            PlainWords.Metric(metric.Metric),
            metric.Verdict,
            PlainWords.IsPoints(metric.Metric) ? Figures.Points(metric.MeanDifference, Figures.Decimals(metric.Interval)) : Figures.WithSign(metric.MeanDifference, 3),
            PlainWords.IsPoints(metric.Metric) ? Figures.PointsInterval(metric.Interval) : Figures.LossInterval(metric.Interval),
            metric.Pairs == 0 ? "not paired" : Figures.Plain(metric.Pairs),
            Figures.Probability(metric.AdjustedP),
            Figures.Probability(metric.SeedP),
        ])).ToList();
        return rows.Count == 0 ? null : new NumbersTable(
            "Differences, run minus reference, 95% intervals; a smaller log loss and a smaller gap are better",
            ["Runs", "Measured by", "Verdict", "Difference", "95% interval", "Pairs", "p", "Seed p"],
            rows);
    }

    /// <summary>The baselines' metrics, a column for each run. Runs on other data than the reference's show no numbers.</summary>
    public static NumbersTable Metrics(RunComparison comparison)
    {
        List<(string Name, Func<ComparedRun, string> Cell)> rows =
        [
            ("Training accuracy", run => Share(run, MeasurementNames.TrainClean, "accuracy")),
            .. VariantTables.MetricNames.Select(name => ($"Test {Lower(PlainWords.SummaryMetric(name))}", (Func<ComparedRun, string>)(run =>
                name is "accuracy" or "balancedAccuracy" or "macroF1" or "expectedCalibrationError" ? Share(run, MeasurementNames.Test, name) : Number(run, name)))),
            ("Gap", run => Part(run.Baseline?.Gap?.Total)),
            .. GapParts.Select(part =>
                ($"— {PlainWords.PartTitle(part).ToLowerInvariant()}", (Func<ComparedRun, string>)(run => Part(run.Baseline?.Gap?.Parts.FirstOrDefault(one => one.Name == part))))),
            ("Finished repeats", run => Figures.Plain(run.Baseline?.Trials.Count(trial => trial.State == TrialState.Finished) ?? 0)),
            ("Trained parameters", run => run.Baseline?.Trials.FirstOrDefault(trial => trial.ParameterCount > 0) is { } trial ? Figures.Count(trial.ParameterCount) : Figures.Missing),
            ("Training time of a repeat, mean", run => run.Baseline?.Trials.Where(trial => trial.State == TrialState.Finished).ToList() is { Count: > 0 } trials
                ? Figures.Duration(trials.Average(trial => trial.TrainingSeconds))
                : Figures.Missing),
        ];
        return new NumbersTable(
            "The baselines' metrics with 95% intervals where the rules have one",
            ["Metric", .. comparison.Runs.Select(run => run.Label)],
            [
                .. rows.Select(row => (IReadOnlyList<string>)[row.Name, .. comparison.Runs.Select(run => HasOtherData(comparison, run) ? OtherData : row.Cell(run))])
                    .Where(row => row.Skip(1).Any(cell => cell is not (Figures.Missing or OtherData))),
            ]);
    }

    /// <summary>What each run says about each cause that is present or undecided in one of them; null when there is none.</summary>
    public static NumbersTable? Causes(RunComparison comparison)
    {
        var causes = comparison.Runs.SelectMany(run => run.Result.Diagnosis?.Findings ?? [])
            .Where(finding => finding.State is not ("absent" or "notExamined"))
            .Select(finding => finding.Cause)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return causes.Count == 0 ? null : new NumbersTable(
            "Causes that are present or undecided in a run, as each run judges them by its own data",
            ["Cause", .. comparison.Runs.Select(run => run.Label)],
            [.. causes.Select(cause => (IReadOnlyList<string>)[CauseWords.Title(cause), .. comparison.Runs.Select(run => Cause(run, cause))])]);
    }

    /// <summary>The options that differ; null when none does.</summary>
    public static NumbersTable? Configuration(RunComparison comparison) => comparison.Configuration.Count == 0 ? null : new NumbersTable(
        "Options of the baselines that are not the same in all runs, by their path in the scenario",
        ["Option", .. comparison.Runs.Select(run => run.Label)],
        [.. comparison.Configuration.Select(option => (IReadOnlyList<string>)[option.Path, .. option.Values.Select(value => value ?? Absent)])]);

    /// <summary>Whether a run was measured on other data than the reference.</summary>
    public static bool HasOtherData(RunComparison comparison, ComparedRun run) =>
        comparison.Differences.Any(difference => difference.Run == run.Label && difference.Pairing == RunPairing.OtherData);

    private static string Share(ComparedRun run, string measurement, string metric) => StudyReport.Metric(run.Baseline, measurement, metric) is not { } summary ? Figures.Missing
        : summary.Interval is { } interval ? $"{Figures.Percent(summary.Mean, Figures.Decimals(interval))} ({Figures.PercentInterval(interval)})"
        : Figures.Percent(summary.Mean);

    private static string Number(ComparedRun run, string metric) => StudyReport.Metric(run.Baseline, MeasurementNames.Test, metric) is not { } summary ? Figures.Missing
        : summary.Interval is { } interval ? $"{Figures.Loss(summary.Mean)} ({Figures.Loss(interval.Lower)} to {Figures.Loss(interval.Upper)})"
        : Figures.Loss(summary.Mean);

    private static string Part(GapPart? part) => part is null ? Figures.Missing
        : $"{Figures.Points(part.Difference, Figures.Decimals(part.Interval))} ({Figures.PointsInterval(part.Interval)})";

    private static string Cause(ComparedRun run, string cause) => run.Result.Diagnosis?.Findings.FirstOrDefault(finding => finding.Cause == cause) switch
    {
        null => "not examined",
        { GapPoints: { } points, State: not ("absent" or "notExamined") } finding => $"{CauseWords.State(finding)}: {Figures.Points(points, Figures.Decimals(finding.GapInterval))} of the gap",
        { } finding => CauseWords.State(finding),
    };

    private static string Lower(string title) => title.StartsWith("ROC", StringComparison.Ordinal) ? title : char.ToLowerInvariant(title[0]) + title[1..];
}
