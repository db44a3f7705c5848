using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Rules on how long, in what batches and in what order the baseline trained.</summary>
public class TrainingRulesTests
{
    private static readonly Func<int, double> s_falling = epoch => 2 * Math.Exp(-0.1 * epoch);
    private static readonly Func<int, double> s_settled = epoch => 0.5 + Math.Exp(-2.0 * epoch);

    [Fact]
    public void Undertrained_Logistic_IsAbsent() =>
        Assert.Equal(FindingState.Absent, new UndertrainedRule().Judge(PlantedEvidence.Of(change: Logistic)).Decided);

    [Fact]
    public void Undertrained_NoDynamics_IsNotExamined()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of();
        Assert.Equal(FindingState.NotExamined, new UndertrainedRule().Judge(evidence with { Result = evidence.Result with { Dynamics = null } }).Decided);
    }

    [Fact]
    public void Undertrained_Settled_IsAbsent() => Assert.Equal(FindingState.Absent, new UndertrainedRule().Judge(Undertrained(PlantedEvidence.Settled, s_settled)).Decided);

    [Fact]
    public void Undertrained_OnlyTrainingLossFalls_IsAbsent()
    {
        CauseJudgement judgement = new UndertrainedRule().Judge(Undertrained(PlantedEvidence.Falling, s_settled));

        Assert.Equal(FindingState.Absent, judgement.Decided);
        Assert.Contains("more epochs would fit training samples only", judgement.Against[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Undertrained_BothLossesFall_IsDecidedByMoreEpochs()
    {
        DiagnosisEvidence evidence = Undertrained(PlantedEvidence.Falling, s_falling);
        CauseJudgement undecided = new UndertrainedRule().Judge(evidence);
        CauseJudgement measured = new UndertrainedRule().Judge(evidence.WithRemedy(Causes.Undertrained, "24 epochs", 0.06, 0.05));

        Assert.Null(undecided.Decided);
        Assert.Null(undecided.Estimate);
        Assert.Contains("still fell by 6.0% per epoch and that of validation samples by", undecided.Evidence[0], StringComparison.Ordinal);
        Assert.True(measured.Estimate!.PAbove(0.02) < 0.01);
    }

    [Fact]
    public void Undertrained_EarlyStopping_IsAbsent()
    {
        DiagnosisEvidence evidence = Undertrained(PlantedEvidence.Falling, s_falling);
        SyntheticStudy study = PlantedEvidence.Study;
        VariantScores stopped = VariantScores.Read("baseline", evidence.Options, study.Trials().Select(trial => trial with { StoppedEarly = true }), study.Rows);

        Assert.Equal(FindingState.Absent, new UndertrainedRule().Judge(evidence with { Baseline = stopped }).Decided);
    }

    [Fact]
    public void Undertrained_TwoEpochs_IsUndecided()
    {
        DynamicsResult two = PlantedEvidence.Settled with { Epochs = PlantedEvidence.Settled.Epochs with { Mean = 2 } };

        CauseJudgement judgement = new UndertrainedRule().Judge(Undertrained(two, s_settled));

        Assert.Null(judgement.Decided);
        Assert.Contains("too few to see", judgement.Evidence[0], StringComparison.Ordinal);
    }

    /// <summary>640 rows in batches of 64 are 10 steps, in batches of 65 too, in batches of 72 nine.</summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, true)]
    [InlineData(72, false)]
    public void Undertrained_StepsPerEpoch_ExcludeBatchSizeFromTenOn(int batch, bool excluded) => Assert.Equal(
        excluded,
        new UndertrainedRule().Judge(Undertrained(PlantedEvidence.Falling, s_falling, batch)).Excluded.Any(sentence => sentence.StartsWith(Causes.BatchSize, StringComparison.Ordinal)));

    [Fact]
    public void Undertrained_RangeTest_ExcludesALowRateOnlyNearItsSuggestion()
    {
        DiagnosisEvidence evidence = Undertrained(PlantedEvidence.Falling, s_falling);

        Assert.Contains(new UndertrainedRule().Judge(evidence with { RangeTest = PlantedEvidence.RangeTest(0.001, 0.0019) }).Excluded, IsLowRate);
        Assert.DoesNotContain(new UndertrainedRule().Judge(evidence with { RangeTest = PlantedEvidence.RangeTest(0.001, 0.002) }).Excluded, IsLowRate);

        static bool IsLowRate(string sentence) => sentence.StartsWith(Causes.LearningRateTooLow, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(64, false)]
    [InlineData(72, true)]
    [InlineData(640, true)]
    public void BatchSize_StepsPerEpoch_AreASymptomBelowTen(int batch, bool symptom) =>
        Assert.Equal(symptom, new BatchSizeRule().Judge(PlantedEvidence.Of(change: options => Batch(options, batch))).Decided is null);

    /// <summary>Batches of 32 cannot be mended by batches of 32, however few rows there are.</summary>
    [Fact]
    public void BatchSize_FewRowsInStandardBatches_IsAbsent() =>
        Assert.Equal(FindingState.Absent, new BatchSizeRule().Judge(PlantedEvidence.Of(PlantedEvidence.Study with { TrainRows = 100 })).Decided);

    [Theory]
    [InlineData(7, true, true)]
    [InlineData(8, true, false)]
    [InlineData(4, false, false)]
    public void BatchSize_SmallBatches_AreASymptomWithBatchNormalisation(int batch, bool normalised, bool symptom) => Assert.Equal(
        symptom,
        new BatchSizeRule().Judge(PlantedEvidence.Of(
            change: options => Batch(options, batch) with { Model = new CnnOptions { BatchNormalization = normalised } })).Decided is null);

    [Fact]
    public void BatchSize_LargePresetAndLayers_AreBatchNormalised()
    {
        Assert.True(TrainingSteps.HasBatchNormalization(new CnnOptions { Preset = CnnPreset.Large }));
        Assert.True(TrainingSteps.HasBatchNormalization(new MlpOptions { Layers = [new BatchNormOptions()] }));
        Assert.False(TrainingSteps.HasBatchNormalization(new CnnOptions { Preset = CnnPreset.Large, Filters = [8] }));
        Assert.False(TrainingSteps.HasBatchNormalization(new LogisticRegressionOptions()));
    }

    [Fact]
    public void BatchSize_Remedy_Decides() => Assert.True(
        new BatchSizeRule().Judge(PlantedEvidence.Of(change: options => Batch(options, 640)).WithRemedy(Causes.BatchSize, "batch 32", 0.05, 0.05)).Estimate!.PAbove(0.02) < 0.01);

    [Fact]
    public void BatchSize_Logistic_IsAbsent() => Assert.Equal(FindingState.Absent, new BatchSizeRule().Judge(PlantedEvidence.Of(change: Logistic)).Decided);

    [Fact]
    public void Augmentation_None_IsAbsent()
    {
        Assert.Equal(FindingState.Absent, new AugmentationMismatchRule().Judge(PlantedEvidence.Of()).Decided);
        Assert.Equal(FindingState.Absent, new AugmentationMismatchRule().Judge(PlantedEvidence.Of(change: options => Augmented(options, new AugmentOptions()))).Decided);
    }

    [Fact]
    public void Augmentation_Configured_IsDecidedByTrainingWithout()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => Augmented(options, new AugmentOptions { Rotation = 90 }));
        CauseJudgement undecided = new AugmentationMismatchRule().Judge(evidence);

        Assert.Null(undecided.Decided);
        Assert.Null(undecided.Estimate);
        Assert.Contains(undecided.Evidence, sentence => sentence.Contains("as augmented", StringComparison.Ordinal));
        Assert.True(new AugmentationMismatchRule().Judge(evidence.WithRemedy(Causes.AugmentationMismatch, "no augmentation", 0.07, 0.06)).Estimate!.PAbove(0.02) < 0.01);
        Assert.True(new AugmentationMismatchRule().Judge(evidence.WithRemedy(Causes.AugmentationMismatch, "no augmentation", -0.02, -0.02)).Estimate!.Interval().Upper < 0.02);
    }

    [Fact]
    public void Unshuffled_Shuffled_IsAbsent() => Assert.Equal(FindingState.Absent, new UnshuffledDataRule().Judge(PlantedEvidence.Of()).Decided);

    [Fact]
    public void Unshuffled_BufferOfAllRows_IsAbsent() => Assert.Equal(
        FindingState.Absent, new UnshuffledDataRule().Judge(PlantedEvidence.Of(change: options => Ordered(options, SampleOrder.Buffered, 640))).Decided);

    /// <summary>In 640 rows of 10 even classes chance makes runs of 10/9: 576 of them, with a standard deviation of at most 12.65; four are 50.6, so the limit is 525.4 runs of 1.218.</summary>
    [Theory]
    [InlineData(1.21, false)]
    [InlineData(1.23, true)]
    [InlineData(64, true)]
    public void Unshuffled_SourceOrder_IsASymptomWhereEqualLabelsStandTogether(double run, bool symptom)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => Ordered(options, SampleOrder.Source, 1000)) with
        {
            Audit = new AuditResult { LabelOrder = new LabelOrder(run, 10 / 9.0, 0.9) },
        };

        Assert.Equal(symptom, new UnshuffledDataRule().Judge(evidence).Decided is null);
    }

    [Fact]
    public void Unshuffled_OrderNotMeasured_IsUndecidedUntilShuffled()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => Ordered(options, SampleOrder.Buffered, 100));
        CauseJudgement undecided = new UnshuffledDataRule().Judge(evidence);

        Assert.Null(undecided.Decided);
        Assert.Contains("was not measured", undecided.Evidence[1], StringComparison.Ordinal);
        Assert.Equal(0.3, new UnshuffledDataRule().Judge(evidence.WithRemedy(Causes.UnshuffledData, "shuffled", 0.3, 0.3)).Estimate!.Mean, 12);
    }

    private static DiagnosisEvidence Undertrained(DynamicsResult dynamics, Func<int, double> heldOut, int batch = 32)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of(change: options => Batch(options, batch));
        return evidence with { Result = evidence.Result with { Dynamics = dynamics }, History = PlantedEvidence.Losses(heldOut) };
    }

    private static ScenarioOptions Logistic(ScenarioOptions options) => options with { Model = new LogisticRegressionOptions() };

    private static ScenarioOptions Batch(ScenarioOptions options, int size) => options with { Training = options.Training with { BatchSize = size } };

    private static ScenarioOptions Augmented(ScenarioOptions options, AugmentOptions augment) => options with { Pipeline = options.Pipeline with { Augment = augment } };

    private static ScenarioOptions Ordered(ScenarioOptions options, SampleOrder order, int buffer) =>
        options with { Training = options.Training with { Order = order, ShuffleBuffer = buffer } };
}
