using MlPipelines.Audits;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ClassDistributionsTests
{
    /// <summary>pandas 1.5.3 (mean, std) and numpy 1.24.2 (quantile) on the values of each class that are there.</summary>
    [Fact]
    public void OfNumbers_ValuesWithGaps_ArePandasAndNumpys()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(row => row % 7 == 2 ? double.NaN : Math.Round((row * 37 % 41 * 1.7) - 20, 1))];
        IReadOnlyList<ClassDistribution> found = ClassDistributions.OfNumbers(values, [.. Enumerable.Range(0, 40).Select(row => row % 3)], ["x", "y", "z"]);
        AssertIs(found[0], "x", 15.841666666666667, 19.844553103529137, -20.0, 3.375, 15.7, 30.575, 46.3);
        AssertIs(found[1], "y", 18.48181818181818, 22.311782455994777, -18.3, 0.4, 22.5, 35.25, 48.0);
        AssertIs(found[2], "z", 12.145454545454548, 19.641505219120234, -16.6, -2.15, 12.3, 22.5, 44.6);
    }

    [Fact]
    public void OfNumbers_ClassesWithoutRowsOrValues_SayNothing()
    {
        IReadOnlyList<ClassDistribution> found = ClassDistributions.OfNumbers([1, double.NaN], [0, 2], ["x", "y", "z"]);
        Assert.Equal(["x", "z"], found.Select(distribution => distribution.Class));
        AssertIs(found[0], "x", 1, null, 1, 1, 1, 1, 1);
        AssertIs(found[1], "z", null, null);
    }

    [Fact]
    public void OfTexts_ManyCategories_AreTheFiveMostFrequent()
    {
        string[] texts = ["b", "b", "b", "a", "a", "", "", "d", "c", "e", "f", "a"];
        ClassDistribution found = Assert.Single(ClassDistributions.OfTexts(texts, new int[12], ["x"]));
        Assert.Null(found.Mean);
        Assert.Empty(found.Quantiles);
        Assert.Equal([("a", 3 / 12.0), ("b", 3 / 12.0), ("", 2 / 12.0), ("c", 1 / 12.0), ("d", 1 / 12.0)], found.Categories.Select(share => (share.Category, share.Share)));
    }

    private static void AssertIs(ClassDistribution found, string name, double? mean, double? deviation, params double[] quantiles)
    {
        Assert.Equal(name, found.Class);
        Assert.Equal(mean ?? double.NaN, found.Mean ?? double.NaN, 1e-12);
        Assert.Equal(deviation ?? double.NaN, found.StandardDeviation ?? double.NaN, 1e-12);
        Assert.Equal(quantiles.Length, found.Quantiles.Count);
        Assert.All(quantiles.Zip(found.Quantiles), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Empty(found.Categories);
    }
}
