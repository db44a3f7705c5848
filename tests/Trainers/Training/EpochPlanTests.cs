using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class EpochPlanTests
{
    private static readonly ArraySamples Uneven = new("train", new float[12], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2]);

    [Fact]
    public void Of_Natural_IsAPermutationThatChangesFromEpochToEpoch()
    {
        int[] first = EpochPlan.Of(Uneven, 3, new TrainingOptions { Sampling = SamplingMode.Natural }, Samples.Seeds(), 0).Rows;
        int[] second = EpochPlan.Of(Uneven, 3, new TrainingOptions { Sampling = SamplingMode.Natural }, Samples.Seeds(), 1).Rows;

        Assert.Equal(Enumerable.Range(0, 12), first.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, EpochPlan.Of(Uneven, 3, new TrainingOptions { Sampling = SamplingMode.Natural }, Samples.Seeds(), 0).Rows);
        Assert.NotEqual(first, EpochPlan.Of(Uneven, 3, new TrainingOptions { Sampling = SamplingMode.Natural }, Samples.Seeds(repeat: 1), 0).Rows);
    }

    [Fact]
    public void Of_Oversample_CountsTheOccurrencesOfEachRow()
    {
        EpochPlan plan = EpochPlan.Of(Uneven, 3, new TrainingOptions { Sampling = SamplingMode.Oversample }, Samples.Seeds(), 0);

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
        int[] rows = EpochPlan.Of(sorted, 2, new TrainingOptions { Sampling = SamplingMode.Natural }, Samples.Seeds(), 0).Rows;

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

    [Fact]
    public void Of_OrderSource_IsTheOrderOfTheSourceInEveryEpoch()
    {
        ListedSamples listed = new([30, 10, 50, 20, 40], [0, 0, 0, 1, 1]);
        TrainingOptions source = new() { Order = SampleOrder.Source };

        Assert.Equal([1, 3, 0, 4, 2], EpochPlan.Of(listed, 2, source, Samples.Seeds(), 0).Rows);
        Assert.Equal([1, 3, 0, 4, 2], EpochPlan.Of(listed, 2, source, Samples.Seeds(repeat: 3), 7).Rows);
    }

    [Fact]
    public void Of_OrderSourceOversampled_PresentsTheRepeatsOfARowTogether()
    {
        ListedSamples listed = new([30, 10, 50, 20, 40], [0, 0, 0, 0, 1]);
        EpochPlan plan = EpochPlan.Of(
            listed, 2, new TrainingOptions { Order = SampleOrder.Source, Sampling = SamplingMode.Oversample }, Samples.Seeds(), 0);

        Assert.Equal([1, 3, 0, 4, 4, 4, 4, 2], plan.Rows);
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 0], plan.Occurrences);
    }

    [Fact]
    public void Of_OrderBuffered_NoRowComesEarlierThanTheBufferReaches()
    {
        int[] sources = [.. Enumerable.Range(0, 500).Select(row => (row * 7) % 500)];
        ListedSamples listed = new(sources, new int[500]);
        TrainingOptions buffered = new() { Order = SampleOrder.Buffered, ShuffleBuffer = 20 };
        int[] first = EpochPlan.Of(listed, 1, buffered, Samples.Seeds(), 0).Rows;

        Assert.Equal(Enumerable.Range(0, 500), first.Order());
        Assert.All(first.Select((row, place) => (Source: sources[row], place)), pair => Assert.True(pair.Source < pair.place + 20));
        Assert.NotEqual(first, EpochPlan.Of(listed, 1, buffered, Samples.Seeds(), 1).Rows);
        Assert.Equal(first, EpochPlan.Of(listed, 1, buffered, Samples.Seeds(), 0).Rows);
    }

    [Fact]
    public void Of_Stratified_EveryRowOnceAndEveryBatchLikeTheWhole()
    {
        TrainingOptions stratified = new() { Sampling = SamplingMode.Stratified, BatchSize = 4 };
        EpochPlan plan = EpochPlan.Of(Uneven, 3, stratified, Samples.Seeds(), 0);

        // 8, 3 and 1 of 12: a batch of 4 holds 2 or 3, 1, and 0 or 1 of the classes.
        Assert.Equal(Enumerable.Range(0, 12), plan.Rows.Order());
        Assert.All(plan.Rows.Chunk(4), batch => Assert.Equal(1, batch.Count(row => Uneven.Labels[row] == 1)));
        Assert.All(plan.Rows.Chunk(4), batch => Assert.InRange(batch.Count(row => Uneven.Labels[row] == 0), 2, 3));
        Assert.NotEqual(plan.Rows, EpochPlan.Of(Uneven, 3, stratified, Samples.Seeds(), 1).Rows);
    }

    [Fact]
    public void Of_Shuffled_HasTheDrawsOfTheFirstRelease()
    {
        // The order that the loop always had: Fisher and Yates over 0..11 with the draws of the stream.
        int[] expected = [.. Enumerable.Range(0, 12)];
        CounterRandom draws = Samples.Seeds().Draws(RandomStream.Order, 5);
        draws.Shuffle(expected.AsSpan());

        Assert.Equal(expected, EpochPlan.Of(Uneven, 3, new TrainingOptions(), Samples.Seeds(), 5).Rows);
    }

    /// <summary>Samples of which only class and place in the source matter.</summary>
    private sealed class ListedSamples(int[] sources, int[] labels) : SampleSet
    {
        public override string Name => "train";

        public override IReadOnlyList<int> Labels => labels;

        public override IReadOnlyList<string> Ids => throw new NotSupportedException();

        public override IReadOnlyList<int> SourceIndexes => sources;

        public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) => throw new NotSupportedException();
    }
}
