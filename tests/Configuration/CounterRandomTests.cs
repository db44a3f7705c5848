using CsCheck;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class CounterRandomTests
{
    /// <summary>Known answers of the Random123 distribution (kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox4x32_KnownCounters_GivesThePublishedBlocks(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint o0, uint o1, uint o2, uint o3) =>
        Assert.Equal((o0, o1, o2, o3), CounterRandom.Philox4x32(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void NextUInt_EqualKeys_GivesEqualDraws() => Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Int).Sample((seed, repeat, epoch, step) =>
    {
        CounterRandom first = new(seed, repeat, RandomStream.Order, epoch, step);
        CounterRandom second = new(seed, repeat, RandomStream.Order, epoch, step);
        for (int draw = 0; draw < 20; draw++)
        {
            Assert.Equal(first.NextUInt(), second.NextUInt());
        }
    }, iter: 200);

    [Fact]
    public void NextUInt_AnyPartOfTheKeyChanged_GivesOtherDraws()
    {
        HashSet<ulong> seen = [];
        int keys = 0;
        for (int seed = 0; seed < 5; seed++)
        {
            for (int repeat = 0; repeat < 5; repeat++)
            {
                foreach (RandomStream stream in Enum.GetValues<RandomStream>())
                {
                    for (int epoch = 0; epoch < 5; epoch++)
                    {
                        for (int step = 0; step < 20; step++, keys++)
                        {
                            CounterRandom random = new(seed, repeat, stream, epoch, step);
                            seen.Add(((ulong)random.NextUInt() << 32) | random.NextUInt());
                        }
                    }
                }
            }
        }

        // 15,000 keys among 2^64 values: one collision has a chance of about 6e-12.
        Assert.Equal(keys, seen.Count);
    }

    [Fact]
    public void NextUInt_NeighbouringKeys_DifferInHalfOfTheBits()
    {
        double differing = 0;
        const int Pairs = 4000;
        for (int step = 0; step < Pairs; step++)
        {
            CounterRandom first = new(1, 0, RandomStream.Init, 0, step);
            CounterRandom second = new(1, 0, RandomStream.Init, 0, step + 1);
            differing += System.Numerics.BitOperations.PopCount(first.NextUInt() ^ second.NextUInt());
        }

        // The mean of 32 fair bits over 4000 pairs has a standard error of sqrt(8 / 4000) = 0.045.
        Assert.InRange(differing / Pairs, 16 - 0.2, 16 + 0.2);
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniformAndUncorrelated()
    {
        const int Draws = 200_000;
        int[] bins = new int[100];
        double sum = 0;
        double products = 0;
        double previous = 0.5;
        CounterRandom random = new(42, 3, RandomStream.Augment);
        for (int draw = 0; draw < Draws; draw++)
        {
            double value = random.NextDouble();
            Assert.InRange(value, 0, 1 - 1e-17);
            bins[(int)(value * 100)]++;
            sum += value;
            products += (value - 0.5) * (previous - 0.5);
            previous = value;
        }

        // Chi-squared with 99 degrees of freedom: 170 is beyond 1 - 1e-5. Standard errors: mean 0.00065, lag-1 covariance 0.00019.
        Assert.InRange(bins.Sum(count => Math.Pow(count - (Draws / 100.0), 2) / (Draws / 100.0)), 45, 170);
        Assert.InRange(sum / Draws, 0.5 - 0.003, 0.5 + 0.003);
        Assert.InRange(products / Draws, -0.001, 0.001);
    }

    [Fact]
    public void NextFloat_ManyDraws_StaysBelowOne()
    {
        CounterRandom random = new(7, 0, RandomStream.Dropout);
        double sum = 0;
        for (int draw = 0; draw < 100_000; draw++)
        {
            float value = random.NextFloat();
            Assert.True(value is >= 0 and < 1);
            sum += value;
        }

        Assert.InRange(sum / 100_000, 0.495, 0.505);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void NextInt_ManyDraws_HitsEveryValueAlike(int maximum)
    {
        CounterRandom random = new(5, 0, RandomStream.Sampling);
        int[] counts = new int[maximum];
        int draws = 300 * maximum;
        for (int draw = 0; draw < draws; draw++)
        {
            counts[random.NextInt(maximum)]++;
        }

        double chiSquared = counts.Sum(count => Math.Pow(count - 300, 2) / 300);
        double degrees = maximum - 1;
        Assert.InRange(chiSquared, 0, degrees + (6 * Math.Sqrt(2 * degrees)) + 1e-9);
    }

    [Fact]
    public void NextInt_LargeRange_HasNoBias()
    {
        // A 32-bit number modulo 3 * 2^29 would hit the lower 2^30 values in 3 of 4 draws instead of 2 of 3.
        const int Range = 3 << 29;
        CounterRandom random = new(9, 0, RandomStream.Split);
        int low = 0;
        for (int draw = 0; draw < 60_000; draw++)
        {
            int value = random.NextInt(Range);
            Assert.InRange(value, 0, Range - 1);
            low += value < 1 << 30 ? 1 : 0;
        }

        Assert.InRange(low / 60_000.0, (2.0 / 3) - 0.01, (2.0 / 3) + 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void NextInt_NoValues_Throws(int maximum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1, 0, RandomStream.Split).NextInt(maximum));

    [Fact]
    public void NextNormal_ManyDraws_HasTheMomentsOfANormal()
    {
        CounterRandom random = new(11, 0, RandomStream.Init);
        const int Draws = 200_000;
        double[] moments = new double[4];
        int beyondTwo = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double value = random.NextNormal();
            Assert.True(double.IsFinite(value));
            for (int power = 0; power < 4; power++)
            {
                moments[power] += Math.Pow(value, power + 1) / Draws;
            }

            beyondTwo += Math.Abs(value) > 2 ? 1 : 0;
        }

        Assert.InRange(moments[0], -0.012, 0.012);
        Assert.InRange(moments[1], 1 - 0.02, 1 + 0.02);
        Assert.InRange(moments[2], -0.05, 0.05);
        Assert.InRange(moments[3], 3 - 0.15, 3 + 0.15);
        Assert.InRange(beyondTwo / (double)Draws, 0.0455 - 0.003, 0.0455 + 0.003);
    }

    [Fact]
    public void Shuffle_ThreeElements_GivesAllOrdersAlike()
    {
        Dictionary<string, int> orders = [];
        for (int step = 0; step < 12_000; step++)
        {
            int[] values = [1, 2, 3];
            new CounterRandom(2, 0, RandomStream.Order, 0, step).Shuffle<int>(values);
            string order = string.Join("", values);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 2000 - 250, 2000 + 250));
    }

    [Fact]
    public void Shuffle_AnyList_KeepsItsElements() => Gen.Int.Array[0, 50].Sample(values =>
    {
        int[] shuffled = [.. values];
        new CounterRandom(3, 0, RandomStream.Order).Shuffle<int>(shuffled);
        Assert.Equal(values.Order(), shuffled.Order());
    }, iter: 200);
}
