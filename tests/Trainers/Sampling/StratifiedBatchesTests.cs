using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class StratifiedBatchesTests
{
    private static readonly Gen<(int[] Labels, int BatchSize, int Seed)> Cases = Gen.Select(Gen.Int[0, 4].Array[1, 200], Gen.Int[1, 70], Gen.Int);

    [Fact]
    public void Arrange_AnyClasses_EveryBatchHasTheSharesOfTheWholeRoundedDownOrUp() => Cases.Sample(one =>
    {
        int[] rows = Arrange(one.Labels, one.BatchSize, one.Seed);
        Assert.Equal(Enumerable.Range(0, one.Labels.Length), rows.Order());
        foreach (int[] batch in rows.Chunk(one.BatchSize))
        {
            for (int label = 0; label < 5; label++)
            {
                double expected = (double)batch.Length * one.Labels.Count(other => other == label) / one.Labels.Length;
                int received = batch.Count(row => one.Labels[row] == label);
                Assert.InRange(received, (int)Math.Floor(expected + 1e-9), (int)Math.Ceiling(expected - 1e-9));
            }
        }
    });

    [Fact]
    public void Arrange_ManyEpochs_EveryRowIsEquallyLikelyInEveryPlace()
    {
        // 7 rows in batches of 3, 3 and 1: 1,000 of 7,000 epochs expected for each row and place; five standard deviations are 146.
        int[] labels = [0, 0, 0, 0, 1, 1, 2];
        int[,] seen = new int[7, 7];
        for (int epoch = 0; epoch < 7000; epoch++)
        {
            int[] rows = Arrange(labels, 3, epoch);
            for (int place = 0; place < 7; place++)
            {
                seen[rows[place], place]++;
            }
        }

        Assert.All(seen.Cast<int>(), count => Assert.InRange(count, 854, 1146));
    }

    [Fact]
    public void Arrange_EightyToTwenty_EveryBatchOfTenHasTwo()
    {
        int[] labels = [.. Enumerable.Range(0, 1000).Select(row => row < 800 ? 0 : 1)];
        Assert.All(Arrange(labels, 10, 1).Chunk(10), batch => Assert.Equal(2, batch.Count(row => labels[row] == 1)));
    }

    private static int[] Arrange(int[] labels, int batchSize, int seed)
    {
        CounterRandom draws = new(seed, 0, RandomStream.Order);
        return StratifiedBatches.Arrange(ClassMembers.Of(labels, 5), batchSize, ref draws);
    }
}
