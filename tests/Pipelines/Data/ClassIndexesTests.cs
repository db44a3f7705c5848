using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class ClassIndexesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(100_000)]
    public void Item_AnyNumberOfClasses_IsTheClassGiven(int classes)
    {
        int[] expected = [-1, 0, 1, classes - 1, 0];
        ClassIndexes received = new(expected.Length, classes, sample => expected[sample]);
        Assert.Equal(expected, received);
        Assert.Equal(expected, Enumerable.Range(0, received.Count).Select(sample => received[sample]));
    }
}
