using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class RunComparisonTests
{
    private static SyntheticStudy Study(double test, int repeats = 8) => new() { Repeats = repeats, Variants = [new("baseline", 0.99, 0.88, test)] };

    [Fact]
    public void Of_SameDataSplitAndSeeds_IsTheComparisonOfTwoVariantsOfOneStudy()
    {
        // A name of as many letters draws the same luck, so this variant's rows are those of the other run.
        SyntheticStudy together = new() { Repeats = 8, Variants = [new("baseline", 0.99, 0.88, 0.80), new("variant0", 0.99, 0.88, 0.86)] };

        RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.80)), PlantedRuns.Of("B", Study(0.86))]);

        RunDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal(RunPairing.Paired, difference.Pairing);
        Assert.Empty(difference.Reasons);
        Assert.Equal(["test.accuracy", "test.balancedAccuracy", "test.logLoss", "gap.total"], difference.Metrics.Select(metric => metric.Metric));
        Assert.All(difference.Metrics, metric => Assert.Equal(
            together.Conclude().Comparisons.Single(other => other.Metric == metric.Metric) with { Variant = "B", Against = "A" }, metric));
        Assert.Equal("better", difference.Metric("test.accuracy")!.Verdict);
        Assert.Equal("B is better than A", comparison.Headline);
        Assert.Matches(@"^B is better than A: test accuracy \+\d\.\d points \(\+\d\.\d to \+\d\.\d\), paired over 8 repeats\.$", difference.Sentence);
    }

    [Fact]
    public void Of_MoreRepeatsInOne_PairsThoseThatBothHave()
    {
        RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.80)), PlantedRuns.Of("B", Study(0.86, repeats: 5), options => options with { Data = PlantedRuns.Split(options, split => split with { Folds = 8 }) })]);

        Assert.Equal(RunPairing.Paired, comparison.Differences[0].Pairing);
        Assert.All(comparison.Differences[0].Metrics, metric => Assert.Equal(5, metric.Pairs));
    }

    public static TheoryData<string, string> Unpairing => new()
    {
        { "seed", "The seeds differ: 1 in A, 2 in B, so a repeat of one has no partner in the other." },
        { "vary", "What varies from repeat to repeat differs: init, order, augment, dropout, sampling in A, init in B." },
        { "split", "The split differs: data.split.validation." },
        { "rows", "The test rows are not the same in 8 of 8 common repeats." },
    };

    [Theory]
    [MemberData(nameof(Unpairing))]
    public void Of_OneThingDiffers_IsNotPairedAndSaysWhy(string what, string reason)
    {
        SyntheticStudy other = what == "rows" ? Study(0.86) with { LabelOf = row => (row + 1) % 10 } : Study(0.86);
        ComparedRun run = PlantedRuns.Of("B", other, options => what switch
        {
            "seed" => options with { Seed = 2 },
            "vary" => options with { Vary = [RandomStream.Init] },
            "split" => options with { Data = PlantedRuns.Split(options, split => split with { Validation = 0.3 }) },
            _ => options,
        });

        RunDifference difference = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.80)), run]).Differences[0];

        Assert.Equal(RunPairing.Unpaired, difference.Pairing);
        Assert.Equal([reason], difference.Reasons);
        Assert.All(difference.Metrics, metric => Assert.Equal((0, null), (metric.Pairs, metric.SeedP)));
        Assert.Contains("not paired", difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Unpaired_HasTheIntervalOfTheTwo()
    {
        ComparedRun a = PlantedRuns.Of("A", Study(0.80));
        ComparedRun b = PlantedRuns.Of("B", Study(0.86), options => options with { Seed = 2 });

        ComparisonResult metric = PlantedRuns.Compare([a, b]).Differences[0].Metric("test.accuracy")!;

        Interval Of(ComparedRun run) => run.Result.Variants[0].Summary["test"]["accuracy"].Interval!;
        double mean = Mean(b) - Mean(a);
        Assert.Equal(mean, metric.MeanDifference, 12);
        // Both intervals have several hundred degrees of freedom, so that t is nearly the same for them and for their sum.
        Assert.Equal(Math.Sqrt((Of(a).HalfWidth * Of(a).HalfWidth) + (Of(b).HalfWidth * Of(b).HalfWidth)), metric.Interval!.HalfWidth, 0.0008);
        Assert.True(metric.Interval.HalfWidth > PlantedRuns.Compare([a, PlantedRuns.Of("B", Study(0.86))]).Differences[0].Metric("test.accuracy")!.Interval!.HalfWidth);

        static double Mean(ComparedRun run) => run.Result.Variants[0].Trials.Average(trial => trial.Measurements["test"].Accuracy);
    }

    [Fact]
    public void Of_TwoIndependentEstimates_IsWelchsTest()
    {
        // By hand: variances 5/3/4 and 10/5; their squares over the degrees of freedom 3 and 4.
        UnpairedDifference difference = UnpairedDifference.Of(Estimate(1, 2, 3, 4), Estimate(2, 4, 6, 8, 10));

        Assert.Equal(3.5, difference.Mean, 12);
        Assert.Equal((5.0 / 12) + 2, difference.Variance, 12);
        Assert.Equal(5.52079, difference.DegreesOfFreedom, 4);
        // Simpson's rule over the density of t, 400,000 steps.
        Assert.Equal(0.0691, difference.PValue()!.Value, 3);
        Assert.Equal((difference.Mean, 0.95), ((difference.Interval().Lower + difference.Interval().Upper) / 2, difference.Interval().Level));

        static CrossedEstimate Estimate(params double[] values) => CrossedEstimate.Of([SampleSetScores.Crossed([.. values.Select(value => new[] { value })])]);
    }

    [Fact]
    public void Of_SingleRepeat_ClaimsNothing()
    {
        ComparedRun lone = PlantedRuns.Of("B", Study(0.60, repeats: 1), options => options with { Seed = 2 });

        ComparisonResult metric = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.90)), lone]).Differences[0].Metric("test.accuracy")!;

        Assert.Equal(("inconclusive", null), (metric.Verdict, metric.AdjustedP));
        Assert.StartsWith("Run at least 5 repeats of both", metric.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SeveralRuns_AreOneFamilyForHolm()
    {
        ComparedRun a = PlantedRuns.Of("A", Study(0.80));
        ComparedRun b = PlantedRuns.Of("B", Study(0.81));
        ComparedRun c = PlantedRuns.Of("C", Study(0.82), options => options with { Seed = 2 });
        double alone(ComparedRun run) => PlantedRuns.Compare([a, run]).Differences[0].Metric("test.accuracy")!.AdjustedP!.Value;

        RunComparison comparison = PlantedRuns.Compare([a, b, c]);

        double[] together = [.. comparison.Differences.Select(difference => difference.Metric("test.accuracy")!.AdjustedP!.Value)];
        double[] single = [alone(b), alone(c)];
        Assert.Equal(Math.Min(1, 2 * single.Min()), together[Array.IndexOf(single, single.Min())], 12);
        Assert.Equal(Math.Max(single.Max(), Math.Min(1, 2 * single.Min())), together[Array.IndexOf(single, single.Max())], 12);
        Assert.StartsWith("Against A: ", comparison.Headline, StringComparison.Ordinal);
        Assert.Contains(comparison.Caveats, caveat => caveat.Contains("2 runs are compared with A", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_OtherData_GivesNoNumbers(bool otherClasses)
    {
        ComparedRun other = PlantedRuns.Of("B", Study(0.99), result: result => result with
        {
            Dataset = otherClasses ? result.Dataset with { Classes = [.. result.Dataset.Classes.Reverse()] } : result.Dataset with { Fingerprint = new string('f', 64) },
        });

        RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.80)), other]);

        RunDifference difference = comparison.Differences[0];
        Assert.Equal(RunPairing.OtherData, difference.Pairing);
        Assert.Empty(difference.Metrics);
        Assert.Null(difference.Changed);
        Assert.Equal("B and A cannot be compared: other data", comparison.Headline);
        Assert.DoesNotMatch(@"\d", difference.Sentence);
        Assert.Equal(
            otherClasses
                ? "The classes differ: 10 in A, 10 in B, or other names."
                : "The data differ: A has imageFolder aaaaaaaaaaaa, 28 x 28 x 1, 500 test rows; B has imageFolder ffffffffffff, 28 x 28 x 1, 500 test rows.",
            Assert.Single(difference.Reasons));
    }

    [Fact]
    public void Of_FailedRepeatsAndOtherVersions_AreCaveats()
    {
        ComparedRun b = PlantedRuns.Of("B", Study(0.86) with { Failed = [("baseline", 3)] }, result: result => result with
        {
            Provenance = result.Provenance with { Version = "0.2.0" },
        });

        RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", Study(0.80)), b]);

        Assert.Equal(7, comparison.Differences[0].Metric("test.accuracy")!.Pairs);
        Assert.Equal(
            ["The program versions differ: A 0.1.0; B 0.2.0. Last digits may differ for that alone.", "1 repeat of B failed and is not in its numbers."],
            comparison.Caveats);
    }
}
