using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class EpochPlanTests
{
    private static readonly ArraySamples Uneven = new("train", new float[12], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2]);

    [Fact]
    public void Of_Natural_IsAPermutationThatChangesFromEpochToEpoch()
    {
        int[] first = EpochPlan.Of(Uneven, 3, SamplingMode.Natural, Samples.Seeds(), 0).Rows;
        int[] second = EpochPlan.Of(Uneven, 3, SamplingMode.Natural, Samples.Seeds(), 1).Rows;

        Assert.Equal(Enumerable.Range(0, 12), first.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, EpochPlan.Of(Uneven, 3, SamplingMode.Natural, Samples.Seeds(), 0).Rows);
        Assert.NotEqual(first, EpochPlan.Of(Uneven, 3, SamplingMode.Natural, Samples.Seeds(repeat: 1), 0).Rows);
    }

    [Fact]
    public void Of_Oversample_CountsTheOccurrencesOfEachRow()
    {
        EpochPlan plan = EpochPlan.Of(Uneven, 3, SamplingMode.Oversample, Samples.Seeds(), 0);

        Assert.Equal(24, plan.Rows.Length);
        foreach (IGrouping<int, int> row in plan.Rows.Zip(plan.Occurrences).GroupBy(pair => pair.First, pair => pair.Second))
        {
            Assert.Equal(Enumerable.Range(0, row.Count()), row);
        }
    }

    [Fact]
    public void Of_RowsSortedByClass_MixesTheClassesInEveryBatch()
    {
        ArraySamples sorted = new("train", new float[1000], [.. Enumerable.Range(0, 1000).Select(row => row / 500)]);
        int[] rows = EpochPlan.Of(sorted, 2, SamplingMode.Natural, Samples.Seeds(), 0).Rows;

        // A batch of 50 from two classes: fewer than 10 of one has probability below 1e-5.
        Assert.All(rows.Chunk(50), batch => Assert.InRange(batch.Count(row => row < 500), 10, 40));
    }

    [Fact]
    public void OnceEach_SortedData_IsShuffledToo()
    {
        ArraySamples sorted = new("train", new float[1000], [.. Enumerable.Range(0, 1000).Select(row => row / 500)]);
        int[] rows = EpochPlan.OnceEach(sorted, Samples.Seeds()).Rows;

        Assert.Equal(Enumerable.Range(0, 1000), rows.Order());
        Assert.All(rows.Chunk(50), batch => Assert.InRange(batch.Count(row => row < 500), 10, 40));
    }
}
