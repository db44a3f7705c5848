using MlPipelines.Audits;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ColumnPowerTests
{
    private const int Training = 240;
    private const int Rows = 320;
    private const int Classes = 3;

    /// <summary>scipy 1.10.1: brentq on |area - t| = 1.96 sqrt(V(t)) with Newcombe's method 5.</summary>
    [Theory]
    [InlineData(0.5, 20, 80, 0.36428328677921806, 0.6357167132207819)]
    [InlineData(0.9, 30, 30, 0.7828766137412388, 0.9549210084275798)]
    [InlineData(1, 15, 200, 0.9293987884498527, 1)]
    [InlineData(0.975, 150, 250, 0.9527883355394875, 0.9867245238801604)]
    [InlineData(0, 12, 9, 0, 0.19441306746034545)]
    public void IntervalOf_Area_IsNewcombesMethod5(double area, int positives, int negatives, double lower, double upper)
    {
        Interval interval = RankingArea.IntervalOf(area, positives, negatives);
        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    /// <summary>Scores 1, 2, 2, 3 of classes 0, 0, 1, 1: of four pairs three are in order, one is tied.</summary>
    [Fact]
    public void Of_TiedScores_CountHalf()
    {
        ScoredGroup[] groups = [new([1, 0], [-1, 1]), new([1, 1], [-2, 2]), new([0, 1], [-3, 3])];
        Assert.Equal(3.5 / 4, RankingArea.Of([groups], 2)!.Value);

        // The same rows, scored by two models: only pairs of one model count.
        Assert.Equal(0.5, RankingArea.Of([groups[1..2], groups[..1], groups[2..]], 2)!.Value);
        Assert.Null(RankingArea.Of([groups[..1]], 2));
    }

    /// <summary>
    /// scikit-learn 1.2.1: DecisionTreeClassifier(max_depth=4, min_samples_leaf=10, min_impurity_decrease=1e-9) per fold, missing values in a bin of their own, shares smoothed by two rows of the whole, and
    /// roc_auc_score within each fold, averaged by pairs and then over classes.
    /// </summary>
    [Fact]
    public void Of_Numbers_IsScikitLearnsTreeOutOfFold()
    {
        double[] values = [.. Enumerable.Range(0, Rows).Select(row => row % 19 == 3 ? double.NaN : Math.Round((Uniform(row) * 50) + (row * 13 % 11)))];
        ColumnPower power = ColumnPower.Of(new NumberBinning(values, Labels(), Classes), Labels(), Training, Classes);
        Assert.Equal(0.6858608482119601, power.OutOfFold!.Value, 1e-12);
        Assert.Equal(0.6957068519840663, power.Test!.Value, 1e-12);
    }

    [Fact]
    public void Of_Texts_IsScikitLearnsAreaOfSmoothedShares()
    {
        string[] texts = [.. Enumerable.Range(0, Rows).Select(row => row % 19 == 3 ? "" : $"c{((int)(Uniform(row) * 12) + (row % 4 == 0 ? 3 : 0)) % 9}")];
        ColumnPower power = ColumnPower.Of(new CategoryBinning(texts), Labels(), Training, Classes);
        Assert.Equal(0.5580607789465802, power.OutOfFold!.Value, 1e-12);
        Assert.Equal(0.6488790540589052, power.Test!.Value, 1e-12);
    }

    [Fact]
    public void Of_OneClass_HasNoPower()
    {
        ColumnPower power = ColumnPower.Of(new CategoryBinning(["a", "b", "a", "b"]), [0, 0, 0, 0], 3, 2);
        Assert.Null(power.OutOfFold);
        Assert.Null(power.Test);
    }

    /// <summary>A rare class that a narrow range determines: bins of equal size would mix it with others.</summary>
    [Fact]
    public void Of_RareClassInANarrowRange_IsFound()
    {
        int[] labels = [.. Enumerable.Range(0, 2000).Select(row => row % 50 == 0 ? 1 : 0)];
        double[] values = [.. labels.Select((label, row) => label == 1 ? 500 + (row % 7) : (row * 7919 % 1009) + (row * 7919 % 1009 > 480 ? 60 : 0.5))];
        ColumnPower power = ColumnPower.Of(new NumberBinning(values, labels, 2), labels, 1500, 2);
        Assert.Equal(1, power.OutOfFold!.Value, 1e-12);
        Assert.Equal(1, power.Test!.Value, 1e-12);
        Assert.True(power.OutOfFold.Interval.Lower is > 0.95 and < 1);
    }

    [Fact]
    public void Of_AdjacentNumbers_AreCutBetween()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? 1.0 : Math.BitIncrement(1.0))];
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 2)];
        Assert.Equal(1, ColumnPower.Of(new NumberBinning(values, labels, 2), labels, 50, 2).Test!.Value);
    }

    private static double Uniform(int row) => row * 7919 % 1009 / 1009.0;

    private static int[] Labels() =>
        [.. Enumerable.Range(0, Rows).Select(row => row * 31 % 97 / 97.0 < 0.5 ? (int)(Uniform(row) * 3) % 3 : row * 17 % 23 % 3)];
}
