using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class SearchSpaceTests
{
    private static readonly SearchSpace s_every = SearchSpace.Of(SearchSpaces.Of(SearchStrategy.Random, 9, 1, SearchSpaces.Every));

    [Fact]
    public void PointOf_ValuesThatWereWrittenAndRead_IsTheirPoint() => Gen.Double[0, 1].Array[6].Sample(place =>
    {
        double[] point = s_every.Snapped(place);
        JsonObject values = s_every.ValuesAt(place);
        var read = (JsonObject)JsonNode.Parse(values.ToJsonString())!;

        Assert.Equal(point, s_every.PointOf(values));
        Assert.Equal(point, s_every.PointOf(read));
        Assert.Equal(values.ToJsonString(), s_every.ValuesAt(point).ToJsonString());
    }, iter: 500);

    [Fact]
    public void ValuesAt_CornersAndMiddle_AreBoundsAndMiddleOfTheScale()
    {
        const string Least =
            """{"model.activation":"relu","model.dropout":0,"model.hiddenUnits":[16],"training.batchSize":4,"training.epochs":2,""" +
            "\"training.optimizer.learningRate\":0.0001}";
        const string Greatest =
            """{"model.activation":"sigmoid","model.dropout":0.5,"model.hiddenUnits":[32,16],"training.batchSize":64,"training.epochs":9,""" +
            "\"training.optimizer.learningRate\":0.1}";
        Assert.Equal(Least, s_every.ValuesAt([0, 0, 0, 0, 0, 0]).ToJsonString());
        Assert.Equal(Greatest, s_every.ValuesAt([1, 1, 1, 1, 1, 1]).ToJsonString());
        Assert.Equal(0.00316228, SearchSpaces.Number(s_every.ValuesAt([0, 0, 0, 0, 0, 0.5]), "training.optimizer.learningRate"));
    }

    [Fact]
    public void Of_SameDimensionsInAnotherOrder_IsTheSameSpace()
    {
        SearchSpace other = SearchSpace.Of(SearchSpaces.Of(SearchStrategy.Random, 9, 1, SearchSpaces.Every.Reverse().ToDictionary()));

        Assert.Equal(s_every.Dimensions.Select(dimension => dimension.Path), other.Dimensions.Select(dimension => dimension.Path));
    }

    [Fact]
    public void ValueAt_UniformDraws_GiveEveryIntegerItsShare()
    {
        SearchDimension dimension = SearchSpaces.Dimension(new() { UniformInteger = [3, 6] });

        int[] counts = [.. Enumerable.Range(0, 4000).Select(index => (index + 0.5) / 4000)
            .GroupBy(place => (int)dimension.ValueAt(place)!).OrderBy(group => group.Key).Select(group => group.Count())];

        Assert.Equal([1000, 1000, 1000, 1000], counts);
    }

    [Theory]
    [InlineData(1000000, 1000001, 0.123456789, "1000000.12346")]
    [InlineData(0, 1, 0.123456789, "0.123457")]
    [InlineData(0, 0.1234567891, 1, "0.1234567891")]
    [InlineData(0.7, 0.7, 0.3, "0.7")]
    public void ValueAt_Numbers_KeepSixDigitsOfTheRangeAndTheBounds(double least, double greatest, double place, string expected) =>
        Assert.Equal(expected, SearchSpaces.Dimension(new() { Uniform = [least, greatest] }).ValueAt(place)!.ToJsonString());

    [Fact]
    public void PlaceOf_ChoicesOfNumbers_FollowTheirRank()
    {
        SearchDimension dimension = SearchSpaces.Dimension(new() { Choice = [64, 16, 32, 16] });

        Assert.False(dimension.IsNominal);
        Assert.Equal(3, dimension.Count);
        Assert.Equal(["16", "32", "64"], dimension.Levels(1).Select(place => dimension.ValueAt(place)!.ToJsonString()));
        Assert.True(s_every.Dimensions[0].IsNominal);
    }

    [Theory]
    [InlineData("0.6")]
    [InlineData("-1")]
    [InlineData("\"many\"")]
    [InlineData("null")]
    public void PointOf_AValueOfAnotherSpace_Throws(string value)
    {
        JsonObject values = s_every.ValuesAt([0, 0, 0, 0, 0, 0]);
        values["model.dropout"] = JsonNode.Parse(value);

        Assert.Contains("model.dropout", Assert.Throws<ArgumentException>(() => s_every.PointOf(values)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PointOf_AMissingValue_Throws() =>
        Assert.Contains("model.activation", Assert.Throws<ArgumentException>(() => s_every.PointOf([])).Message, StringComparison.Ordinal);

    [Fact]
    public void Count_FiniteSpaces_IsTheProduct()
    {
        Assert.Equal(6, SearchSpace.Of(SearchSpaces.Of(SearchStrategy.Random, 9, 1, SearchSpaces.Six)).Count);
        Assert.Null(s_every.Count);
    }

    [Fact]
    public void ValueAt_OtherCulture_IsWrittenAlike()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("0.123457", SearchSpaces.Dimension(new() { Uniform = [0, 1] }).ValueAt(0.1234567)!.ToJsonString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
