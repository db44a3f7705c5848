using CsCheck;
using MlPipelines.Audits;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public class DistributionPairsTests
{
    [Fact]
    public void Of_FewWholeNumbers_HaveABinEach()
    {
        DistributionPair pair = DistributionPairs.Of([1, 1, 2, 4], [2, 4, 4, 4, 4])!;
        Assert.Equal((0.5, 4.5), (pair.Start, pair.End));
        Assert.Equal([0.5, 0.25, 0, 0.25], pair.SharesFrom);
        Assert.Equal([0, 0.2, 0, 0.8], pair.SharesTo);
    }

    [Fact]
    public void Of_AnOutlier_CountsInTheLastBin()
    {
        double[] from = [.. Enumerable.Range(0, 1000).Select(value => value / 1000.0)];
        DistributionPair pair = DistributionPairs.Of(from, [.. from, 1e6])!;
        Assert.InRange(pair.End, 0.9, 1.0);
        Assert.Equal(24, pair.SharesTo.Count);
        Assert.Equal(1, pair.SharesTo.Sum(), 1e-12);
    }

    [Fact]
    public void Of_EqualNumbers_IsNone() => Assert.Null(DistributionPairs.Of([0.3, 0.3], [0.3]));

    [Fact]
    public void Of_AnyNumbers_SharesSumToOne() => Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 50], Gen.Double[-1e3, 1e3].Array[1, 50]).Sample((from, to) =>
    {
        if (DistributionPairs.Of([.. from.Order()], [.. to.Order()]) is { } pair)
        {
            Assert.True(pair.End > pair.Start);
            Assert.Equal(1, pair.SharesFrom.Sum(), 1e-9);
            Assert.Equal(1, pair.SharesTo.Sum(), 1e-9);
        }
    });
}
