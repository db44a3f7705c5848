using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class DynamicsConclusionTests
{
    private static readonly SyntheticStudy s_study = new() { Repeats = 4, TestRows = 100, ValidationRows = 100, TrainRows = 200 };

    [Fact]
    public void Of_TrainingThatFalls_SaysTrainLonger()
    {
        DynamicsResult result = Conclude((_, _) => History(0.9, 0.95), trial => trial)!;

        // exp(-0.1) per epoch: -10% of the last two epochs' slope over their mean, (0.9 - 1) / 0.95.
        Assert.Equal((0.9 - 1) / 0.95, result.FinalTrend, 1e-9);
        Assert.True(result.StillFalling);
        Assert.False(result.Oscillates);
        Assert.Equal(["The loss was still falling by 10.5% per epoch when training ended, that of selection samples by 5.1%: train longer."], result.Notes);
        Assert.Equal(new MetricSummary(8, 0, 4, new Interval(8, 8), false), result.Epochs);
        Assert.Equal(6, result.KeptEpoch.Mean);
    }

    [Fact]
    public void Of_HeldOutLossThatRises_DoesNotSayTrainLonger()
    {
        DynamicsResult result = Conclude((_, _) => History(0.9, 1.05), trial => trial)!;

        Assert.True(result.StillFalling);
        Assert.Contains("but that of selection samples was not", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EarlyStopping_DoesNotSayTrainLonger()
    {
        DynamicsResult result = Conclude((_, _) => History(0.9, 0.95), trial => trial with { StoppedEarly = trial.Repeat < 3 })!;

        Assert.Contains("early stopping ended 3 of 4 repeats", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LossThatStands_IsNotFalling()
    {
        DynamicsResult result = Conclude((_, _) => History(0.995, 0.995), trial => trial)!;

        Assert.False(result.StillFalling);
        Assert.Empty(result.Notes);
    }

    [Fact]
    public void Of_LossThatGoesUpAndDown_OscillatesAndIsNotFalling()
    {
        double[] losses = [2.3, 1.5, 2.0, 1.2, 1.9, 1.1, 1.8, 1.0];
        DynamicsResult result = Conclude((_, _) => History(losses, losses), trial => trial)!;

        Assert.True(result.Oscillates);
        Assert.False(result.StillFalling);
        Assert.Contains("try a lower learning rate", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AccuracyOfGuessing_StaysAtChance()
    {
        var chance = s_study with { Classes = 2, Variants = [new("baseline", 0.5, 0.5, 0.5)] };
        DynamicsResult result = Conclude(chance, new StudyEvidence { Trials = chance.Trials(), Rows = chance.Rows, History = (_, _) => History(0.999, 0.999) })!;

        Assert.True(result.StaysAtChance);
        Assert.Contains("is not above what guessing \"t-shirt\" every time gives, 50.0%", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FailedRepeats_AreCounted()
    {
        var failed = s_study with { Failed = [("baseline", 1), ("baseline", 2)] };
        DynamicsResult result = Conclude(failed, new StudyEvidence { Trials = failed.Trials(), Rows = failed.Rows, History = (_, _) => History(0.999, 0.999) })!;

        Assert.Equal(2, result.NumericFailures);
        Assert.Equal(2, result.Epochs.Repeats);
        Assert.StartsWith("2 of 4 repeats failed because a loss, gradient or weight was not a finite number", result.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GradientsThatVanish_GivesRatioPerWeightAndSaysSo()
    {
        GradientRow[] Rows(int repeat) =>
        [
            new(1, "dense1", 10_000, 1e-4 * (1 + repeat)), new(1, "dense2", 100, 0.5), new(1, "dense3", 100, 2),
            new(2, "dense1", 10_000, 1), new(2, "dense2", 100, 0.25), new(2, "dense3", 100, double.NaN),
            new(3, "dense1", 10_000, 2), new(3, "dense2", 100, 0.125), new(3, "dense3", 100, 1),
        ];
        DynamicsResult result = Conclude(s_study, Evidence((_, _) => History(0.999, 0.999), trial => trial) with { Gradients = (_, repeat) => Rows(repeat) })!;

        // Mean over repeats of 1e-4 (1 + repeat) is 2.5e-4; per weight 2.5e-6 against 0.2.
        Assert.Equal([new LayerGradient("dense1", 10_000, 2.5e-4, 2), new("dense2", 100, 0.5, 0.125), new("dense3", 100, 2, 1)], result.Gradients.Select(layer => layer with { First = Math.Round(layer.First, 12) }));
        Assert.Equal(1.25e-5, result.GradientRatio!.Value, 1e-15);
        Assert.Contains("the first layer, dense1, was 1.25e-5 times that of the last, dense3: it vanishes", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GradientsThatExplode_SaysSo() => Assert.Contains(
        "explodes",
        Assert.Single(Conclude(s_study, Evidence((_, _) => History(0.999, 0.999), trial => trial) with
        {
            Gradients = (_, _) => [new(1, "a", 100, 1e4), new(1, "b", 100, 1)],
        })!.Notes),
        StringComparison.Ordinal);

    [Fact]
    public void Of_Landscape_IsSummedUpOverRepeats()
    {
        DynamicsResult result = Conclude(
            (_, _) => History(0.999, 0.999), trial => trial with { Sharpness = 10 + trial.Repeat, GradientNoiseScale = trial.Repeat == 0 ? 30 : null })!;

        // 10, 11, 12, 13. scipy 1.10.1: t.ppf(0.975, 3) * sqrt(5 / 3 / 4) = 2.0542603.
        Assert.Equal(11.5, result.Sharpness!.Mean, 1e-12);
        Assert.Equal(11.5 - 2.0542603, result.Sharpness.Interval!.Lower, 1e-6);
        Assert.Equal(new MetricSummary(30, null, 1, null, true), result.GradientNoiseScale);
    }

    [Fact]
    public void Of_TrainingMode_IsComparedWithEvaluationModeRowByRow()
    {
        Assert.Null(Conclude((_, _) => History(0.999, 0.999), trial => trial)!.ModesDiffer);
        IReadOnlyDictionary<string, TrialRows> Rows(string variant, int repeat)
        {
            IReadOnlyDictionary<string, TrialRows> rows = s_study.Rows(variant, repeat);
            return new Dictionary<string, TrialRows>(rows) { ["trainMode"] = rows["running"] };
        }

        StudyEvidence evidence = Evidence((_, _) => History(0.999, 0.999), trial => trial with
        {
            Measurements = new Dictionary<string, MeasurementValues>(trial.Measurements) { ["trainMode"] = trial.Measurements["running"] },
        });
        GapPart modes = Conclude(s_study, evidence with { Rows = Rows })!.ModesDiffer!;

        TrialResult[] trials = [.. evidence.Trials.Where(trial => trial.Variant == "baseline")];
        Assert.Equal(("modes", "trainMode", "trainClean"), (modes.Name, modes.From, modes.To));
        Assert.Equal(trials.Average(trial => trial.Measurements["running"].Accuracy - trial.Measurements["trainClean"].Accuracy), modes.Difference, 1e-12);
        Assert.True(modes.Interval.Upper < 0);
    }

    [Fact]
    public void Of_OneEpoch_SaysThatTheTrendIsUnknown()
    {
        DynamicsResult result = Conclude((_, _) => [.. History(0.9, 0.9).Take(1)], trial => trial with { Epochs = 1, KeptEpoch = 0 })!;

        Assert.Equal((0, false), (result.FinalTrend, result.StillFalling));
        Assert.Equal(["One epoch was trained: whether the loss was still falling is unknown."], result.Notes);
    }

    [Fact]
    public void Of_TrainerWithoutEpochs_IsNull()
    {
        Assert.Null(Conclude((_, _) => [], trial => trial with { Epochs = null, KeptEpoch = null }));
        Assert.Null(Conclude((_, _) => [], trial => trial));
    }

    [Fact]
    public void IsFalling_TwoEpochs_NeedsMoreThanOneRepeatToKnow()
    {
        Assert.False(DynamicsConclusion.IsFalling([new LossCurve([2, 1])]));
        Assert.True(DynamicsConclusion.IsFalling([new LossCurve([2, 1]), new LossCurve([2, 1.01])]));
        Assert.False(DynamicsConclusion.IsFalling([new LossCurve([2, 1]), new LossCurve([1, 2])]));
        Assert.False(DynamicsConclusion.IsFalling([]));
    }

    private static IReadOnlyList<EpochRow> History(double running, double heldOut) => History(
        [.. Enumerable.Range(0, 8).Select(epoch => Math.Pow(running, epoch))], [.. Enumerable.Range(0, 8).Select(epoch => Math.Pow(heldOut, epoch))]);

    private static IReadOnlyList<EpochRow> History(double[] running, double[] heldOut) =>
        [.. running.Select((loss, epoch) => new EpochRow(epoch + 1, loss, 0.5, loss, 0.5, "selection", heldOut[epoch], 0.5, 0.001, 1, 1))];

    private static DynamicsResult? Conclude(Func<string, int, IReadOnlyList<EpochRow>> history, Func<TrialResult, TrialResult> change) =>
        Conclude(s_study, Evidence(history, change));

    private static DynamicsResult? Conclude(SyntheticStudy study, StudyEvidence evidence) => DynamicsConclusion.Of(
        VariantScores.Read("baseline", study.Configuration().Baseline, evidence.Trials, evidence.Rows), evidence, study.Dataset());

    private static StudyEvidence Evidence(Func<string, int, IReadOnlyList<EpochRow>> history, Func<TrialResult, TrialResult> change) => new()
    {
        Trials = [.. s_study.Trials().Select(change)],
        Rows = s_study.Rows,
        History = history,
    };
}
