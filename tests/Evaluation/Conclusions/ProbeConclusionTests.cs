using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ProbeConclusionTests
{
    private static readonly ProbedRepeat[] s_repeats =
    [
        new(0, [0.9f, 0.1f], [0.8f, 0.2f], [[0.9f, 0.1f], [0.3f, 0.7f]]),
        new(1, [0.6f, 0.4f], [0.4f, 0.6f], [[0.6f, 0.4f], [0.6f, 0.4f]]),
    ];

    [Fact]
    public void ClassOf_TwoRepeats_IsTheGreatestMeanThroughTheTestPath() => Assert.Equal(0, ProbeConclusion.ClassOf(s_repeats));

    [Fact]
    public void SpreadOf_TwoRepeats_IsByHand()
    {
        ProbeSpread spread = ProbeConclusion.SpreadOf(s_repeats, 0);

        // Over repeats 0.8 and 0.4; over augmentations (0.9, 0.3) and (0.6, 0.6); between paths 0.1 and 0.2, each over sqrt 2.
        Assert.Equal(0.4 / Math.Sqrt(2), spread.Repeats!.Value, 6);
        Assert.Equal(Math.Sqrt(0.18 / 2), spread.Augmentations!.Value, 6);
        Assert.Equal(Math.Sqrt((0.005 + 0.02) / 2), spread.Paths, 6);
        Assert.Equal(0.5, spread.RepeatsChanged);
        Assert.Equal(0.25, spread.AugmentationsChanged);
        Assert.Equal(0.5, spread.PathsChanged);
    }

    [Fact]
    public void SpreadOf_OneRepeatWithoutAugmentation_KnowsOnlyThePaths()
    {
        ProbeSpread spread = ProbeConclusion.SpreadOf([new(0, [0.9f, 0.1f], [0.9f, 0.1f], [])], 0);
        Assert.Equal(new ProbeSpread(null, null, 0, null, null, 0), spread);
    }

    [Fact]
    public void Together_TwoImages_IsTheRootMeanSquare()
    {
        ProbeSpread together = ProbeConclusion.Together([new(0.3, 0, 0.1, 0.5, 0.25, 0), new(0.4, 0.2, 0.1, 0, 0.75, 1)]);
        Assert.Equal(Math.Sqrt(0.125), together.Repeats!.Value, 9);
        Assert.Equal(Math.Sqrt(0.02), together.Augmentations!.Value, 9);
        Assert.Equal(0.1, together.Paths, 9);
        Assert.Equal((0.25, 0.5, 0.5), (together.RepeatsChanged, together.AugmentationsChanged, together.PathsChanged));
    }
}
