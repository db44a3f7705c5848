namespace MlPipelines.Evaluation;

/// <summary>Several runs side by side. The first is the reference that every other is compared with.</summary>
public sealed record RunComparison
{
    /// <summary>The runs, the reference first.</summary>
    public required IReadOnlyList<ComparedRun> Runs { get; init; }

    /// <summary>The verdict in a headline.</summary>
    public required string Headline { get; init; }

    /// <summary>Every other run against the reference.</summary>
    public required IReadOnlyList<RunDifference> Differences { get; init; }

    /// <summary>The options of the baselines that are not the same in all runs.</summary>
    public required IReadOnlyList<ConfigurationDifference> Configuration { get; init; }

    /// <summary>What a reader should be warned of. Whole sentences.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>What lets two runs be compared.</summary>
public enum RunPairing
{
    /// <summary>Same data, split, seeds and test rows: differences are taken repeat by repeat and row by row.</summary>
    Paired,

    /// <summary>Same data, something else differs: each run has its own uncertainty, and the two add up.</summary>
    Unpaired,

    /// <summary>Other data: nothing measured on them can be compared.</summary>
    OtherData,
}

/// <summary>A run against the reference.</summary>
public sealed record RunDifference
{
    /// <summary>The run's letter.</summary>
    public required string Run { get; init; }

    /// <summary>The reference's letter.</summary>
    public required string Against { get; init; }

    /// <summary>How they can be compared.</summary>
    public required RunPairing Pairing { get; init; }

    /// <summary>Why they are not paired, whole sentences; empty when they are.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Differences run - reference, a metric each; empty with other data. <see cref="ComparisonResult.Pairs"/> is 0 where nothing is paired.</summary>
    public required IReadOnlyList<ComparisonResult> Metrics { get; init; }

    /// <summary>The verdict with its numbers in a sentence or two.</summary>
    public required string Sentence { get; init; }

    /// <summary>The test samples whose prediction changed; null where the test rows are not the same, which <see cref="ChangedMissing"/> explains.</summary>
    public ChangedRows? Changed { get; init; }

    /// <summary>Why there are no changed samples; null when there are.</summary>
    public string? ChangedMissing { get; init; }

    /// <summary>The difference of one metric; null where there is none.</summary>
    public ComparisonResult? Metric(string metric) => Metrics.FirstOrDefault(comparison => comparison.Metric == metric);
}

/// <summary>The test samples of two runs by whether most of their repeats predict them right.</summary>
public sealed record ChangedRows
{
    /// <summary>The test samples.</summary>
    public required int Rows { get; init; }

    /// <summary>Right in most repeats of the reference, wrong in most of the run.</summary>
    public required int Lost { get; init; }

    /// <summary>Wrong in most repeats of the reference, right in most of the run.</summary>
    public required int Gained { get; init; }

    /// <summary>Right in most repeats of both.</summary>
    public required int BothRight { get; init; }

    /// <summary>Wrong in most repeats of both.</summary>
    public required int BothWrong { get; init; }

    /// <summary>Right in exactly half of the repeats of one of them.</summary>
    public required int Ties { get; init; }

    /// <summary>Repeats of the reference and of the run that voted.</summary>
    public required (int Reference, int Run) Repeats { get; init; }

    /// <summary>
    /// The share of samples that two repeats of the reference, which differ in their seeds only, do not both predict right or both wrong: what seeds change by
    /// themselves. Null with one repeat.
    /// </summary>
    public double? SeedChurn { get; init; }

    /// <summary>The samples that were lost, the greatest fall of the share of right repeats first.</summary>
    public required IReadOnlyList<ChangedRow> LostExamples { get; init; }

    /// <summary>The samples that were gained, the greatest rise first.</summary>
    public required IReadOnlyList<ChangedRow> GainedExamples { get; init; }
}

/// <summary>A test sample that most repeats of two runs predict differently.</summary>
/// <param name="Row">Its test row.</param>
/// <param name="Id">What a user calls it.</param>
/// <param name="Label">Its class.</param>
/// <param name="ShareFrom">The share of the reference's repeats that predict it right.</param>
/// <param name="ShareTo">The share of the run's repeats that do.</param>
/// <param name="PredictedFrom">The class that most repeats of the reference predict.</param>
/// <param name="PredictedTo">The class that most repeats of the run predict.</param>
public sealed record ChangedRow(int Row, string Id, string Label, double ShareFrom, double ShareTo, string PredictedFrom, string PredictedTo);

/// <summary>An option that is not the same in all runs.</summary>
/// <param name="Path">Its JSON path from the scenario: <c>training.optimizer.learningRate</c>.</param>
/// <param name="Values">Its value in each run as JSON, in the order of the runs; null where it is absent.</param>
public sealed record ConfigurationDifference(string Path, IReadOnlyList<string?> Values);
