using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Evidence of a study that nothing trained: six repeats of a network, steady and settled unless a test says otherwise.</summary>
internal static class PlantedEvidence
{
    private const int Repeats = 6;

    public static SyntheticStudy Study { get; } = new()
    {
        Repeats = Repeats,
        TrainRows = 640,
        TestRows = 400,
        ValidationRows = 200,
        Variants = [new SyntheticVariant("baseline", TrainClean: 0.9, Validation: 0.85, Test: 0.85)],
    };

    public static DynamicsResult Settled { get; } = new()
    {
        Epochs = Constant(8),
        KeptEpoch = Constant(8),
        FinalTrend = -0.002,
        StillFalling = false,
        Oscillation = 0.01,
        Oscillates = false,
        StaysAtChance = false,
        NumericFailures = 0,
    };

    public static DynamicsResult Falling { get; } = Settled with { FinalTrend = -0.06, StillFalling = true };

    /// <param name="study">The study; the steady one by default.</param>
    /// <param name="change">What is different about the options.</param>
    public static DiagnosisEvidence Of(SyntheticStudy? study = null, Func<ScenarioOptions, ScenarioOptions>? change = null)
    {
        study ??= Study;
        ScenarioOptions options = (change ?? (same => same))(study.Configuration().Baseline);
        return new DiagnosisEvidence
        {
            Options = options,
            Dataset = study.Dataset(),
            Baseline = VariantScores.Read("baseline", options, study.Trials(), study.Rows),
            Result = study.Conclude().Variants[0] with { Dynamics = Settled },
            SmallestEffect = 0.02,
            History = repeat => study.History("baseline", repeat),
        };
    }

    /// <summary>The evidence with a remedy that was run; effects are fractions.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="cause">What it is a remedy for.</param>
    /// <param name="what">What it changes.</param>
    /// <param name="validation">Its effect on validation samples.</param>
    /// <param name="test">Its effect on test samples.</param>
    /// <param name="rows">Test rows: the fewer, the wider the interval.</param>
    public static DiagnosisEvidence WithRemedy(this DiagnosisEvidence evidence, string cause, string what, double validation, double test, int rows = 1000) => evidence with
    {
        Remedies =
        [
            .. evidence.Remedies,
            new RemedyMeasurement(
                new ReservedVariant($"diagnose-{what}", ReservedRole.Remedy, [cause], what, [], evidence.Options, Repeats),
                evidence.Baseline,
                [.. Enumerable.Range(0, Repeats)],
                Effect(validation, rows),
                Effect(test, rows),
                Effect(validation, rows),
                Effect(test, rows)),
        ],
    };

    /// <summary>Epochs whose losses are given by epoch, with a small scatter that differs from repeat to repeat.</summary>
    public static Func<int, IReadOnlyList<EpochRow>> Losses(Func<int, double> heldOut) => repeat =>
    [
        .. Enumerable.Range(1, 8).Select(epoch =>
        {
            double loss = heldOut(epoch) + (0.001 * new CounterRandom(1, repeat, RandomStream.Order, epoch).NextNormal());
            return new EpochRow(epoch, loss, 0.8, loss, 0.8, "validation", loss, 0.8, 0.001, 1, 1);
        }),
    ];

    public static RangeTestResult RangeTest(double configured, double? suggested, double? diverges = null) =>
        new() { Variant = "baseline", Points = [], Suggested = suggested, DivergesAt = diverges, Configured = configured };

    private static CrossedEstimate Effect(double mean, int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(row => row < Math.Round(Math.Abs(mean) * rows) ? Math.Sign(mean) : 0.0)];
        return CrossedEstimate.Of([SampleSetScores.Crossed([.. Enumerable.Repeat(values, Repeats)], RowValues.ShareDifference)]);
    }

    private static MetricSummary Constant(double value) => new(value, 0, Repeats, null, false);
}
