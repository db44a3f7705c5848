using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class GridSearchTests
{
    private static readonly Dictionary<string, SearchDimensionOptions> s_plane =
        new() { ["x"] = new() { Uniform = [0, 1] }, ["y"] = new() { LogUniform = [0.01, 100] } };

    [Theory]
    [InlineData(20, 4, 5)]
    [InlineData(25, 5, 5)]
    [InlineData(3, 3, 1)]
    [InlineData(1, 1, 1)]
    public void Next_TwoNumbers_GivesTheLargestNearlySquareGrid(int trials, int columns, int rows)
    {
        List<ScoredCandidate> grid = Run(trials, s_plane);
        int[] sides = [.. new[] { "x", "y" }.Select(path => grid.Select(item => SearchSpaces.Number(item.Values, path)).Distinct().Count()).Order()];

        Assert.Equal(new[] { columns, rows }.Order(), sides);
        Assert.Equal(columns * rows, SearchSpaces.Texts(grid).Distinct().Count());
        Assert.Equal(columns * rows, grid.Count);
    }

    [Fact]
    public void Next_Levels_AreEvenOnTheScaleWithBothEnds()
    {
        List<ScoredCandidate> grid = Run(25, s_plane);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], grid.Select(item => SearchSpaces.Number(item.Values, "x")).Distinct().Order());
        Assert.Equal([0.01, 0.1, 1, 10, 100], grid.Select(item => SearchSpaces.Number(item.Values, "y")).Distinct().Order());
    }

    [Fact]
    public void Next_FirstTenOfTwentyFive_HaveSeenEveryLevelAndQuarter()
    {
        JsonObject[] first = [.. Run(25, s_plane).Take(10).Select(item => item.Values)];

        Assert.Equal(5, first.Select(item => SearchSpaces.Number(item, "x")).Distinct().Count());
        Assert.Equal(5, first.Select(item => SearchSpaces.Number(item, "y")).Distinct().Count());
        Assert.Equal(4, first.Select(item => (SearchSpaces.Number(item, "x") > 0.5, SearchSpaces.Number(item, "y") > 1)).Distinct().Count());
    }

    [Fact]
    public void Next_ChoicesAndFewIntegers_AreAllThere()
    {
        Assert.Equal(6, SearchSpaces.Texts(Run(20, SearchSpaces.Six)).Distinct().Count());
        Assert.Equal(6, Run(20, SearchSpaces.Six).Count);

        // 3 activations x 2 sizes; the four numbers have 2 levels each.
        Assert.Equal(96, Run(100, SearchSpaces.Every).Count);
    }

    [Fact]
    public void Next_MoreCombinationsOfChoicesThanTrials_TakesSoManyOfThem()
    {
        List<ScoredCandidate> grid = Run(4, SearchSpaces.Every);

        Assert.Equal(4, SearchSpaces.Texts(grid).Distinct().Count());
        Assert.Equal(3, grid.Select(item => item.Values["model.activation"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public void Next_AnotherSeedOrOtherScores_IsTheSameGrid() => Assert.Equal(
        SearchSpaces.Texts(SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Grid, 20, 3, s_plane), 2, _ => null)),
        SearchSpaces.Texts(Run(20, s_plane)));

    private static List<ScoredCandidate> Run(int trials, Dictionary<string, SearchDimensionOptions> space) =>
        SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Grid, trials, 2, space), 1, _ => 0);
}
