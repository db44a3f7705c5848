using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ClassifierTwoSampleTestTests
{
    /// <summary>
    /// numpy 1.24.2 (linalg.solve per fold) and roc_auc_score of scikit-learn 1.2.1, averaged over folds by pairs. scikit-learn's LogisticRegression(C=1) in the same folds has 0.6808.
    /// </summary>
    [Fact]
    public void Of_TwoSets_IsNumpysAreaOutOfFold()
    {
        float[] first = Features(43, 0);
        float[] second = Features(52, 200);
        for (int row = 0; row < 52; row++)
        {
            second[(6 * row) + 2] += 0.25f;
            second[(6 * row) + 4] -= 0.1f * second[6 * row];
        }

        ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of(first, second, 6, TestContext.Current.CancellationToken)!;
        Assert.Equal(0.6875, test.Area, 1e-12);
        Assert.True(test.P < 0.02);
        Assert.Equal(test, ClassifierTwoSampleTest.Of(first, second, 6, TestContext.Current.CancellationToken));
    }

    /// <summary>P(p &lt;= 0.05) &lt;= 0.05 when nothing differs, few rows and correlated features included; of 600 draws the 99.9% bound is 0.080.</summary>
    [Theory]
    [InlineData(40, 40, 10)]
    [InlineData(40, 40, 64)]
    [InlineData(8, 25, 3)]
    public void Of_OneDistribution_KeepsTheLevel(int rows, int otherRows, int width)
    {
        int[] alarms = [0];
        double[] areas = new double[600];
        Parallel.For(0, areas.Length, draw =>
        {
            CounterRandom random = new(6, 0, RandomStream.Data, draw, width + rows);
            ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of(
                Normal(rows, width, 0, ref random), Normal(otherRows, width, 0, ref random), width, CancellationToken.None, permutations: 99)!;
            areas[draw] = test.Area;
            Interlocked.Add(ref alarms[0], test.P <= 0.05 ? 1 : 0);
        });
        Assert.InRange(alarms[0] / 600.0, 0.015, 0.080);
        Assert.InRange(areas.Average(), 0.485, 0.515);
    }

    [Fact]
    public void Of_ShiftedFeature_IsFound()
    {
        CounterRandom random = new(7, 0, RandomStream.Data);
        ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of(
            Normal(200, 64, 0, ref random), Normal(200, 64, 1, ref random), 64, TestContext.Current.CancellationToken)!;
        Assert.InRange(test.Area, 0.6, 0.8);
        Assert.Equal(0.001, test.P, 1e-12);
    }

    /// <summary>Wider than what is fitted as it is: a shift across many features survives the projection.</summary>
    [Fact]
    public void Of_WideFeatures_AreProjected()
    {
        CounterRandom random = new(8, 0, RandomStream.Data);
        float[] first = Normal(100, 300, 0, ref random);
        float[] second = Normal(100, 300, 0, ref random);
        Assert.True(ClassifierTwoSampleTest.Of(first, second, 300, TestContext.Current.CancellationToken)!.P > 0.01);
        float[] shifted = [.. second.Select((value, place) => value + (place % 2 == 0 ? 0.5f : -0.5f))];
        ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of(first, shifted, 300, TestContext.Current.CancellationToken)!;
        Assert.True(test.Area > 0.8);
        Assert.Equal(0.001, test.P, 1e-12);
    }

    [Fact]
    public void Of_NothingToTest_IsNull()
    {
        float[] some = Features(10, 0);
        Assert.Null(ClassifierTwoSampleTest.Of(some[..18], some, 6, TestContext.Current.CancellationToken));
        Assert.Null(ClassifierTwoSampleTest.Of(some, [.. some[1..], float.NaN], 6, TestContext.Current.CancellationToken));
        Assert.Null(ClassifierTwoSampleTest.Of([.. Enumerable.Repeat(0.3f, 20)], [.. Enumerable.Repeat(0.3f, 30)], 5, TestContext.Current.CancellationToken));
        Assert.Null(ClassifierTwoSampleTest.Of([], [], 0, TestContext.Current.CancellationToken));
    }

    /// <summary>Four rows against four: few orders exist, so P stays large.</summary>
    [Fact]
    public void Of_FewestRows_HasAnArea()
    {
        ClassifierTwoSampleTest test = ClassifierTwoSampleTest.Of([0, 1, 2, 3], [10, 11, 12, 13], 1, TestContext.Current.CancellationToken)!;
        Assert.Equal(1, test.Area);
        Assert.InRange(test.P, 0.02, 0.2);
    }

    [Fact]
    public void Of_Cancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => ClassifierTwoSampleTest.Of(Features(10, 0), Features(10, 50), 6, new CancellationToken(canceled: true)));

    private static float[] Features(int rows, int offset) =>
    [
        .. from row in Enumerable.Range(offset, rows)
           from feature in Enumerable.Range(0, 6)
           select ((row * (7 + (3 * feature))) + (row * row * (feature + 1))) % 97 / 97f,
    ];

    /// <summary>Normal features with something in common; the first is moved.</summary>
    private static float[] Normal(int rows, int width, double shift, ref CounterRandom random)
    {
        float[] values = new float[rows * width];
        for (int row = 0; row < rows; row++)
        {
            double common = random.NextNormal();
            for (int feature = 0; feature < width; feature++)
            {
                values[(row * width) + feature] = (float)(random.NextNormal() + (feature > 0 ? common : shift));
            }
        }

        return values;
    }
}
