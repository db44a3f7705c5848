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

        IReadOnlyList<PlannedTrial> trials = StudyPlanner.Plan(study);

        Assert.Equal(
            ["0 baseline 0", "1 b 0", "2 a 0", "3 baseline 1", "4 b 1", "5 a 1"],
            trials.Select(trial => $"{trial.Index} {trial.Variant} {trial.Repeat}"));
    }

    [Fact]
    public void SeedsOf_SameRepeat_IsSharedByVariantsAndFollowsVary()
    {
        StudyConfiguration study = Study(repeats: 3);

        TrialSeeds seeds = StudyPlanner.SeedsOf(study, repeat: 2);

        Assert.Equal(2, seeds.RepeatOf(RandomStream.Init));
        Assert.Equal(0, seeds.RepeatOf(RandomStream.Split));
    }

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
            Variants = [.. variants.Select(name => new VariantConfiguration(name, new JsonObject(), baseline))],
        };
    }
}
