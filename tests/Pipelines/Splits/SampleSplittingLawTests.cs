using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

/// <summary>What holds for every split that can be made.</summary>
public class SampleSplittingLawTests
{
    [Fact]
    public void Split_AnyRequest_PartitionsAndLeavesNoSideEmpty() => SplitCases.Splittable.Sample(drawn =>
    {
        (SplitRequest request, TrialSeeds seeds) = drawn;
        SampleSplit split = SampleSplitting.Split(request, seeds);
        IEnumerable<int> ownTest = split.TestIsSeparate ? [] : split.Test;
        int[] all = [.. split.Train, .. split.Selection, .. split.Validation, .. ownTest];
        Assert.Equal(Enumerable.Range(0, request.Labels.Count), all.Order());
        Assert.NotEmpty(split.Train);
        Assert.NotEmpty(split.Validation);
        Assert.NotEmpty(split.Test);
        Assert.Equal(request.NeedsSelection, split.Selection.Count > 0);
        Assert.Equal(split.Train.Order(), split.Train);
        if (split.TestIsSeparate)
        {
            Assert.Equal(Enumerable.Range(0, 17), split.Test);
        }
    });

    [Fact]
    public void Split_CopiesAndGroups_NeverStraddle() => SplitCases.Splittable.Sample(drawn =>
    {
        (SplitRequest request, TrialSeeds seeds) = drawn;
        int[] sides = SidesOf(SampleSplitting.Split(request, seeds), request.Labels.Count);
        AssertOneSide(request.ContentHashes, sides);
        if (request.Groups is { } groups)
        {
            AssertOneSide(groups, sides);
        }
    });

    [Fact]
    public void Split_SameSamplesInAnotherOrder_PutsEachOnTheSameSide() => SplitCases.Splittable.Sample(drawn =>
    {
        (SplitRequest request, TrialSeeds seeds) = drawn;
        int[] order = [.. Enumerable.Range(0, request.Labels.Count)];
        new CounterRandom(seeds.Seed, 1, RandomStream.Augment).Shuffle(order.AsSpan());
        int[] sides = SidesOf(SampleSplitting.Split(request, seeds), order.Length);
        int[] permuted = SidesOf(SampleSplitting.Split(SplitCases.Permuted(request, order), seeds), order.Length);
        Assert.Equal(order.Select(sample => sides[sample]), permuted);
    });

    [Fact]
    public void Split_WithoutSelection_LeavesTestAndValidationAsTheyAre() => SplitCases.Splittable.Sample(drawn =>
    {
        (SplitRequest request, TrialSeeds seeds) = drawn;
        SampleSplit with = SampleSplitting.Split(request with { NeedsSelection = true }, seeds);
        SampleSplit without = SampleSplitting.Split(request with { NeedsSelection = false }, seeds);
        Assert.Equal(with.Test, without.Test);
        Assert.Equal(with.Validation, without.Validation);
        Assert.Equal(without.Train, with.Train.Concat(with.Selection).Order());
    });

    [Fact]
    public void Split_Time_NothingInAnEarlierSideIsLater() => SplitCases.Splittable.Where(drawn => drawn.Request.Times is not null).Sample(drawn =>
    {
        (SplitRequest request, TrialSeeds seeds) = drawn;
        SampleSplit split = SampleSplitting.Split(request with { NeedsSelection = true }, seeds);

        // A copy's time is that of the latest copy.
        Dictionary<ulong, double> latest = Enumerable.Range(0, request.Labels.Count).GroupBy(sample => request.ContentHashes[sample])
            .ToDictionary(copies => copies.Key, copies => copies.Max(sample => request.Times![sample]));
        (double First, double Last)[] spans =
        [
            .. new[] { split.Train, split.Selection, split.Validation, split.TestIsSeparate ? [] : split.Test }.Where(side => side.Count > 0)
                .Select(side => (side.Min(Time), side.Max(Time))),
        ];
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First));

        double Time(int sample) => latest[request.ContentHashes[sample]];
    });

    [Fact]
    public void Split_KFold_EveryRoundTestsEverySampleOnce() => Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 7], Gen.Int[0, 3]).Sample((seed, folds, round) =>
    {
        int[] labels = [.. Enumerable.Range(0, 83).Select(sample => sample % 7 == 0 ? 1 : 0)];
        SplitRequest request = SplitCases.Of(labels, new SplitOptions { Strategy = SplitStrategy.KFold, Folds = folds });
        SampleSplit[] splits =
        [
            .. Enumerable.Range(0, folds).Select(fold => SampleSplitting.Split(request, new TrialSeeds(seed, (round * folds) + fold, []))),
        ];
        Assert.Equal(Enumerable.Range(0, 83), splits.SelectMany(split => split.Test).Order());
        Assert.InRange(splits.Max(split => split.Test.Count) - splits.Min(split => split.Test.Count), 0, 1);
        int[] rare = [.. splits.Select(split => split.Test.Count(sample => labels[sample] == 1))];
        Assert.InRange(rare.Max() - rare.Min(), 0, 1);
    });

    private static int[] SidesOf(SampleSplit split, int count)
    {
        int[] sides = new int[count];
        Set(split.Selection, 1);
        Set(split.Validation, 2);
        Set(split.TestIsSeparate ? [] : split.Test, 3);
        return sides;

        void Set(IReadOnlyList<int> samples, int side)
        {
            foreach (int sample in samples)
            {
                sides[sample] = side;
            }
        }
    }

    private static void AssertOneSide<T>(IReadOnlyList<T> keys, int[] sides) =>
        Assert.All(Enumerable.Range(0, sides.Length).GroupBy(sample => keys[sample]), unit => Assert.Single(unit.Select(sample => sides[sample]).Distinct()));

    /// <summary>Without copies every held-out side has its share of every class, to within one sample.</summary>
    [Fact]
    public void Split_Stratified_KeepsTheSharesOfTheClasses() => Gen.Select(Gen.Int[10, 60].Array[2, 4], Gen.Double[0.1, 0.3].Array[2], Gen.Int[0, 1000]).Sample((sizes, shares, seed) =>
    {
        int[] labels = [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];
        SplitOptions options = new() { Strategy = SplitStrategy.Stratified, Test = shares[0], Validation = shares[1], Selection = 0.1 };
        SampleSplit split = SampleSplitting.Split(SplitCases.Of(labels, options), SplitCases.Seeds(seed: seed));
        for (int label = 0; label < sizes.Length; label++)
        {
            int test = split.Test.Count(sample => labels[sample] == label);
            int validation = split.Validation.Count(sample => labels[sample] == label);
            Assert.InRange(test - (shares[0] * sizes[label]), -1, 1);
            Assert.InRange(validation - (shares[1] * (sizes[label] - test)), -1, 1);
        }
    });
}
