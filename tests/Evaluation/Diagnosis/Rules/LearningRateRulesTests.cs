using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class LearningRateRulesTests
{
    [Fact]
    public void Judge_Logistic_IsAbsent()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => options with { Model = new LogisticRegressionOptions() });

        Assert.Equal(FindingState.Absent, new LearningRateTooHighRule().Judge(evidence).Decided);
        Assert.Equal(FindingState.Absent, new LearningRateTooLowRule().Judge(evidence).Decided);
    }

    [Fact]
    public void TooHigh_Steady_IsAbsent() => Assert.Equal(FindingState.Absent, new LearningRateTooHighRule().Judge(PlantedEvidence.Of()).Decided);

    [Fact]
    public void TooHigh_Oscillates_IsDecidedByALowerRate()
    {
        DiagnosisEvidence evidence = With(PlantedEvidence.Settled with { Oscillates = true, Oscillation = 0.3 });
        CauseJudgement undecided = new LearningRateTooHighRule().Judge(evidence);

        Assert.Null(undecided.Decided);
        Assert.Null(undecided.Estimate);
        Assert.Contains("by 30.0% of its mean", undecided.Evidence[0], StringComparison.Ordinal);
        Assert.True(new LearningRateTooHighRule().Judge(evidence.WithRemedy(Causes.LearningRateTooHigh, "learning rate 0.0001", 0.1, 0.1)).Estimate!.PAbove(0.02) < 0.01);
    }

    /// <summary>A second look repeats the remedy that validation chose; that another is a little better on validation then, with fewer repeats, does not take the look back.</summary>
    [Theory]
    [InlineData(false, 0.08)]
    [InlineData(true, 0.05)]
    public void TooHigh_RemedyThatWasFollowedUp_Decides(bool isFollowedUp, double effect)
    {
        DiagnosisEvidence evidence = With(PlantedEvidence.Settled with { Oscillates = true, Oscillation = 0.3 })
            .WithRemedy(Causes.LearningRateTooHigh, "learning rate 0.0001", 0.05, 0.05).WithRemedy(Causes.LearningRateTooHigh, "learning rate 0.0002", 0.06, 0.08);
        VariantScores repeated = PlantedEvidence.Of(PlantedEvidence.Study with { Repeats = 18 }).Baseline;

        CauseJudgement judgement = new LearningRateTooHighRule().Judge(
            isFollowedUp ? evidence with { Remedies = [evidence.Remedies[0] with { Scores = repeated }, evidence.Remedies[1]] } : evidence);

        Assert.Equal(effect, judgement.Estimate!.Mean, 12);
        Assert.Contains("the best of 2 on validation samples", judgement.Evidence[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0049, null, false)]
    [InlineData(0.005, null, true)]
    [InlineData(0.001, 0.0019, false)]
    [InlineData(0.001, 0.0017, true)]
    public void TooHigh_RangeTest_IsASymptomFarAboveTheSuggestionOrWhereItDiverges(double configured, double? diverges, bool symptom) => Assert.Equal(
        symptom,
        new LearningRateTooHighRule().Judge(PlantedEvidence.Of() with { RangeTest = PlantedEvidence.RangeTest(configured, 0.001, diverges) }).Decided is null);

    /// <summary>Whatever the loss and the range test say: units that large steps killed leave a steady loss.</summary>
    [Theory]
    [InlineData(0.029, false)]
    [InlineData(0.03, true)]
    public void TooHigh_FarAboveTheUsualRate_IsASymptom(double rate, bool symptom)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => options with { Training = options.Training with { Optimizer = new AdamOptions { LearningRate = rate } } });

        CauseJudgement judgement = new LearningRateTooHighRule().Judge(evidence with { RangeTest = PlantedEvidence.RangeTest(rate, rate) });

        Assert.Equal(symptom, judgement.Decided is null);
        Assert.Equal(symptom ? ["The learning rate 0.03 is 30 times the optimiser's usual 0.001."] : [], judgement.Evidence);
    }

    [Fact]
    public void TooHigh_ChanceAtALowRate_IsAbsent()
    {
        DiagnosisEvidence evidence = With(PlantedEvidence.Settled with { StaysAtChance = true });

        Assert.Null(new LearningRateTooHighRule().Judge(evidence).Decided);
        Assert.Equal(FindingState.Absent, new LearningRateTooHighRule().Judge(evidence with { RangeTest = PlantedEvidence.RangeTest(1e-6, 0.001) }).Decided);
    }

    [Fact]
    public void TooHigh_NumericFailures_AreASymptom() => Assert.Null(new LearningRateTooHighRule().Judge(
        PlantedEvidence.Of(PlantedEvidence.Study with { Failed = [("baseline", 2)] })).Decided);

    [Fact]
    public void TooLow_Settled_IsAbsentWhateverTheRangeTestSays() => Assert.Equal(
        FindingState.Absent, new LearningRateTooLowRule().Judge(PlantedEvidence.Of() with { RangeTest = PlantedEvidence.RangeTest(1e-6, 0.1) }).Decided);

    [Theory]
    [InlineData(0.66, true)] // ln 2 = 0.693: 5% below it
    [InlineData(0.60, false)] // 13% below it
    public void TooLow_SettledNearTheLossOfClassShares_IsASymptom(double loss, bool symptom)
    {
        DiagnosisEvidence evidence = With(PlantedEvidence.Settled) with { RangeTest = PlantedEvidence.RangeTest(1e-5, 0.001) };
        Func<int, IReadOnlyList<EpochRow>> history = evidence.History;
        evidence = evidence with
        {
            Dataset = evidence.Dataset with { Counts = new Dictionary<string, IReadOnlyList<int>> { ["train"] = [100, 100] } },
            History = repeat => [.. history(repeat).Select(epoch => epoch with { TrainLoss = loss })],
        };

        Assert.Equal(symptom, new LearningRateTooLowRule().Judge(evidence).Decided is null);
    }

    [Fact]
    public void TooLow_NoRangeTest_IsNotExamined()
    {
        CauseJudgement judgement = new LearningRateTooLowRule().Judge(With(PlantedEvidence.Falling));

        Assert.Equal(FindingState.NotExamined, judgement.Decided);
        Assert.NotEmpty(judgement.Evidence);
    }

    [Theory]
    [InlineData(0.0006, false)]
    [InlineData(0.0005, true)]
    public void TooLow_StillFalling_IsASymptomBelowHalfTheSuggestion(double configured, bool symptom) => Assert.Equal(
        symptom, new LearningRateTooLowRule().Judge(With(PlantedEvidence.Falling) with { RangeTest = PlantedEvidence.RangeTest(configured, 0.001) }).Decided is null);

    [Fact]
    public void TooLow_NoSuggestion_IsAbsent() => Assert.Equal(
        FindingState.Absent, new LearningRateTooLowRule().Judge(With(PlantedEvidence.Falling) with { RangeTest = PlantedEvidence.RangeTest(0.001, null) }).Decided);

    /// <summary>Where batches scatter, a range test sees no fall at any rate; and a loss that hardly moves looks settled.</summary>
    [Theory]
    [InlineData(0.00011, false)]
    [InlineData(0.0001, true)]
    public void TooLow_FarBelowTheUsualRate_IsASymptom(double rate, bool symptom)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => options with { Training = options.Training with { Optimizer = new AdamOptions { LearningRate = rate } } });

        CauseJudgement judgement = new LearningRateTooLowRule().Judge(evidence with { RangeTest = PlantedEvidence.RangeTest(rate, null) });

        Assert.Equal(symptom, judgement.Decided is null);
        Assert.Equal(symptom ? ["The optimiser's usual learning rate, 0.001, is 10 times the configured 0.0001."] : [], judgement.Evidence);
        Assert.StartsWith("Training had settled", Assert.Single(judgement.Against), StringComparison.Ordinal);
    }

    [Fact]
    public void TooLow_HigherRateMeasured_Decides()
    {
        DiagnosisEvidence evidence = With(PlantedEvidence.Falling) with { RangeTest = PlantedEvidence.RangeTest(1e-5, 0.001) };
        CauseJudgement judgement = new LearningRateTooLowRule().Judge(evidence.WithRemedy(Causes.LearningRateTooLow, "learning rate 0.001", 0.2, 0.2));

        Assert.Equal(0.2, judgement.Estimate!.Mean, 12);
        Assert.Contains("The range test suggests 0.001, 100 times the configured 1E-05.", judgement.Evidence);
        Assert.StartsWith(Causes.BatchSize, Assert.Single(judgement.Excluded), StringComparison.Ordinal);
    }

    [Fact]
    public void NumericFailure_None_IsAbsent() => Assert.Equal(FindingState.Absent, new NumericFailureRule().Judge(PlantedEvidence.Of()).Decided);

    [Fact]
    public void NumericFailure_OneTrial_IsPresent()
    {
        CauseJudgement judgement = new NumericFailureRule().Judge(PlantedEvidence.Of(PlantedEvidence.Study with { Failed = [("baseline", 2)] }));

        Assert.Equal(FindingState.Present, judgement.Decided);
        Assert.Equal("1 of 6 trials of the baseline failed: epoch 2, step 7: the loss is not a finite number.", judgement.Evidence[0]);
        Assert.Contains("clipNorm", judgement.Advice, StringComparison.Ordinal);
        Assert.Null(judgement.Effect);
    }

    /// <summary>Another failure than a number that is not finite is no numeric failure.</summary>
    [Fact]
    public void NumericFailure_OtherFailure_IsAbsent()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of();
        SyntheticStudy study = PlantedEvidence.Study with { Failed = [("baseline", 2)] };
        VariantScores other = VariantScores.Read("baseline", evidence.Options, study.Trials().Select(trial => trial with { FailureKind = trial.FailureKind is null ? null : "error" }), study.Rows);

        Assert.Equal(FindingState.Absent, new NumericFailureRule().Judge(evidence with { Baseline = other }).Decided);
    }

    private static DiagnosisEvidence With(DynamicsResult dynamics)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of();
        return evidence with { Result = evidence.Result with { Dynamics = dynamics } };
    }
}
