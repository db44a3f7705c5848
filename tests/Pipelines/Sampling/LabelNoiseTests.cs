using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class LabelNoiseTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Theory]
    [InlineData(0.1, 40)]
    [InlineData(0.0512, 20)]
    [InlineData(0.0513, 21)]
    [InlineData(1, 400)]
    public void Prepare_Rate_IsExact(double rate, int wrong)
    {
        using PreparedData clean = SamplingCase.Prepare(SamplingCase.Table, selects: true);
        using PreparedData data = SamplingCase.Prepare(Noisy(rate), selects: true);
        Assert.Equal(wrong, SamplingCase.Wrong(data).Count);
        Assert.Null(data.Test.OriginalLabels);
        Assert.Equal(clean.Test.Labels, data.Test.Labels);
        Assert.Equal(clean.Train.Labels, data.Train.OriginalLabels!);
        Assert.Equal(clean.Selection!.Labels, data.Selection!.OriginalLabels!);
        Assert.Equal(clean.Validation.Labels, data.Validation.OriginalLabels!);
        Assert.Equal(clean.Train.SourceIndexes, data.Train.SourceIndexes);
        Assert.Equal(Enumerable.Range(0, 3).Select(label => data.Train.Labels.Count(other => other == label)), data.Description.Counts["train"]);
        Assert.StartsWith($"data.labelNoise made {wrong} of 400 labels wrong: ", data.Description.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_Note_CountsEachSet()
    {
        using PreparedData data = SamplingCase.Prepare(Noisy(0.1));
        int Wrong(SampleSet set) => set.Labels.Zip(set.OriginalLabels!).Count(pair => pair.First != pair.Second);
        Assert.Equal(
            $"data.labelNoise made 40 of 400 labels wrong: {Wrong(data.Train)} of 340 in train, {Wrong(data.Validation)} of 60 in validation.",
            data.Description.Notes[0]);
    }

    [Fact]
    public void Prepare_NoNoise_HasNoOriginalLabels()
    {
        using PreparedData none = SamplingCase.Prepare(SamplingCase.Table);
        using PreparedData zero = SamplingCase.Prepare(Noisy(0));
        Assert.All(SamplingCase.NotTest(none).Concat(SamplingCase.NotTest(zero)), set => Assert.Null(set.OriginalLabels));
        Assert.Equal(none.Train.Labels, zero.Train.Labels);
    }

    [Fact]
    public void Prepare_HigherRate_AddsToTheWrongLabelsOfALowerOne()
    {
        Dictionary<int, int> Wrong(double rate)
        {
            using PreparedData data = SamplingCase.Prepare(Noisy(rate));
            HashSet<int> wrong = SamplingCase.Wrong(data);
            return SamplingCase.NotTest(data).SelectMany(set => set.SourceIndexes.Zip(set.Labels)).Where(pair => wrong.Contains(pair.First)).ToDictionary();
        }

        Dictionary<int, int> low = Wrong(0.05);
        Dictionary<int, int> high = Wrong(0.2);
        Assert.Equal((20, 80), (low.Count, high.Count));
        Assert.All(low, pair => Assert.Equal(pair.Value, high[pair.Key]));
    }

    [Fact]
    public void Prepare_SplitOffTest_KeepsItsLabelsAndOtherSplitsTheNoise()
    {
        string file = _case.Write("train.csv", TableCase.Rows(200));
        TableOptions table = TableCase.Options(file) with { LabelNoise = new LabelNoiseOptions { Rate = 0.25 } };
        using PreparedData clean = TableCase.Prepare(table with { LabelNoise = null });
        using PreparedData one = TableCase.Prepare(table);
        Assert.Equal(clean.Test.Labels, one.Test.Labels);
        Assert.Null(one.Test.OriginalLabels);
        Assert.Equal(40, SamplingCase.Wrong(one).Count);

        ScenarioOptions scenario = TableCase.Scenario(table);
        using PreparedData other = TablePreparation.Prepare(
            scenario, table, new TrialSeeds(1, 1, [RandomStream.Split]), TestContext.Current.CancellationToken);
        Assert.NotEqual(one.Test.SourceIndexes, other.Test.SourceIndexes);
        Assert.Equal(40, SamplingCase.Wrong(other).Count);
        HashSet<int> both = [.. SamplingCase.NotTest(one).SelectMany(set => set.SourceIndexes).Intersect(SamplingCase.NotTest(other).SelectMany(set => set.SourceIndexes))];
        Assert.True(SamplingCase.Wrong(one).Where(both.Contains).Except(SamplingCase.Wrong(other)).Count() <= 5);
    }

    [Fact]
    public void Prepare_Repeats_ShareTheNoiseUnlessDataVaries()
    {
        string file = _case.Write("train.csv", TableCase.Rows(200));
        TableOptions table = TableCase.Options(file) with { LabelNoise = new LabelNoiseOptions { Rate = 0.2 } };
        HashSet<int> Wrong(int repeat, params RandomStream[] vary)
        {
            using PreparedData data = TablePreparation.Prepare(TableCase.Scenario(table), table, new TrialSeeds(1, repeat, vary), TestContext.Current.CancellationToken);
            return SamplingCase.Wrong(data);
        }

        Assert.Equal(Wrong(0), Wrong(4, RandomStream.Init));
        Assert.NotEqual(Wrong(0), Wrong(4, RandomStream.Data));
    }

    [Fact]
    public void Plant_Uniform_SpreadsOverTheOtherClasses()
    {
        int[] labels = [.. Enumerable.Range(0, 4000).Select(index => index % 4)];
        LabelNoise noise = Plant(new LabelNoiseOptions { Rate = 0.5 }, labels, ["a", "b", "c", "d"]);
        Assert.Equal(2000, noise.Wrong.Count);
        int[] moves = [.. noise.Wrong.Select(sample => (4 + noise.Labels[sample] - labels[sample]) % 4)];
        Assert.DoesNotContain(0, moves);

        // Expected 667 of 2000 with a standard deviation of 21; classes lose 500 each with one of 16.
        Assert.All(Enumerable.Range(1, 3), move => Assert.InRange(moves.Count(other => other == move), 583, 750));
        Assert.All(Enumerable.Range(0, 4), label => Assert.InRange(noise.Wrong.Count(sample => labels[sample] == label), 436, 564));
    }

    [Fact]
    public void Plant_Pairs_FlipsTheirClassesOnlyAtTheirRate()
    {
        int[] labels = [.. Enumerable.Range(0, 500).Select(index => index % 5)];
        LabelNoise noise = Plant(new LabelNoiseOptions { Rate = 0.2, Pairs = [["a", "c"], ["c", "d"]] }, labels, ["a", "b", "c", "d", "e"]);
        Assert.Equal(300, noise.Affected);
        Assert.Equal(60, noise.Wrong.Count);
        Assert.All(noise.Wrong, sample => Assert.Contains((labels[sample], noise.Labels[sample]), new[] { (0, 2), (2, 0), (2, 3), (3, 2) }));
        Assert.Contains(noise.Wrong, sample => (labels[sample], noise.Labels[sample]) == (2, 0));
        Assert.Contains(noise.Wrong, sample => (labels[sample], noise.Labels[sample]) == (2, 3));
    }

    [Fact]
    public void Prepare_WrongPairs_AreProblemsAllAtOnce()
    {
        LabelNoiseOptions noise = new() { Rate = 0.1, Pairs = [["0", "9"], ["1"], ["2", "2"]] };
        Assert.Equal(
            [
                "data.labelNoise.pairs[0]: expected a class of the training source: \"0\", \"1\", \"2\", received \"9\".",
                "data.labelNoise.pairs[1]: expected two different classes, received [\"1\"].",
                "data.labelNoise.pairs[2]: expected two different classes, received [\"2\", \"2\"].",
                "data.trainSize: expected at most 340, the training samples that are left beside validation and test, received 999.",
            ],
            SamplingCase.ProblemsOf(SamplingCase.Table with { LabelNoise = noise, TrainSize = 999 }));
    }

    private static SyntheticOptions Noisy(double rate) => SamplingCase.Table with { LabelNoise = new LabelNoiseOptions { Rate = rate } };

    private static LabelNoise Plant(LabelNoiseOptions options, int[] labels, string[] classes)
    {
        List<Problem> problems = [];
        LabelNoise noise = LabelNoise.Plant(options, labels, classes, Enumerable.Range(0, labels.Length), SamplingCase.Seeds(), problems);
        Assert.Empty(problems);
        return noise;
    }
}
