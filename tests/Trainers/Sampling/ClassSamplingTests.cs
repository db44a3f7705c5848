using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class ClassSamplingTests
{
    private static readonly Gen<int[]> Labels = Gen.Int[0, 3].Array[1, 60];

    [Fact]
    public void EpochRows_Natural_IsEveryRowOnce()
    {
        CounterRandom draws = new(1, 0, RandomStream.Sampling);
        Assert.Equal([0, 1, 2], ClassSampling.EpochRows([1, 0, 1], 2, SamplingMode.Natural, ref draws));
    }

    [Fact]
    public void EpochRows_Oversample_EveryPresentClassAsOftenAsTheMostFrequentAndEvenly() => Labels.Sample(labels =>
    {
        CounterRandom draws = new(1, 0, RandomStream.Sampling);
        int[] rows = ClassSampling.EpochRows(labels, 4, SamplingMode.Oversample, ref draws);
        int most = labels.GroupBy(label => label).Max(group => group.Count());
        foreach (IGrouping<int, int> members in Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]))
        {
            int[] times = [.. members.Select(row => rows.Count(chosen => chosen == row))];
            Assert.Equal(most, times.Sum());
            Assert.InRange(times.Max() - times.Min(), 0, 1);
            Assert.True(times.Min() >= 1);
        }

        Assert.True(rows.SequenceEqual(rows.Order()));
    });

    [Fact]
    public void EpochRows_Undersample_EveryPresentClassAsOftenAsTheRarestWithoutRepeats() => Labels.Sample(labels =>
    {
        CounterRandom draws = new(1, 0, RandomStream.Sampling);
        int[] rows = ClassSampling.EpochRows(labels, 4, SamplingMode.Undersample, ref draws);
        int least = labels.GroupBy(label => label).Min(group => group.Count());
        Assert.Equal(rows.Length, rows.Distinct().Count());
        Assert.All(rows.GroupBy(row => labels[row]), group => Assert.Equal(least, group.Count()));
        Assert.Equal(least * labels.Distinct().Count(), rows.Length);
    });

    [Fact]
    public void EpochRows_OtherEpoch_DrawsOtherRows()
    {
        int[] labels = [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 10)];
        CounterRandom first = new(1, 0, RandomStream.Sampling, 0);
        CounterRandom again = new(1, 0, RandomStream.Sampling, 0);
        CounterRandom second = new(1, 0, RandomStream.Sampling, 1);
        int[] rows = ClassSampling.EpochRows(labels, 2, SamplingMode.Undersample, ref first);
        Assert.Equal(rows, ClassSampling.EpochRows(labels, 2, SamplingMode.Undersample, ref again));
        Assert.NotEqual(rows, ClassSampling.EpochRows(labels, 2, SamplingMode.Undersample, ref second));
    }
}
