using CsCheck;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class CrossedEstimateTests
{
    private static readonly double[][] s_right = [[1, 0, 1, 1, 0, 1], [1, 1, 1, 0, 0, 1], [1, 0, 1, 1, 1, 1]];
    private static readonly double[][] s_losses = [[0.5, -1.25, 2, 0.75], [0.25, -1, 1.5, 1], [1, -0.5, 2.25, 0.5]];

    // Computed once with numpy 1.24.2 and scipy 1.10.1 from the formulas of the rule, two-way means and residuals written out.
    [Fact]
    public void Of_TwoSampleSets_AgreesWithIndependentFigures()
    {
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed(s_right, RowValues.Share), SampleSetScores.Crossed(s_losses)]);

        Assert.Equal(1.3055555555555556, estimate.Mean, 1e-14);
        Assert.Equal(0.01790123456790124, estimate.Sets[0].B, 1e-14);
        Assert.Equal(0.01049382716049383, estimate.Sets[0].C, 1e-14);
        Assert.Equal(0.337962962962963, estimate.Sets[1].B, 1e-14);
        Assert.Equal(0.009403935185185184, estimate.Sets[1].C, 1e-14);
        Assert.Equal(0.36523919753086426, estimate.Variance, 1e-14);
        Assert.Equal(3.459039311869265, estimate.DegreesOfFreedom, 1e-12);
        Assert.Equal(-0.4811247149246214, estimate.Interval().Lower, 1e-9);
        Assert.Equal(3.0922358260357328, estimate.Interval().Upper, 1e-9);
        Assert.Equal(0.10754419677122179, estimate.PValue(), 1e-9);
        Assert.Equal(0.0281250000000001, estimate.BetweenRepeats, 1e-14);
        Assert.Equal([0.044444444444444446, 1.3142361111111114], estimate.Sets.Select(set => set.BetweenRows), Close);
        Assert.Equal([0.18888888888888894, 0.11284722222222221], estimate.Sets.Select(set => set.Interaction), Close);
        double single = 0.028125 + ((0.044444444444444446 + 0.18888888888888894) / 6) + ((1.3142361111111114 + 0.11284722222222221) / 4);
        Assert.Equal(single, estimate.SingleRunVariance!.Value, 1e-13);
    }

    // scipy 1.10.1: x = 0.86, 0.88, 0.85, 0.87, 0.90; V = var(x) (1/5 + 0.25), t with 4 degrees of freedom.
    [Fact]
    public void Of_RedrawnRows_IsNadeauAndBengio()
    {
        double[] means = [0.86, 0.88, 0.85, 0.87, 0.90];
        double[][] rows = [.. means.Select(mean => Enumerable.Range(0, 1000).Select(row => row < Math.Round(1000 * mean) ? 1.0 : 0.0).ToArray())];
        var estimate = CrossedEstimate.Of([SampleSetScores.Redrawn(rows)], heldOutRatio: 0.25);

        Assert.Equal(0.0001665, estimate.Variance, 1e-12);
        Assert.Equal(4, estimate.DegreesOfFreedom, 1e-9);
        Assert.Equal(0.8361741741785003, estimate.Interval().Lower, 1e-9);
        Assert.Equal(0.9078258258215, estimate.Interval().Upper, 1e-9);
        Assert.Equal(SampleSetScores.Variance(means), estimate.SingleRunVariance!.Value, 1e-12);
    }

    [Fact]
    public void Of_FixedTestSetAndVaryingSplit_AddsTheRowsToNadeauAndBengio()
    {
        // A test set that was given stays the same while training samples are redrawn: its rows are not part of s^2.
        var fixedSplit = CrossedEstimate.Of([SampleSetScores.Crossed(s_losses)]);
        var varyingSplit = CrossedEstimate.Of([SampleSetScores.Crossed(s_losses)], heldOutRatio: 0.25);

        Assert.True(fixedSplit.Variance > fixedSplit.Sets[0].B);
        Assert.Equal(fixedSplit.Variance + (0.25 * fixedSplit.RepeatVariance), varyingSplit.Variance, 1e-14);
    }

    [Fact]
    public void Of_IdenticalRepeats_IsThePairedRowInterval()
    {
        double[] differences = [1, 0, 0, -1, 1, 0, 0, 1, 0, 0];
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed([differences, differences, differences])]);

        // By hand: mean 0.2, squares 4 - 10 * 0.04 = 3.6 over 9, over 10 rows; Student's t with 9 degrees of freedom.
        Assert.True(estimate.RepeatsAreIdentical);
        Assert.Equal(0.2, estimate.Mean, 1e-15);
        Assert.Equal(0.04, estimate.Variance, 1e-15);
        Assert.Equal(9, estimate.DegreesOfFreedom, 1e-9);
        Assert.Equal(0, estimate.BetweenRepeats);
        Assert.Equal(0.04, estimate.SingleRunVariance!.Value, 1e-15);
    }

    [Fact]
    public void Of_OneRepeat_KnowsRowsAndNotSeeds()
    {
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed([[0.5, 1.5, 2.5, 3.5]]), SampleSetScores.Crossed([[-1, -2, -1]])]);

        // By hand: variances 5/3 and 1/3 over 4 and 3 rows; Welch's degrees of freedom.
        Assert.True(estimate.SeedsUnknown);
        Assert.Null(estimate.SingleRunVariance);
        Assert.Equal((5.0 / 12) + (1.0 / 9), estimate.Variance, 1e-14);
        Assert.Equal(Math.Pow((5.0 / 12) + (1.0 / 9), 2) / ((25.0 / 144 / 3) + (1.0 / 81 / 2)), estimate.DegreesOfFreedom, 1e-12);
    }

    [Fact]
    public void Of_NothingWrong_StillHasAnInterval()
    {
        double[] right = [.. Enumerable.Repeat(1.0, 100)];
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed([right, right], RowValues.Share)]);

        // (x + 2)/(n + 4) = 102/104; p (1 - p) over 104 rows.
        Assert.Equal(102.0 * 2 / (104.0 * 104 * 104), estimate.Variance, 1e-15);
    }

    [Fact]
    public void Of_NothingWrongInAnyNumberOfRepeats_IsTheIntervalOfOneRun()
    {
        double[] train = [.. Enumerable.Repeat(1.0, 234)];
        double[] test = [.. Enumerable.Repeat(-1.0, 69)];
        double one = Gap(1);

        // A mean of 1 over 6 or 49 repeats is not 1 in floating point; the interval must not notice.
        Assert.True(one > 0.01);
        Assert.All(Enumerable.Range(2, 60), repeats => Assert.Equal(one, Gap(repeats), 1e-12));

        double Gap(int repeats) => CrossedEstimate.Of(
        [
            SampleSetScores.Crossed([.. Enumerable.Repeat(train, repeats)], RowValues.Share),
            SampleSetScores.Crossed([.. Enumerable.Repeat(test, repeats)], RowValues.Share),
        ]).Interval().HalfWidth;
    }

    [Fact]
    public void Of_OneWrongRow_WidensByTwoAddedOnEitherSide()
    {
        double[] right = [.. Enumerable.Range(0, 100).Select(row => row == 0 ? 0.0 : 1.0)];
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed([right], RowValues.Share)]);

        // p = 101/104: p (1 - p) / 104 = 101 * 3 / 104^3, in the unbiased form 100/99 of it.
        Assert.Equal(101.0 * 3 / (104.0 * 104 * 104) * 100 / 99, estimate.Variance, 1e-15);
        double[] negative = [.. right.Select(value => -value)];
        Assert.Equal(estimate.Variance, CrossedEstimate.Of([SampleSetScores.Crossed([negative], RowValues.Share)]).Variance, 1e-18);
    }

    [Fact]
    public void Of_MeasurementsThatAgreeOnEveryRow_AreAsCertainAsTheRowsAreMany()
    {
        double[] zero = new double[50];
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed([zero, zero], RowValues.ShareDifference)]);

        // Agresti and Min: half a row in each of four cells, so (0 + 0 + 1 - 0) / (50 + 2)^2.
        Assert.Equal(1.0 / (52 * 52), estimate.Variance, 1e-15);
        Assert.Equal(1, estimate.PValue());
    }

    [Fact]
    public void Of_FewRowsThatDiffer_WidensByHalfARowPerCell()
    {
        double[] differences = [.. Enumerable.Range(0, 100).Select(row => row < 3 ? 1.0 : row == 3 ? -1.0 : 0.0)];
        var plain = CrossedEstimate.Of([SampleSetScores.Crossed([differences])]);
        var widened = CrossedEstimate.Of([SampleSetScores.Crossed([differences], RowValues.ShareDifference)]);

        // Agresti and Min by hand: 3 and 1 of 100 become 3.5 and 1.5 of 102.
        double ratio = (5 - (2 * 2 / 102.0)) / (102.0 * 102) / ((4 - (2 * 2 / 100.0)) / (100.0 * 100));
        Assert.Equal(plain.Variance * ratio, widened.Variance, 1e-15);
    }

    [Fact]
    public void Of_PartsHeldByAllRepeats_IsNotNarrowerThanCrossed()
    {
        int[] rows = [.. Enumerable.Range(0, 6)];
        var crossed = CrossedEstimate.Of([SampleSetScores.Crossed(s_losses)]);
        var partial = CrossedEstimate.Of([SampleSetScores.Partial(s_losses, [rows[..4], rows[..4], rows[..4]])]);

        Assert.Equal(crossed.Mean, partial.Mean, 1e-14);
        Assert.Equal(crossed.Sets[0].B * 3 / 4, partial.Sets[0].B, 0.1 * crossed.Sets[0].B);
        Assert.True(partial.Variance > 0.7 * crossed.Variance);
    }

    [Fact]
    public void Of_AnyOrderOfRepeatsAndRows_IsTheSame() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[2, 12]).SelectMany((repeats, rows) => Gen.Double[-1, 1].Array[rows].Array[repeats]).Sample(values =>
        {
            double[][] turned = [.. values.Reverse().Select(row => row.Reverse().ToArray())];
            var first = CrossedEstimate.Of([SampleSetScores.Crossed(values)]);
            var second = CrossedEstimate.Of([SampleSetScores.Crossed(turned)]);

            Assert.Equal(first.Mean, second.Mean, 1e-12);
            Assert.Equal(first.Variance, second.Variance, 1e-12);
            Assert.Equal(first.BetweenRepeats, second.BetweenRepeats, 1e-12);
        });

    [Fact]
    public void Of_ScaledValues_ScalesTheInterval() =>
        Gen.Double[-1, 1].Array[8].Array[3].Sample(values =>
        {
            double[][] tripled = [.. values.Select(row => row.Select(value => 3 * value).ToArray())];
            Interval first = CrossedEstimate.Of([SampleSetScores.Crossed(values)]).Interval();
            Interval second = CrossedEstimate.Of([SampleSetScores.Crossed(tripled)]).Interval();

            Assert.Equal(3 * first.Lower, second.Lower, 1e-9);
            Assert.Equal(3 * first.Upper, second.Upper, 1e-9);
        });

    private static bool Close(double first, double second) => Math.Abs(first - second) < 1e-13;
}
