using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class StudyPlannerTests
{
    [Fact]
    public void Plan_TwoVariants_GoesRepeatByRepeatWithTheBaselineFirst()
    {
        StudyConfiguration study = Study(repeats: 2, "b", "a");

        IReadOnlyList<PlannedTrial> trials = StudyPlanner.Next(study, [], _ => []);

        Assert.Equal(
            ["0 baseline 0", "1 b 0", "2 a 0", "3 baseline 1", "4 b 1", "5 a 1", "6 baseline audit"],
            trials.Select(trial => $"{trial.Index} {trial.Variant} {trial.Name}"));
    }

    [Fact]
    public void SeedsOf_SameRepeat_IsSharedByVariantsAndFollowsVary()
    {
        StudyConfiguration study = Study(repeats: 3);

        TrialSeeds seeds = StudyPlanner.SeedsOf(study, new PlannedTrial(0, "baseline", 2, 0));

        Assert.Equal(2, seeds.RepeatOf(RandomStream.Init));
        Assert.Equal(0, seeds.RepeatOf(RandomStream.Split));
    }

    [Fact]
    public void Next_AfterTheMeasuringRound_IsEmpty()
    {
        StudyConfiguration study = Study(repeats: 2);
        IReadOnlyList<PlannedTrial> planned = StudyPlanner.Next(study, [], _ => []);

        Assert.Empty(StudyPlanner.Next(study, planned, _ => []));
    }

    [Fact]
    public void Next_VariantThatDiffersInTestImagesOnly_TakesTheWeightsOfTheBaselineAndComesLast()
    {
        ScenarioOptions images = Images(null);
        StudyConfiguration study = Study(repeats: 2) with
        {
            Baseline = images with { Repeats = 2 },
            Variants =
            [
                new VariantConfiguration("blurred", [], Images(new CorruptOptions { Blur = 1 })),
                new VariantConfiguration("longer", [], Images(null) with { Training = new TrainingOptions { Epochs = 20 } }),
            ],
        };

        IReadOnlyList<PlannedTrial> trials = StudyPlanner.Next(study, [], _ => []);

        Assert.Equal(
            ["baseline 0 ", "longer 0 ", "baseline 1 ", "longer 1 ", "blurred 0 baseline", "blurred 1 baseline", "baseline audit "],
            trials.Select(trial => $"{trial.Variant} {trial.Name} {trial.WeightsFrom}"));
    }

    [Fact]
    public void Next_Search_ProposesRoundsAndThenMeasuresWithTheBestValues()
    {
        SearchOptions search = new()
        {
            Strategy = SearchStrategy.Random,
            Trials = 3,
            Parallel = 2,
            Space = new Dictionary<string, SearchDimensionOptions> { ["training.epochs"] = new() { UniformInteger = [1, 9] } },
        };
        StudyConfiguration study = Study(repeats: 1) with { Baseline = Images(null) with { Repeats = 1, Search = search } };
        List<PlannedTrial> planned = [];
        List<ScoredCandidate> scored = [];

        List<string> rounds = [];
        while (StudyPlanner.Next(study, planned, _ => scored) is { Count: > 0 } next)
        {
            rounds.Add(string.Join(", ", next.Select(trial => $"{trial.Index} {trial.Name} {trial.Round}")));
            planned.AddRange(next);

            // The second candidate is the best; the last one only looks better because it was stopped early.
            scored.AddRange(next.Where(trial => trial.Kind == TrialKind.Search)
                .Select(trial => new ScoredCandidate(trial.Values!, trial.Repeat == 0 ? 0.5 : trial.Repeat == 1 ? 0.4 : 0.1, trial.Repeat == 2, [])));
        }

        Assert.Equal(["0 search-0 0, 1 search-1 0", "2 search-2 1", "3 0 2, 4 audit 2"], rounds);
        Assert.Same(planned[1].Values, planned[3].Values);
        Assert.Same(planned[1].Values, planned[4].Values);
        Assert.Equal(planned[1].Values!["training.epochs"]!.GetValue<int>(), StudyPlanner.OptionsOf(study, planned[3]).Training.Epochs);
    }

    [Fact]
    public void Next_SearchWithoutAFinishedCandidate_MeasuresNothingOfThatVariant()
    {
        SearchOptions search = new()
        {
            Trials = 1,
            Space = new Dictionary<string, SearchDimensionOptions> { ["training.epochs"] = new() { UniformInteger = [1, 9] } },
        };
        StudyConfiguration study = Study(repeats: 1) with { Baseline = Images(null) with { Repeats = 1, Search = search } };
        PlannedTrial candidate = StudyPlanner.Next(study, [], _ => []).Single();

        Assert.Empty(StudyPlanner.Next(study, [candidate], _ => [new ScoredCandidate(candidate.Values!, null, false, [])]));
    }

    [Fact]
    public void Next_AuditsAndTests_FollowTheMeasurements()
    {
        StudyConfiguration study = Study(repeats: 1) with
        {
            Baseline = Images(null) with
            {
                Repeats = 1,
                LabelAudit = new LabelAuditOptions { Folds = 2 },
                RangeTest = new RangeTestOptions(),
                VarianceComponents = new VarianceComponentsOptions { Streams = [RandomStream.Init], Pairs = 3, Bases = 3, Changes = 1 },
            },
        };

        Assert.Equal(
            ["0", "audit", "range-test", "fold-0", "fold-1", "component-0", "component-1", "component-2", "component-3", "component-4", "component-5"],
            StudyPlanner.Next(study, [], _ => []).Select(trial => trial.Name));
    }

    [Fact]
    public void SeedsOf_RunOfVarianceComponents_SharesOrChangesOneStreamOnly()
    {
        RandomStream[] vary = [RandomStream.Init, RandomStream.Order];
        StudyConfiguration study = Study(repeats: 3) with { Baseline = Images(null) with { Vary = vary } };
        PlannedTrial trial = new(0, "baseline", 4, 0) { Kind = TrialKind.Component };

        TrialSeeds sharing = StudyPlanner.SeedsOf(study, trial with { Component = new ComponentDraw(RandomStream.Init, SharesOnly: true, Base: 2) });
        TrialSeeds changing = StudyPlanner.SeedsOf(study, trial with { Component = new ComponentDraw(RandomStream.Init, SharesOnly: false, Base: 2) });

        Assert.Equal(2, sharing.RepeatOf(RandomStream.Init));
        Assert.True(sharing.RepeatOf(RandomStream.Order) > 1000);
        Assert.True(changing.RepeatOf(RandomStream.Init) > 1000);
        Assert.Equal(2, changing.RepeatOf(RandomStream.Order));
        Assert.Equal((0, 0), (sharing.RepeatOf(RandomStream.Split), changing.RepeatOf(RandomStream.Split)));
    }

    private static ScenarioOptions Images(CorruptOptions? corrupt) => new()
    {
        Data = new ImageFolderOptions { Train = "/data/train", Test = "/data/test", Corrupt = corrupt },
        Model = new CnnOptions(),
    };

    private static StudyConfiguration Study(int repeats, params string[] variants)
    {
        ScenarioOptions baseline = new()
        {
            Data = new TableOptions { Train = "/data/train.csv", Label = "label" },
            Model = new LogisticRegressionOptions(),
            Repeats = repeats,
        };
        return new StudyConfiguration
        {
            Scenario = "s",
            Baseline = baseline,
            ConfigurationFile = "/data/mlconfig.json",
            Variants = [.. variants.Select((name, index) =>
                new VariantConfiguration(name, new JsonObject(), baseline with { Model = new LogisticRegressionOptions { L2 = 2 + index } }))],
        };
    }
}
