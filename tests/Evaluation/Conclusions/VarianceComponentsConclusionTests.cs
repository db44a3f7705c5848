using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class VarianceComponentsConclusionTests
{
    private static readonly SyntheticStudy s_study = new() { Repeats = 6 };
    private static readonly Lazy<VariantScores> s_baseline = new(() => Baseline(s_study));

    [Fact]
    public void Of_NotAskedFor_IsNull() => Assert.Null(VarianceComponentsConclusion.Of(null, s_baseline.Value, Runs("init")));

    [Fact]
    public void Of_Runs_AgreesWithTheCovarianceAndThePooledVarianceByHand()
    {
        List<ComponentRun> runs = Runs("init");
        VarianceComponentsResult result = VarianceComponentsConclusion.Of(new() { Streams = [RandomStream.Init] }, s_baseline.Value, runs)!;
        double[] own = [.. result.Accuracies];
        double[] shared = [.. runs.Where(run => run.SharesOnly).Select(run => run.Accuracy)];
        StreamEffect effect = Assert.Single(result.Streams);

        // The analysis of variance of pairs: mean square between minus within, halved.
        double[] means = [.. own.Zip(shared, (first, second) => (first + second) / 2)];
        double within = own.Zip(shared, (first, second) => (first - second) * (first - second) / 2).Average();
        Assert.Equal(Math.Max(0, SampleSetScores.Variance(means) - (within / 2)), effect.FirstOrder * effect.FirstOrder, 1e-12);

        double pooled = 0;
        for (int repeat = 0; repeat < 3; repeat++)
        {
            double[] around = [own[repeat], .. runs.Where(run => !run.SharesOnly && run.Base == repeat).Select(run => run.Accuracy)];
            pooled += around.Sum(value => Math.Pow(value - around.Average(), 2));
        }

        Assert.Equal(pooled / 6, effect.Total * effect.Total, 1e-12);
        Assert.Equal(("init", 6, 3), (effect.Stream, effect.Pairs, effect.Bases));
        Assert.InRange(effect.Total, effect.TotalInterval!.Lower, effect.TotalInterval.Upper);
        Assert.Empty(result.Notes);
    }

    [Fact]
    public void Of_Repeats_GivesTheSpreadOfAllStreamsAndOfTheTestSet()
    {
        VarianceComponentsResult result = VarianceComponentsConclusion.Of(new(), s_baseline.Value, [])!;
        double[] accuracies = [.. s_study.Trials().Where(trial => trial.Variant == "baseline").Select(trial => trial.Measurements["test"].Accuracy)];

        Assert.Equal(accuracies, result.Accuracies);
        Assert.Equal(Math.Sqrt(SampleSetScores.Variance(accuracies)), result.AllStreams, 1e-15);

        // scipy 1.10.1: sqrt(5 / chi2.ppf([0.975, 0.025], 5)).
        Assert.Equal(0.6242080, result.AllStreamsInterval!.Lower / result.AllStreams, 1e-6);
        Assert.Equal(2.4526140, result.AllStreamsInterval.Upper / result.AllStreams, 1e-6);

        // The binomial deviation of one run.
        double binomial = accuracies.Average(accuracy => accuracy * (1 - accuracy) / 499);
        Assert.Equal(Math.Sqrt(binomial), result.TestSet, 0.02 * Math.Sqrt(binomial));
    }

    [Fact]
    public void Of_TestRowsDrawnAnew_StillKnowsTheTestSet()
    {
        var rows = new PlantedTrials(
            repeat => new Dictionary<string, TrialRows>
            {
                ["trainClean"] = PlantedTrials.Rows([0, 1, repeat % 2, 1], [0, 1, 1, 1]),
                ["test"] = PlantedTrials.Rows([repeat % 2, 1, 0, 1], [1, 1, 0, 1]),
            },
            4)
        {
            Options = new SyntheticStudy { KFold = true }.Configuration().Baseline,
        };
        VarianceComponentsResult result = VarianceComponentsConclusion.Of(new(), rows.Scores(), [])!;

        // Two repeats with 3 of 4 right (variance 1/4), two with all: (1/4)/4 in half of them.
        Assert.Equal(Math.Sqrt(0.5 * 0.25 / 4), result.TestSet, 1e-12);
    }

    [Fact]
    public void Of_TooFewRuns_SaysWhichStreamIsLeftOut()
    {
        VarianceComponentsResult result = VarianceComponentsConclusion.Of(
            new() { Streams = [RandomStream.Init, RandomStream.Order, RandomStream.Split] }, s_baseline.Value, [.. Runs("init"), .. Runs("order").Take(2)])!;

        Assert.Equal(["init"], result.Streams.Select(effect => effect.Stream));
        Assert.Equal(2, result.Notes.Count);
        Assert.Contains("order is left out: runs that share only it finished for 2 repeats, runs that change only it for 0", result.Notes[0], StringComparison.Ordinal);
        Assert.Contains("split is left out: the repeats of the baseline all make the same draws", result.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_BaseThatFailed_KeepsTheGroupOfItsRuns()
    {
        ComponentRun[] runs = [new("init", false, 9, 0.8), new("init", false, 9, 0.9), new("init", false, 8, 0.7)];

        Assert.Equal([[0.8, 0.9]], StreamEffects.Groups(new Dictionary<int, double>(), runs));
    }

    [Fact]
    public void Of_OneRepeat_IsNull() => Assert.Null(VarianceComponentsConclusion.Of(new(), Baseline(s_study with { Repeats = 1 }), Runs("init")));

    private static VariantScores Baseline(SyntheticStudy study) =>
        VariantScores.Read("baseline", study.Configuration().Baseline, study.Trials(), study.Rows);

    private static List<ComponentRun> Runs(string stream)
    {
        var random = new CounterRandom(2, 0, RandomStream.Data);
        var runs = new List<ComponentRun>();
        for (int repeat = 0; repeat < 6; repeat++)
        {
            runs.Add(new ComponentRun(stream, true, repeat, 0.87 + (0.01 * random.NextNormal())));
        }

        for (int repeat = 0; repeat < 3; repeat++)
        {
            runs.Add(new ComponentRun(stream, false, repeat, 0.87 + (0.01 * random.NextNormal())));
            runs.Add(new ComponentRun(stream, false, repeat, 0.87 + (0.01 * random.NextNormal())));
        }

        return runs;
    }
}
