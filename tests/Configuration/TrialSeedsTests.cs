using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class TrialSeedsTests
{
    [Fact]
    public void Draws_StreamThatVaries_FollowsTheRepeat()
    {
        TrialSeeds first = new(1, 0, [RandomStream.Init]);
        TrialSeeds second = first with { Repeat = 1 };

        Assert.NotEqual(First(first, RandomStream.Init), First(second, RandomStream.Init));
        Assert.Equal(First(first, RandomStream.Split), First(second, RandomStream.Split));
        Assert.Equal((1, 0), (second.RepeatOf(RandomStream.Init), second.RepeatOf(RandomStream.Split)));
    }

    [Fact]
    public void Draws_EveryStream_IsItsOwn()
    {
        TrialSeeds seeds = new(1, 0, []);

        Assert.Distinct(Enum.GetValues<RandomStream>().Select(stream => First(seeds, stream)));
    }

    [Fact]
    public void Draws_EpochStepAndSeed_AreAllPartOfTheKey()
    {
        TrialSeeds seeds = new(1, 0, []);

        Assert.Distinct([
            First(seeds, RandomStream.Order),
            First(seeds, RandomStream.Order, epoch: 1),
            First(seeds, RandomStream.Order, epoch: 0, step: 1),
            First(seeds with { Seed = 2 }, RandomStream.Order)]);
    }

    /// <summary>Any change of the generator or of its keys would change every study; these draws were worked out by a Python script.</summary>
    [Fact]
    public void Draws_KnownKey_NeverChange()
    {
        CounterRandom random = new TrialSeeds(1, 2, [RandomStream.Augment]).Draws(RandomStream.Augment, 3, 4);

        Assert.Equal(PinnedDraws, Enumerable.Range(0, 5).Select(_ => random.NextUInt()));
    }

    private static readonly uint[] PinnedDraws = [3424868569, 1191230470, 2643349142, 2339109722, 1531896614];

    private static uint First(TrialSeeds seeds, RandomStream stream, int epoch = 0, int step = 0) => seeds.Draws(stream, epoch, step).NextUInt();
}
