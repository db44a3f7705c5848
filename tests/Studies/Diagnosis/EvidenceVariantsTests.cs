using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class EvidenceVariantsTests
{
    private static readonly ScenarioOptions s_network = DiagnosedCases.Images(new MlpOptions { Dropout = 0.5, L2 = 0.1 }) with
    {
        Pipeline = new PipelineOptions { Augment = new AugmentOptions { Rotation = 10 } },
        Data = new SyntheticImagesOptions { LabelNoise = new LabelNoiseOptions { Rate = 0.2, Pairs = [["circle", "square"]] } },
        Training = new TrainingOptions
        {
            Epochs = 4,
            BatchSize = 64,
            Optimizer = new AdamWOptions(),
            Schedule = new CosineScheduleOptions(),
            EarlyStopping = new EarlyStoppingOptions(),
            Sampling = SamplingMode.Stratified,
            ClipNorm = 1,
            CleanTrainingSample = 7,
        },
    };

    [Fact]
    public void Of_Network_OverfitSanityTakesThreeHundredStepsOnThirtyTwoSamplesAndNothingHoldsItBack()
    {
        ScenarioOptions options = Changed(s_network, ReservedRole.OverfitSanity).Single();

        Assert.Equal(32, options.Data.TrainSize);
        Assert.True(options.Training.Epochs * Math.Ceiling(32.0 / options.Training.BatchSize) >= 300);
        Assert.Equal((0, 0), (((MlpOptions)options.Model).Dropout, ((MlpOptions)options.Model).L2));
        Assert.Equal(0, options.Training.Optimizer.WeightDecay);
        Assert.Null(options.Pipeline.Augment);
        Assert.Null(options.Training.EarlyStopping);
    }

    [Fact]
    public void Of_Network_LogisticBaselineLosesWhatOnlyNetworksRead()
    {
        ScenarioOptions options = Changed(s_network, ReservedRole.LogisticBaseline).Single();

        Assert.Equal(new LogisticRegressionOptions(), options.Model);
        Assert.Equal(new TrainingOptions(), options.Training);
        Assert.Null(options.Pipeline.Augment);
    }

    [Fact]
    public void Of_ScenarioThatPlantsNoise_ShuffledLabelsReplaceIt()
    {
        LabelNoiseOptions noise = Changed(s_network, ReservedRole.ShuffledLabels).Single().Data.LabelNoise!;

        // Two classes: half of the labels are wrong, so a label says nothing.
        Assert.Equal(0.5, noise.Rate);
        Assert.Null(noise.Pairs);
    }

    [Fact]
    public void Of_LearningCurve_TakesAQuarterAndAHalf() =>
        Assert.Equal([100, 200], Changed(s_network, ReservedRole.LearningCurve).Select(options => options.Data.TrainSize!.Value));

    [Fact]
    public void Of_LogisticModel_SaysWhyTwoAreNotRunAndRepeatsNothingThatIsTheSame()
    {
        EvidenceProposal[] proposals = [.. EvidenceVariants.Of(DiagnosedCases.Of(DiagnosedCases.Table(new LogisticRegressionOptions())))];

        Assert.Equal(
            [ReservedRole.OverfitSanity, ReservedRole.LogisticBaseline], proposals.Where(proposal => proposal.Refusal is not null).Select(proposal => proposal.Role));
        Assert.Equal(1, proposals.Single(proposal => proposal.Role == ReservedRole.ShuffledLabels).Repeats);
    }

    [Fact]
    public void Of_FewSamples_LearningCurveIsRefused() => Assert.All(
        EvidenceVariants.Of(DiagnosedCases.Of(s_network, data: DiagnosedCases.Data(first: 4, second: 2))).Where(proposal => proposal.Role == ReservedRole.LearningCurve),
        proposal => Assert.Contains("too few", proposal.Refusal, StringComparison.Ordinal));

    [Fact]
    public void Of_LeakedCopies_TrainsWithoutThemAsOftenAsTheBaseline()
    {
        DiagnosedCase study = DiagnosedCases.Of(s_network);
        LeakageAudit leakage = new() { TestRows = 100, Exact = 1, Near = 0, Rows = [], TrainingCopies = ["a.png"], Method = "" };

        EvidenceProposal proposal = Assert.Single(
            EvidenceVariants.Of(study with { Result = study.Result with { Audit = new AuditResult { Leakage = leakage } } }),
            proposal => proposal.Role == ReservedRole.WithoutLeakedCopies);

        Assert.Equal(["a.png"], proposal.Excluded);
        Assert.Equal(3, proposal.Repeats);
    }

    private static IEnumerable<ScenarioOptions> Changed(ScenarioOptions options, ReservedRole role) =>
        EvidenceVariants.Of(DiagnosedCases.Of(options)).Where(proposal => proposal.Role == role).Select(proposal => ScenarioJson.Patched(options, proposal.Patch!));
}
