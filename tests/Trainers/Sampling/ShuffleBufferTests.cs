using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class ShuffleBufferTests
{
    [Fact]
    public void Reorder_OneRow_ChangesNothing()
    {
        CounterRandom draws = new(1, 0, RandomStream.Order);
        Assert.Equal([4, 2, 9], ShuffleBuffer.Reorder([4, 2, 9], 1, ref draws));
        Assert.Empty(ShuffleBuffer.Reorder([], 1000, ref draws));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void Reorder_BufferHoldsAll_EveryOrderIsEquallyLikely(int size)
    {
        Dictionary<string, int> seen = [];
        for (int epoch = 0; epoch < 6000; epoch++)
        {
            CounterRandom draws = new(1, 0, RandomStream.Order, epoch);
            string order = string.Concat(ShuffleBuffer.Reorder([0, 1, 2], size, ref draws));
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        // 1,000 of each expected; five standard deviations are 144.
        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 856, 1144));
    }

    [Fact]
    public void Reorder_BufferOfTwo_HasTheProbabilitiesByHand()
    {
        // Of rows 0, 1, 2, 3 the last can be first never; row 0 stays to the end when it loses three draws: 1/2 * 1/2 * 1/2.
        (int zeroLast, int zeroFirst) = (0, 0);
        for (int epoch = 0; epoch < 8000; epoch++)
        {
            CounterRandom draws = new(2, 0, RandomStream.Order, epoch);
            int[] order = ShuffleBuffer.Reorder([0, 1, 2, 3], 2, ref draws);
            Assert.InRange(order[0], 0, 1);
            zeroFirst += order[0] == 0 ? 1 : 0;
            zeroLast += order[3] == 0 ? 1 : 0;
        }

        Assert.InRange(zeroFirst, 3776, 4224);
        Assert.InRange(zeroLast, 852, 1148);
    }
}
