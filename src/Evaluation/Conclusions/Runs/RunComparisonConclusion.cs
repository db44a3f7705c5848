namespace MlPipelines.Evaluation;

/// <summary>From runs to their comparison: pairing, differences with intervals, options that differ, samples that changed. Their baselines are what is compared.</summary>
public static class RunComparisonConclusion
{
    private static readonly string[] s_measurements = [MeasurementNames.TrainClean, MeasurementNames.Validation, MeasurementNames.Test];

    /// <summary>Compares every run with the first.</summary>
    /// <param name="runs">At least two.</param>
    /// <param name="cancellation">Checked between runs.</param>
    /// <exception cref="Configuration.ProblemException">The rows of a trial cannot be read, or are not those that its run counts.</exception>
    public static RunComparison Of(IReadOnlyList<ComparedRun> runs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        VariantScores[] scores = [.. runs.Select(run => Scores(run, cancellation))];
        PairingRule[] rules = [.. Enumerable.Range(1, runs.Count - 1).Select(index => PairingRule.Of(runs[0], scores[0], runs[index], scores[index]))];
        IReadOnlyList<IReadOnlyList<ComparisonResult>> metrics = RunDifferences.Of(scores[0], [.. rules.Select((rule, index) => (scores[index + 1], rule.Pairing))]);
        Lazy<IReadOnlyList<string>> ids = new(() => Ids(runs[0], scores[0]));
        RunDifference[] differences = [.. rules.Select((rule, index) => Difference(index + 1, rule, metrics[index]))];
        return new RunComparison
        {
            Runs = runs,
            Headline = RunComparisonSentences.Headline(differences),
            Differences = differences,
            Configuration = ConfigurationDifferences.Of([.. runs.Select(run => run.Result.Provenance.Configuration)]),
            Caveats = RunComparisonSentences.Caveats(runs, differences),
        };

        RunDifference Difference(int index, PairingRule rule, IReadOnlyList<ComparisonResult> ofRun)
        {
            cancellation.ThrowIfCancellationRequested();
            string? missing = ChangedRowsConclusion.Missing(scores[0], scores[index], rule.Pairing);
            return new RunDifference
            {
                Run = runs[index].Label,
                Against = runs[0].Label,
                Pairing = rule.Pairing,
                Reasons = rule.Reasons,
                Metrics = ofRun,
                Sentence = RunComparisonSentences.Of(runs[index].Label, runs[0].Label, rule.Pairing, ofRun),
                Changed = missing is null ? ChangedRowsConclusion.Of(scores[0], scores[index], rule.Pairing, ids.Value, runs[0].Result.Dataset.Classes) : null,
                ChangedMissing = missing,
            };
        }
    }

    /// <summary>The baseline's trials under the run's letter, with the measurements that are compared.</summary>
    private static VariantScores Scores(ComparedRun run, CancellationToken cancellation) => VariantScores.Read(
        run.Label,
        run.Options,
        (run.Baseline?.Trials ?? []).Select(trial => trial with
        {
            Variant = run.Label,
            Measurements = trial.Measurements.Where(pair => s_measurements.Contains(pair.Key)).ToDictionary(),
        }),
        (_, repeat) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return run.Rows(repeat);
        });

    private static string[] Ids(ComparedRun run, VariantScores scores)
    {
        TrialRows rows = run.Rows(scores.RepeatsWith(MeasurementNames.Test)[0])[MeasurementNames.Test];
        return [.. Enumerable.Range(0, rows.Rows.Count).OrderBy(position => rows.Rows[position]).Select(position => rows.Ids[position])];
    }
}
