using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class RedrawnRowsTests
{
    [Fact]
    public void Interval_RedrawnRepeatsThatAgreeByLuck_IsAsWideAsTheirRowsAllow()
    {
        // Two draws of 20 rows, 9 right in each: no variance between repeats, though each share has one of 0.45 * 0.55 / 19.
        double[] one = [.. Enumerable.Range(0, 20).Select(row => row < 9 ? 1.0 : 0)];
        double[] two = [.. Enumerable.Range(0, 20).Select(row => row >= 11 ? 1.0 : 0)];

        Interval interval = CrossedEstimate.Of([SampleSetScores.Redrawn([one, two])]).Interval();

        Assert.Equal(1.959964 * Math.Sqrt(20 / 19.0 * 0.45 * 0.55 / 20 / 2), interval.HalfWidth, 6);
    }

    [Fact]
    public void Interval_RedrawnRepeatsThatAreAllRight_HasAWidth()
    {
        double[] right = [.. Enumerable.Repeat(1.0, 20)];

        Interval interval = CrossedEstimate.Of([SampleSetScores.Redrawn([right, right])]).Interval();

        Assert.InRange(interval.HalfWidth, 0.01, 0.1);
    }

    [Fact]
    public void Interval_RedrawnRepeatsThatDiffer_IsTheirOwnSpread()
    {
        double[][] repeats = [[1, 1, 1, 1], [1, 0, 0, 0], [0, 0, 0, 0]];

        CrossedEstimate estimate = CrossedEstimate.Of([SampleSetScores.Redrawn(repeats)]);

        Assert.Equal(estimate.RepeatVariance / 3, estimate.Variance, 12);
    }
}
