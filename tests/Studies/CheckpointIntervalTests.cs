using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class CheckpointIntervalTests
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData("", 5)]
    [InlineData("0", 0)]
    [InlineData("0.25", 0.25)]
    [InlineData("60", 60)]
    public void Of_AValueOfTheVariable_IsItsSeconds(string? value, double seconds) => Assert.Equal(seconds, CheckpointInterval.Of(value).TotalSeconds);

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void Of_NoNumberOfSeconds_IsAProblem(string value)
    {
        ProblemException thrown = Assert.Throws<ProblemException>(() => CheckpointInterval.Of(value));

        Assert.Contains(CheckpointInterval.Variable, thrown.Message, StringComparison.Ordinal);
    }
}
