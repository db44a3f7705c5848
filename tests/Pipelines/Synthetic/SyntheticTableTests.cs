using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class SyntheticTableTests
{
    private static readonly SyntheticOptions Options = new() { TrainRows = 120, TestRows = 60, Features = 4, Shares = [0.5, 0.3, 0.2] };

    [Fact]
    public void Prepare_Synthetic_DescribesIt()
    {
        using PreparedData data = SamplingCase.Prepare(Options);
        Assert.Equal("synthetic", data.Description.Kind);
        Assert.Equal(["0", "1", "2"], data.Classes);
        Assert.Equal(new SampleShape(1, 1, 4, false), data.Shape);
        Assert.Equal(["x1", "x2", "x3", "x4"], data.Description.Columns.Select(column => column.Name));
        Assert.True(data.Split.TestIsSeparate);
        Assert.Equal([30, 18, 12], data.Description.Counts["test"]);
        Assert.Equal([9, 5, 4], data.Description.Counts["validation"]);
        Assert.Equal(Enumerable.Range(1, 60).Select(row => row.ToString(CultureInfo.InvariantCulture)), data.Test.Ids);
        Assert.Empty(data.Description.Notes);
    }

    [Fact]
    public void Source_Features_AreUniformAndNumberedByRow()
    {
        double[] values = [.. Source(Options with { TrainRows = 2000 }).Train.Rows.SelectMany(Numbers)];
        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-9));

        // The mean of 8,000 uniform numbers has a standard deviation of 0.0032, their variance one of 0.0008.
        Assert.Equal(0.5, values.Average(), 0.013);
        Assert.Equal(1 / 12.0, values.Average(value => (value - 0.5) * (value - 0.5)), 0.0034);
        Assert.Equal(
            Source(Options).Train.Rows.Select(cells => string.Join(' ', cells[..4])),
            Source(Options with { TrainRows = 2000, TestRows = 7 }).Train.Rows.Take(120).Select(cells => string.Join(' ', cells[..4])));
        Assert.Empty(Source(Options).Train.Rows.Select(cells => cells[0]).Intersect(Source(Options).Test!.Rows.Select(cells => cells[0])));
    }

    [Theory]
    [InlineData(SyntheticLabels.Random)]
    [InlineData(SyntheticLabels.Linear)]
    public void Source_Shares_AreExactInTraining(SyntheticLabels labels)
    {
        TableSource source = Source(Options with { Labels = labels });
        Assert.Equal([60, 36, 24], Enumerable.Range(0, 3).Select(label => source.Labels.Train.Count(other => other == label)));
    }

    [Fact]
    public void Source_Linear_IsCutAtTheSameScoresInTrainingAndTest()
    {
        SyntheticOptions options = Options with { Labels = SyntheticLabels.Linear, TrainRows = 500, TestRows = 500 };
        TableSource source = Source(options);
        double[] weights = SyntheticScore.Weights(4, SamplingCase.Seeds());
        (double Score, int Label)[] rows =
        [
            .. source.Train.Rows.Concat(source.Test!.Rows)
                .Select(cells => (Numbers(cells).Zip(weights).Sum(pair => (pair.First - 0.5) * pair.Second), int.Parse(cells[4], CultureInfo.InvariantCulture)))
                .OrderBy(row => row.Item1),
        ];
        Assert.Equal(rows.Select(row => row.Label).Order(), rows.Select(row => row.Label));

        // 500 test rows with shares 0.5, 0.3, 0.2: standard deviations of 11, 10 and 9, the cuts' own as large again.
        int[] expected = [250, 150, 100];
        Assert.All(expected.Select((count, label) => (count, label)), pair => Assert.InRange(source.Labels.Test!.Count(other => other == pair.label), pair.count - 60, pair.count + 60));
    }

    [Fact]
    public void Source_Random_LabelsDoNotFollowFeatures()
    {
        TableSource source = Source(Options with { TrainRows = 4000, Shares = [0.5, 0.5] });
        double[] first = [.. source.Train.Rows.Where(cells => cells[4] == "0").Select(cells => Numbers(cells)[0])];
        Assert.Equal(2000, first.Length);
        Assert.Equal(0.5, first.Average(), 0.025);
    }

    [Fact]
    public void Prepare_StreamDataVaries_RedrawsUnderTheSameFingerprint()
    {
        using PreparedData zero = SamplingCase.Prepare(Options, vary: true);
        using PreparedData three = SamplingCase.Prepare(Options, repeat: 3, vary: true);
        using PreparedData kept = SamplingCase.Prepare(Options, repeat: 3);
        using PreparedData seeded = SamplingCase.Prepare(Options, seed: 2);
        Assert.NotEqual(TableCase.Matrix(zero.Test)[0], TableCase.Matrix(three.Test)[0]);
        Assert.Equal(TableCase.Matrix(zero.Test), TableCase.Matrix(kept.Test));
        Assert.Equal(zero.Description.Fingerprint, three.Description.Fingerprint);
        Assert.Equal(zero.Description.Fingerprint, kept.Description.Fingerprint);
        Assert.NotEqual(zero.Description.Fingerprint, seeded.Description.Fingerprint);
        Assert.NotEqual(TableCase.Matrix(zero.Test)[0], TableCase.Matrix(seeded.Test)[0]);
    }

    [Fact]
    public void Source_Fingerprint_DependsOnWhatIsDrawnOnly()
    {
        SyntheticOptions[] others =
        [
            Options with { TrainRows = 121 }, Options with { TestRows = 61 }, Options with { Features = 5 },
            Options with { Labels = SyntheticLabels.Linear }, Options with { Shares = [0.5, 0.2, 0.3] },
        ];
        Assert.Equal(6, others.Append(Options).Select(options => Source(options).Fingerprint).Distinct().Count());
        Assert.Equal(Source(Options).Fingerprint, Source(Options with { TrainSize = 10, Split = new SplitOptions { Validation = 0.3 } }).Fingerprint);
    }

    [Fact]
    public void Prepare_ManyRareClasses_AreClasses()
    {
        using PreparedData data = SamplingCase.Prepare(Options with { Shares = [.. Enumerable.Repeat(1 / 24.0, 24)] });
        Assert.Equal(24, data.Classes.Count);
        Assert.Equal("10", data.Classes[10]);
    }

    [Fact]
    public void Prepare_BadOptions_AreProblemsAllAtOnce()
    {
        string[] problems = SamplingCase.ProblemsOf(Options with { Shares = [0.5, 0.3], TrainRows = 10_000_000, Features = 100 });
        Assert.Equal(
            [
                "data.shares: expected at least two shares that add up to 1, received 2 that add up to 0.8.",
                "data: expected at most 20,000,000 generated values, rows times features, received 1,000,006,000. Lower trainRows, testRows or features.",
            ],
            problems);
        Assert.Equal(
            "data.shares: expected a training row of every class, received none of class \"1\" in 120 rows. Raise data.trainRows or the share.",
            Assert.Single(SamplingCase.ProblemsOf(Options with { Shares = [0.999, 0.001] })));
    }

    // Largest remainders by hand: quotas 3.33, 3.33, 3.33; 1.75, 3.5, 1.75; 28.999999999999996 and 71.
    [Theory]
    [InlineData(new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, 10, new[] { 4, 3, 3 })]
    [InlineData(new[] { 0.25, 0.5, 0.25 }, 7, new[] { 2, 3, 2 })]
    [InlineData(new[] { 0.29, 0.71 }, 100, new[] { 29, 71 })]
    public void Counts_Shares_AreLargestRemainders(double[] shares, int total, int[] expected) => Assert.Equal(expected, Apportionment.Counts(shares, total));

    private static TableSource Source(SyntheticOptions options) => SyntheticTable.Source(options, SyntheticTable.ReadAs(options), SamplingCase.Seeds());

    private static double[] Numbers(string[] cells) => [.. cells[..4].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
