using CsCheck;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ScaleTests
{
    private static readonly Gen<double> Finite = Gen.Double[-1e6, 1e6];

    [Fact]
    public void Step_AnySpan_IsOneTwoOrFiveTimesAPowerOfTen() => Gen.Select(Gen.Double[1e-6, 1e6], Gen.Int[2, 12]).Sample((span, pieces) =>
    {
        var step = NiceTicks.Step(span, pieces);
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        Assert.Contains(new[] { 1.0, 2.0, 5.0 }, nice => Math.Abs(nice - mantissa) < 1e-6);
        Assert.InRange(span / step, pieces / 2.0, pieces * 2.0);
    });

    [Fact]
    public void Between_AnySpan_TicksAscendInsideAndLeaveNoneOut() => Gen.Select(Finite, Gen.Double[1e-3, 1e5], Gen.Int[2, 10]).Sample((start, span, pieces) =>
    {
        var step = NiceTicks.Step(span, pieces);
        var ticks = NiceTicks.Between(start, start + span, step);
        Assert.All(ticks, tick => Assert.InRange(tick, start - (step * 1e-6), start + span + (step * 1e-6)));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First, step * 1e-6));
        Assert.True(ticks[0] - start < step * 1.000001 && start + span - ticks[^1] < step * 1.000001);
    });

    [Fact]
    public void Between_Tenths_AreTheDecimalNumbersThemselves() =>
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], NiceTicks.Between(0.1, 0.7, 0.1));

    [Fact]
    public void Axes_AnyValues_HoldEveryValueAndHaveDistinctLabels() => Gen.Double[-2, 2].Array[1, 20].Sample(values =>
    {
        foreach (var axis in new[] { Axis.Percent(values), Axis.Points(values), Axis.Loss(values.Select(Math.Abs)) })
        {
            Assert.InRange(axis.Ticks.Count, 2, 12);
            Assert.All(axis.Ticks, tick => Assert.InRange(axis.Place(tick), 0, 1));
            Assert.Equal(axis.Ticks.Count, axis.Ticks.Select(axis.Label).Distinct().Count());
        }

        Assert.All(values, value => Assert.InRange(Axis.Percent(values).Place(value), 0, 1));
        Assert.All(values, value => Assert.InRange(Axis.Points(values).Place(value), 0, 1));
        Assert.InRange(Axis.Points(values).Place(0), 0, 1);
    });

    [Fact]
    public void Percent_Shares_StayWithinNothingAndAll() => Gen.Double[0, 1].Array[1, 9].Sample(shares =>
    {
        var axis = Axis.Percent(shares);
        Assert.InRange(axis.Scale.Start, 0, 1);
        Assert.InRange(axis.Scale.End, 0, 1);
    });

    [Fact]
    public void Log_AnyPositiveValues_HoldsThemAndLabelsTwoOrMore() => Gen.Double[-9, 9].Array[1, 20].Sample(exponents =>
    {
        var values = exponents.Select(exponent => Math.Pow(10, exponent)).ToArray();
        var axis = Axis.Log(values, value => Figures.Number(value));
        Assert.All(values, value => Assert.InRange(axis.Place(value), 0, 1));
        Assert.All(axis.Ticks, tick => Assert.InRange(axis.Place(tick), -1e-9, 1 + 1e-9));
        Assert.InRange(axis.Ticks.Count, 2, 12);
        Assert.All(axis.Ticks.Zip(axis.Ticks.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    });

    [Fact]
    public void Log_Decades_LieEquallyFarApart()
    {
        var axis = Axis.Log([0.001, 0.01, 0.1, 1], value => Figures.Number(value));
        Assert.Equal([0.001, 0.01, 0.1, 1], axis.Ticks.Select(tick => Math.Round(tick, 12)));
        Assert.Equal(axis.Place(0.01) - axis.Place(0.001), axis.Place(1) - axis.Place(0.1), 9);
        Assert.Equal(0, axis.PlaceWithin(0));
        Assert.Equal(0, axis.PlaceWithin(-1));
    }

    [Fact]
    public void Numbers_AnyValues_HoldThemAndAscend() => Gen.Double[-1e9, 1e9].Array[1, 9].Sample(values =>
    {
        var axis = Axis.Numbers(values, value => Figures.Number(value));
        Assert.All(values, value => Assert.InRange(axis.Place(value), 0, 1));
        Assert.InRange(axis.Ticks.Count, 2, 12);
    });

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void Percent_OneValueAlone_HasRoomAroundIt(double share) => Assert.True(Axis.Percent([share]).Ticks.Count >= 2);

    [Fact]
    public void Percent_NothingOrNotNumbers_IsStillAnAxis()
    {
        Assert.True(Axis.Percent([]).Ticks.Count >= 2);
        Assert.True(Axis.Loss([double.NaN, double.PositiveInfinity]).Ticks.Count >= 2);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1 2")]
    [InlineData(10, "1 4 6 8 10")]
    [InlineData(30, "1 5 10 15 20 25 30")]
    public void Epochs_UpTo_LabelsWholeOnesFromTheFirst(int last, string labels)
    {
        var axis = Axis.Epochs(last);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void Epochs_AnyNumber_LabelsAreWholeAndDistinct() => Gen.Int[1, 5000].Sample(last =>
    {
        var ticks = Axis.Epochs(last).Ticks;
        Assert.Equal(1, ticks[0]);
        Assert.All(ticks, tick => Assert.Equal(Math.Round(tick), tick));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.InRange(ticks.Count, 1, 13);
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void LinearScale_NoSpan_Throws(double start, double end) => Assert.Throws<ArgumentException>(() => new LinearScale(start, end));
}
