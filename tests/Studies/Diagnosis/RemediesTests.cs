using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class RemediesTests
{
    private static readonly NetworkOptions s_layers = new CnnOptions
    {
        Layers =
        [
            new Conv2DOptions { Filters = 8, Activation = Activation.Relu, L2 = 0.01 },
            new FlattenOptions(),
            new DenseOptions { Units = 32, Activation = Activation.Relu },
            new DropoutOptions { Rate = 0.4 },
            new DenseOptions { Units = 4, Activation = Activation.Softmax },
        ],
    };

    /// <summary>Every kind of model and much that can be set beside it.</summary>
    private static readonly ScenarioOptions[] s_scenarios =
    [
        DiagnosedCases.Table(new LogisticRegressionOptions()),
        DiagnosedCases.Table(new LogisticRegressionOptions { Solver = LogisticSolver.Sdca, L2 = 2 }),
        DiagnosedCases.Table(new MlpOptions()),
        DiagnosedCases.Table(new MlpOptions { HiddenUnits = [] }),
        DiagnosedCases.Table(new MlpOptions { HiddenUnits = [20, 10], Dropout = 0.6, L2 = 0.02 }) with
        {
            Training = new TrainingOptions
            {
                Epochs = 3,
                BatchSize = 512,
                Order = SampleOrder.Buffered,
                ShuffleBuffer = 10,
                Optimizer = new AdamWOptions { LearningRate = 0.5 },
                Schedule = new PlateauScheduleOptions { Patience = 2 },
                ClipNorm = 3,
                Landscape = true,
                ClassWeights = new Dictionary<string, double> { ["a"] = 2 },
            },
        },
        DiagnosedCases.Images(new CnnOptions()) with { Pipeline = new PipelineOptions { Augment = new AugmentOptions { Rotation = 90, FillMode = FillMode.Wrap } } },
        DiagnosedCases.Images(new CnnOptions { Preset = CnnPreset.Medium, BatchNormalization = true }),
        DiagnosedCases.Images(new CnnOptions { Preset = CnnPreset.Large, Dropout = 0.2 }),
        DiagnosedCases.Images(new CnnOptions { Filters = [6, 12], DenseUnits = 0 }) with
        {
            Pipeline = new PipelineOptions { Test = new TestPathOptions { Normalization = PixelNormalization.None } },
            Training = new TrainingOptions { Sampling = SamplingMode.Stratified, EarlyStopping = new EarlyStoppingOptions() },
        },
        DiagnosedCases.Images(s_layers),
        DiagnosedCases.Images(new LogisticRegressionOptions()),
    ];

    [Fact]
    public void All_Names_AreFoldersAndDifferAndTheirCausesAreKnown()
    {
        Assert.Equal(Remedies.All.Count, Remedies.All.Select(remedy => remedy.Name).Distinct().Count());
        Assert.All(Remedies.All, remedy =>
        {
            Assert.Matches("^[a-z-]+$", remedy.Name);
            Assert.NotEmpty(remedy.Causes);
            Assert.All(remedy.Causes, cause => Assert.Contains(cause, Causes.All));
        });
    }

    [Fact]
    public void All_EveryKindOfScenario_PatchesAreAcceptedAndChangeSomething()
    {
        RangeTestResult test = new() { Variant = VariantResult.Baseline, Points = [], Suggested = 0.0123456, Configured = 1 };
        AuditedColumn column = new() { Name = "id.of", Kind = "numeric", Missing = new Dictionary<string, double>(), Power = 1, Suspicion = "It knows." };
        DataAuditResult audit = new()
        {
            Columns = [column],
            Duplicates = new DuplicateSummary { WithinTraining = 0, AcrossTest = 0, AcrossValidation = 0, Conflicting = 0, AccuracyLimit = 1 },
        };
        HashSet<string> seen = [];
        foreach (ScenarioOptions options in s_scenarios)
        {
            DiagnosedCase study = DiagnosedCases.Of(options);
            study = study with { Result = study.Result with { RangeTests = [test], DataAudit = audit } };
            foreach (Remedy remedy in Remedies.All)
            {
                foreach (RemedyProposal proposal in remedy.Propose(study))
                {
                    Assert.True(proposal.Patch is null != proposal.Refusal is null, remedy.Name);
                    if (proposal.Patch is { } patch)
                    {
                        ScenarioOptions changed = ScenarioJson.Patched(options, patch);
                        Assert.False(JsonNode.DeepEquals(ScenarioJson.ToJson(options), ScenarioJson.ToJson(changed)), $"{remedy.Name}: {patch.ToJsonString()}");
                        seen.Add(remedy.Name);
                    }
                }
            }
        }

        // Those that no option makes, and the one that takes a label audit's list.
        Assert.Equal(["data-like-test", "exclude-suspects"], Remedies.All.Select(remedy => remedy.Name).Except(seen).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Propose_LogisticModel_ChangesThePenaltyAndNeverTheSteps()
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new LogisticRegressionOptions()));

        Assert.Equal("""{"model":{"l2":10}}""", Assert.Single(ModelRemedies.WeightPenalty(study)).Patch!.ToJsonString());
        Assert.Empty(ModelRemedies.Dropout(study));
        Assert.Empty(ModelRemedies.SmallerModel(study));
        Assert.Empty(TrainingRemedies.LowerRate(study));
        Assert.Empty(TrainingRemedies.MoreEpochs(study));
        Assert.Empty(DataRemedies.Shifts(study));
    }

    [Fact]
    public void Propose_WrittenLayers_AreRewrittenAndTheOutputKept()
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Images(s_layers));

        LayerOptions[] Changed(IEnumerable<RemedyProposal> proposals) =>
            [.. ((NetworkOptions)ScenarioJson.Patched(study.Options, Assert.Single(proposals).Patch!).Model).Layers!];

        LayerOptions[] larger = Changed(ModelRemedies.LargerModel(study));
        Assert.Equal((16, 64, 4), (((Conv2DOptions)larger[0]).Filters, ((DenseOptions)larger[2]).Units, ((DenseOptions)larger[4]).Units));
        Assert.Equal(0.6, ((DropoutOptions)Changed(ModelRemedies.Dropout(study))[3]).Rate, 9);
        LayerOptions[] penalised = Changed(ModelRemedies.WeightPenalty(study));
        Assert.Equal((0.1, 0.001), (((Conv2DOptions)penalised[0]).L2, ((DenseOptions)penalised[2]).L2));
        Assert.DoesNotContain(Changed(ModelRemedies.LessRestraint(study)), layer => layer is DropoutOptions or Conv2DOptions { L2: > 0 });
    }

    [Theory]
    [InlineData(1, 8, 1)]
    [InlineData(2, 8, 2)]
    [InlineData(3, 8, 2)]
    [InlineData(5, 10, 3)]
    [InlineData(16, 32, 8)]
    public void Resized_FewUnits_LargerIsLargeEnoughAndSmallerIsNeverLarger(int units, int larger, int smaller)
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions { HiddenUnits = [units] }));

        Assert.Equal([larger], Units(ModelRemedies.LargerModel(study)));
        Assert.Equal([smaller], Units(ModelRemedies.SmallerModel(study)));

        IReadOnlyList<int> Units(IEnumerable<RemedyProposal> proposals) =>
            ((MlpOptions)ScenarioJson.Patched(study.Options, Assert.Single(proposals).Patch!).Model).HiddenUnits;
    }

    [Theory]
    [InlineData(0.001, 0.0001)]
    [InlineData(0.1, 0.01)]
    [InlineData(0.5, 0.01)]
    public void LowerRate_FarAboveTheUsualOne_ComesNearIt(double rate, double lower) => Assert.Equal(lower, Proposed(TrainingRemedies.LowerRate, rate), 12);

    [Theory]
    [InlineData(0.001, 0.01)]
    [InlineData(0.00001, 0.0001)]
    [InlineData(0.0000001, 0.0001)]
    public void HigherRate_FarBelowTheUsualOne_ComesNearIt(double rate, double higher) => Assert.Equal(higher, Proposed(TrainingRemedies.HigherRate, rate), 12);

    /// <summary>The rate that a remedy proposes for Adam at another one.</summary>
    private static double Proposed(Func<DiagnosedCase, IEnumerable<RemedyProposal>> remedy, double rate)
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions()) with { Training = new TrainingOptions { Optimizer = new AdamOptions { LearningRate = rate } } });
        return ScenarioJson.Patched(study.Options, Assert.Single(remedy(study)).Patch!).Training.Optimizer.LearningRate;
    }

    [Fact]
    public void FasterAverages_ShortForm_IsWrittenOutAndOnlyTheMomentumChanges()
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions { HiddenUnits = [8, 4], Dropout = 0.1, L2 = 0.01, BatchNormalization = true }));

        var changed = (MlpOptions)ScenarioJson.Patched(study.Options, Assert.Single(ModelRemedies.FasterAverages(study)).Patch!).Model;

        Assert.Equal(
            NetworkPresets.Expand((NetworkOptions)study.Options.Model).Select(layer => layer is BatchNormOptions norm ? norm with { Momentum = 0.9 } : layer), changed.Layers!);
        Assert.Equal(new MlpOptions { Layers = changed.Layers }.ToString(), changed.ToString());
        Assert.Empty(ModelRemedies.FasterAverages(DiagnosedCases.Of(study.Options with { Model = changed })));
        Assert.Empty(ModelRemedies.FasterAverages(DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions()))));
    }

    [Fact]
    public void AlignTest_AnyScenario_SharesTheBaselinesTraining()
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions()));
        ScenarioOptions changed = ScenarioJson.Patched(study.Options, Assert.Single(DataRemedies.AlignTest(study)).Patch!);

        Assert.True(changed.Pipeline.AlignTest);
        Assert.Equal(SharedTraining.Key(study.Options), SharedTraining.Key(changed));
        Assert.Empty(DataRemedies.AlignTest(DiagnosedCases.Of(changed)));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 9)]
    [InlineData(10, 30)]
    public void MoreEpochs_ShortTraining_GetsTenTimesAsMany(int epochs, int more)
    {
        DiagnosedCase study = DiagnosedCases.Of(DiagnosedCases.Table(new MlpOptions()) with { Training = new TrainingOptions { Epochs = epochs } });

        Assert.Equal(more, ScenarioJson.Patched(study.Options, Assert.Single(TrainingRemedies.MoreEpochs(study)).Patch!).Training.Epochs);
    }

    [Fact]
    public void Propose_LargestPreset_SaysThatThereIsNoLargerOne()
    {
        RemedyProposal proposal = Assert.Single(ModelRemedies.LargerModel(DiagnosedCases.Of(DiagnosedCases.Images(new CnnOptions { Preset = CnnPreset.Large }))));

        Assert.Null(proposal.Patch);
        Assert.Contains("largest", proposal.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggested_Findings_GivesTheRemediesOfThoseThatAreNotAbsentInTheirOrder() => Assert.Equal(
        ["more-epochs", "suggested-rate", "lower-rate"],
        RemedyPlanner.Suggested(DiagnosedCases.Diagnosis(
        [
            (Causes.Undertrained, "present"), (Causes.Overfitting, "absent"), (Causes.LearningRateTooHigh, "undecided"), (Causes.BatchSize, "notExamined"),
        ]).Findings).Select(remedy => remedy.Name));
}
