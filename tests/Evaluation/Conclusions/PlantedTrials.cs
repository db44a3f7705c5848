using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Trials of one variant whose rows a test writes down.</summary>
internal sealed record PlantedTrials(Func<int, IReadOnlyDictionary<string, TrialRows>> RowsOf, int Repeats)
{
    public Func<TrialResult, TrialResult> Change { get; init; } = trial => trial;

    public ScenarioOptions Options { get; init; } = new SyntheticStudy().Configuration().Baseline;

    public VariantScores Scores() => VariantScores.Read("baseline", Options, Trials(), (_, repeat) => RowsOf(repeat));

    public StudyEvidence Evidence() => new() { Trials = Trials(), Rows = (_, repeat) => RowsOf(repeat) };

    /// <summary>Rows 0, 1, ... with these labels, predictions and confidences; the true class has the confidence where it is predicted.</summary>
    public static TrialRows Rows(int[] labels, int[] predicted, float[] confidences, int[]? rows = null) => new(
        rows ?? [.. Enumerable.Range(0, labels.Length)],
        [.. labels.Select((_, row) => $"train/{row}.png")],
        labels,
        predicted,
        [.. labels.Select((label, row) => label == predicted[row] ? confidences[row] : 1 - confidences[row])],
        confidences,
        null);

    /// <summary>Rows that are all sure by 0.9.</summary>
    public static TrialRows Rows(int[] labels, int[] predicted) => Rows(labels, predicted, [.. labels.Select(_ => 0.9f)]);

    private TrialResult[] Trials() =>
    [
        .. Enumerable.Range(0, Repeats).Select(repeat => Change(new TrialResult
        {
            Variant = "baseline",
            Repeat = repeat,
            State = TrialState.Finished,
            Started = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
            Epochs = 8,
            KeptEpoch = 5,
            Measurements = RowsOf(repeat).ToDictionary(pair => pair.Key, pair => Measured(pair.Value)),
        })),
    ];

    private static MeasurementValues Measured(TrialRows rows) => new()
    {
        Rows = rows.Rows.Count,
        Accuracy = rows.Labels.Zip(rows.Predicted).Count(row => row.First == row.Second) / (double)rows.Rows.Count,
        BalancedAccuracy = 0.5,
        MacroF1 = 0.5,
        LogLoss = 1,
    };
}
