using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class SampleSplittingTests
{
    private static readonly int[] Imbalanced = [.. Enumerable.Repeat(0, 700), .. Enumerable.Repeat(1, 250), .. Enumerable.Repeat(2, 50)];

    [Fact]
    public void Split_Stratified_HasTheClassSharesOfTheWhole()
    {
        SampleSplit split = SampleSplitting.Split(SplitCases.Of(Imbalanced), SplitCases.Seeds());
        Assert.Equal([140, 50, 10], CountsOf(split.Test));

        // 15% of 560, 200, 40 and 10% of the same: selection is a share of what test leaves, not of what validation leaves.
        Assert.Equal([84, 30, 6], CountsOf(split.Validation));
        Assert.Equal([56, 20, 4], CountsOf(split.Selection));
        Assert.Equal([420, 150, 30], CountsOf(split.Train));
    }

    [Fact]
    public void Split_StratifiedWithFractions_RoundsByLargestRemainder()
    {
        // 20% of 13, 14, 16 is 2.6, 2.8, 3.2: 8.6 in all, so 9 samples, and the two left after 2, 2, 3 go to .8 and .6.
        int[] labels = [.. Enumerable.Repeat(0, 13), .. Enumerable.Repeat(1, 14), .. Enumerable.Repeat(2, 16)];
        SampleSplit split = SampleSplitting.Split(SplitCases.Of(labels), SplitCases.Seeds());
        Assert.Equal([3, 3, 3], [.. split.Test.GroupBy(sample => labels[sample]).OrderBy(group => group.Key).Select(group => group.Count())]);
    }

    [Fact]
    public void Split_StratifiedWithTinyClass_PutsItOnEverySide()
    {
        int[] labels = [.. Enumerable.Repeat(0, 200), 1, 1, 1, 1];
        SampleSplit split = SampleSplitting.Split(SplitCases.Of(labels), SplitCases.Seeds());
        Assert.All([split.Train, split.Selection, split.Validation, split.Test], side => Assert.Single(side, sample => labels[sample] == 1));
    }

    [Fact]
    public void Split_SortedByClass_StillMixes()
    {
        SampleSplit split = SampleSplitting.Split(SplitCases.Of(Imbalanced, new SplitOptions { Strategy = SplitStrategy.Random }), SplitCases.Seeds());
        Assert.Equal(200, split.Test.Count);
        Assert.All(CountsOf(split.Test).Zip([140, 50, 10]), pair => Assert.InRange(pair.First, pair.Second * 0.5, pair.Second * 1.5));
    }

    [Fact]
    public void Split_TwiceWithOneSeed_IsTheSame_AndAnotherSeedIsNot()
    {
        SplitRequest request = SplitCases.Of(Imbalanced);
        SampleSplit split = SampleSplitting.Split(request, SplitCases.Seeds());
        Assert.Equal(split.Test, SampleSplitting.Split(request, SplitCases.Seeds()).Test);
        Assert.NotEqual(split.Test, SampleSplitting.Split(request, SplitCases.Seeds(seed: 8)).Test);
        Assert.NotEqual(split.Test, SampleSplitting.Split(request, SplitCases.Seeds(repeat: 1)).Test);
        Assert.Equal(split.Test, SampleSplitting.Split(request, new TrialSeeds(7, 1, [])).Test);
    }

    [Fact]
    public void Split_KFoldSecondRound_AssignsAnew()
    {
        SplitRequest request = SplitCases.Of(Imbalanced, new SplitOptions { Strategy = SplitStrategy.KFold });
        Assert.NotEqual(
            SampleSplitting.Split(request, new TrialSeeds(7, 0, [])).Test,
            SampleSplitting.Split(request, new TrialSeeds(7, 5, [])).Test);
    }

    [Fact]
    public void Split_Everywhere_EachSampleIsAsLikelyInTest()
    {
        // 400 seeds, 30 single samples and 10 pairs, a share of 0.2: 80 expected, standard deviation 8; five of them are allowed.
        SplitRequest request = SplitCases.Of(new int[50], new SplitOptions { Strategy = SplitStrategy.Random });
        request = request with { ContentHashes = [.. Enumerable.Range(0, 50).Select(sample => SplitCases.Hash(sample < 40 ? sample : sample - 10))] };
        int[] times = new int[50];
        for (int seed = 0; seed < 400; seed++)
        {
            foreach (int sample in SampleSplitting.Split(request, SplitCases.Seeds(seed: seed)).Test)
            {
                times[sample]++;
            }
        }

        Assert.All(times, count => Assert.InRange(count, 40, 120));
    }

    [Fact]
    public void Split_Time_HoldsTheLatestOut()
    {
        SplitRequest request = SplitCases.Of(new int[20], new SplitOptions { Strategy = SplitStrategy.Time }) with
        {
            Times = [.. Enumerable.Range(0, 20).Select(sample => (double)(19 - sample))],
        };
        SampleSplit split = SampleSplitting.Split(request, SplitCases.Seeds());
        Assert.Equal([0, 1, 2, 3], split.Test);
        Assert.Equal([4, 5], split.Validation);
        Assert.Equal([6, 7], split.Selection);
        Assert.Equal(Enumerable.Range(8, 12), split.Train);
    }

    [Fact]
    public void Split_TimeWithTies_KeepsThemTogetherAndCutsAtTheNearestTime()
    {
        SplitRequest request = SplitCases.Of(new int[10], new SplitOptions { Strategy = SplitStrategy.Time }) with
        {
            // The wanted 2 lie between 1 (time 5) and 4 (times 5 and 4): 1 is nearer.
            Times = [5, 4, 4, 4, 3, 3, 2, 2, 1, 1],
        };
        SampleSplit split = SampleSplitting.Split(request, SplitCases.Seeds());
        Assert.Equal([0], split.Test);
        Assert.Equal([1, 2, 3], split.Validation);
        Assert.Equal([4, 5], split.Selection);
    }

    [Fact]
    public void Split_TimeWithACopyOfALateSample_TakesItAlong()
    {
        SplitRequest request = SplitCases.Of(new int[20], new SplitOptions { Strategy = SplitStrategy.Time }) with
        {
            Times = [.. Enumerable.Range(0, 20).Select(sample => (double)sample)],
            ContentHashes = [.. Enumerable.Range(0, 20).Select(sample => SplitCases.Hash(sample == 0 ? 19 : sample))],
        };
        Assert.Equal([0, 17, 18, 19], SampleSplitting.Split(request, SplitCases.Seeds()).Test);
    }

    [Fact]
    public void Split_GroupedWithTwoLargeGroups_TakesWholeGroupsNearTheShare()
    {
        SplitRequest request = SplitCases.Of(new int[100], new SplitOptions { Strategy = SplitStrategy.Grouped }) with
        {
            Groups = [.. Enumerable.Range(0, 100).Select(sample => sample < 40 ? "a" : sample < 60 ? "b" : sample < 80 ? "c" : "d")],
        };
        SampleSplit split = SampleSplitting.Split(request, SplitCases.Seeds());
        Assert.Equal(20, split.Test.Count);
        Assert.Equal(20, split.Validation.Count);
        Assert.Equal(20, split.Selection.Count);
        Assert.Equal(Enumerable.Range(0, 40), split.Train);
    }

    private static int[] CountsOf(IReadOnlyList<int> samples) =>
        [.. Enumerable.Range(0, 3).Select(label => samples.Count(sample => Imbalanced[sample] == label))];
}
