using CsCheck;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class LabelOrdersTests
{
    [Fact]
    public void Of_SortedLabels_HasLongRunsAndBatchesOfOneClass()
    {
        LabelOrder order = LabelOrders.Of([0, 0, 1, 1], 2)!;

        // Two runs of two; of the six orders of 0011 three runs are expected: 1 + 4 - (4 + 4) / 4.
        Assert.Equal(2, order.MeanRun);
        Assert.Equal(4.0 / 3, order.ExpectedRun, 1e-12);
        Assert.Equal(0, order.BatchEntropyShare);
    }

    [Fact]
    public void Of_EveryBatchWithBothClasses_ExceedsAShuffle()
    {
        LabelOrder order = LabelOrders.Of([0, 1, 1, 0], 2)!;

        // A shuffle puts both classes into two of three batches.
        Assert.Equal(4.0 / 3, order.MeanRun, 1e-12);
        Assert.Equal(1.5, order.BatchEntropyShare!.Value, 1e-12);
    }

    [Fact]
    public void Of_LastBatchThatIsShort_CountsWithItsOwnExpectation()
    {
        // Batches 01, 0: ln 2 and 0. Of three places for the 1, two put it into the first batch.
        Assert.Equal(1.5, LabelOrders.Of([0, 1, 0], 2)!.BatchEntropyShare!.Value, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Of_OneClassOrOneSample_HasNoEntropyToCompare(int batchSize)
    {
        Assert.Null(LabelOrders.Of([2, 2, 2], batchSize)!.BatchEntropyShare);
        Assert.Equal(3, LabelOrders.Of([2, 2, 2], batchSize)!.ExpectedRun);
        Assert.Null(LabelOrders.Of([0, 1, 2], 1)!.BatchEntropyShare);
        Assert.Null(LabelOrders.Of([], batchSize));
    }

    /// <summary>scipy 1.10.1: the sum over classes and counts of hypergeom(100, c, 32).pmf(x) * -(x / 32) * log(x / 32).</summary>
    [Fact]
    public void ExpectedEntropy_OfThreeClasses_IsThatOfScipy() =>
        Assert.Equal(1.007655302001524, LabelOrders.ExpectedEntropy([50, 30, 20], 32), 1e-12);

    [Fact]
    public void Of_Shuffles_MeanIsTheExpectation() => Gen.Select(Gen.Int[0, 3].Array[40, 90], Gen.Int[2, 50]).Sample(
        (labels, batchSize) =>
        {
            CounterRandom draws = new(3, 0, RandomStream.Order);
            const int shuffles = 600;
            (double share, double runs) = (0, 0);
            int[] shuffled = [.. labels];
            for (int shuffle = 0; shuffle < shuffles; shuffle++)
            {
                draws.Shuffle(shuffled.AsSpan());
                LabelOrder order = LabelOrders.Of(shuffled, batchSize)!;
                share += order.BatchEntropyShare ?? 1;
                runs += labels.Length / order.MeanRun;
            }

            // Four standard errors of 600 shuffles: at most 0.3 and 5 of a single one.
            Assert.Equal(1, share / shuffles, 0.05);
            Assert.Equal(labels.Length / LabelOrders.Of(labels, batchSize)!.ExpectedRun, runs / shuffles, 0.9);
        },
        iter: 20);
}
