using System.Text.Json.Nodes;
using MlPipelines.Bench;
using MlPipelines.Configuration;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class SearchStepTests
{
    [Theory]
    [InlineData(SearchStrategy.Grid)]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Bayesian)]
    public void Next_AnyStrategy_UsesItsTrialsAndIsReproducible(SearchStrategy strategy)
    {
        SearchOptions options = SearchSpaces.Of(strategy, 11, 3, SearchSpaces.Every);
        List<ScoredCandidate> candidates = SearchSpaces.Run(options, 7, Score);

        // A grid of 11 trials has all 6 combinations of the choices and no room for two levels of a number.
        Assert.Equal(strategy == SearchStrategy.Grid ? 6 : 11, candidates.Count);
        Assert.Equal(candidates.Count, SearchSpaces.Texts(candidates).Distinct().Count());
        Assert.Equal(SearchSpaces.Texts(candidates), SearchSpaces.Texts(SearchSpaces.Run(options, 7, Score)));
        Assert.Empty(SearchStep.Next(options, 7, candidates));
    }

    [Theory]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Bayesian)]
    public void Next_AnotherSeed_DrawsOthers(SearchStrategy strategy)
    {
        SearchOptions options = SearchSpaces.Of(strategy, 4, 2, SearchSpaces.Every);

        Assert.Empty(SearchSpaces.Texts(SearchSpaces.Run(options, 1, Score)).Intersect(SearchSpaces.Texts(SearchSpaces.Run(options, 2, Score))));
    }

    [Theory]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Bayesian)]
    public void Next_CandidatesFromAFile_GoesOnAsIfNothingHappened(SearchStrategy strategy)
    {
        SearchOptions options = SearchSpaces.Of(strategy, 14, 2, SearchSpaces.Every);
        List<ScoredCandidate> whole = SearchSpaces.Run(options, 3, Score);
        ScoredCandidate[] read = [.. whole.Take(12).Select(item => item with { Values = (JsonObject)JsonNode.Parse(item.Values.ToJsonString())! })];

        Assert.Equal(SearchSpaces.Texts(whole)[12..], SearchStep.Next(options, 3, read).Select(values => values.ToJsonString()));
    }

    [Fact]
    public void Next_RandomInRoundsOfAnotherSize_DrawsTheSame() => Assert.Equal(
        SearchSpaces.Texts(SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Random, 20, 1, SearchSpaces.Every), 5, Score)),
        SearchSpaces.Texts(SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Random, 20, 6, SearchSpaces.Every), 5, Score)));

    [Theory]
    [InlineData(SearchStrategy.Grid)]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Bayesian)]
    public void Next_AFiniteSpace_TriesEveryPointOnceAndEnds(SearchStrategy strategy)
    {
        List<ScoredCandidate> candidates = SearchSpaces.Run(SearchSpaces.Of(strategy, 20, 4, SearchSpaces.Six), 1, values => SearchSpaces.Number(values, "a"));

        Assert.Equal(6, candidates.Count);
        Assert.Equal(6, SearchSpaces.Texts(candidates).Distinct().Count());
    }

    [Fact]
    public void Next_RandomDraws_SpreadEvenlyOnTheScale()
    {
        List<ScoredCandidate> candidates = SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Random, 1000, 50, SearchSpaces.Every), 1, _ => 0);
        double[] rates = [.. candidates.Select(item => Math.Log10(SearchSpaces.Number(item.Values, "training.optimizer.learningRate")))];

        // Uniform in [-4, -1]: mean -2.5 with a standard error of 0.027, deviation 0.866.
        Assert.Equal(-2.5, rates.Average(), 0.09);
        Assert.Equal(0.866, Math.Sqrt(rates.Average(rate => (rate + 2.5) * (rate + 2.5))), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Next_BayesianOfBranin_BeatsRandomSearch(int parallel)
    {
        double[] bayesian = [.. Enumerable.Range(1, 5).Select(seed => SearchTrace.Regret(SearchFunction.Branin, SearchStrategy.Bayesian, seed, parallel))];
        double[] random = [.. Enumerable.Range(1, 5).Select(seed => SearchTrace.Regret(SearchFunction.Branin, SearchStrategy.Random, seed, parallel))];

        Assert.True(bayesian.Order().ElementAt(2) < 0.3 * random.Order().ElementAt(2), $"{bayesian.Order().ElementAt(2)} against {random.Order().ElementAt(2)}");
    }

    [Fact]
    public void Next_BayesianWhereAllFailAtHighRates_AvoidsThem()
    {
        // Above a rate of 0.01 nothing finishes; the best is just below.
        Dictionary<string, SearchDimensionOptions> space = new() { ["rate"] = new() { LogUniform = [1e-5, 1] }, ["x"] = new() { Uniform = [0, 1] } };
        List<ScoredCandidate> candidates = SearchSpaces.Run(
            SearchSpaces.Of(SearchStrategy.Bayesian, 24, 2, space),
            1,
            values => SearchSpaces.Number(values, "rate") is var rate && rate > 0.01 ? null : -Math.Log10(rate) + SearchSpaces.Number(values, "x"));

        Assert.InRange(candidates.Skip(12).Count(item => item.Score is null), 0, 6);
        Assert.True(candidates.Min(item => item.Score) < 2.1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Next_BayesianWithoutTwoDifferentScores_GoesOnWithSpreadPoints(double? score)
    {
        List<ScoredCandidate> candidates = SearchSpaces.Run(SearchSpaces.Of(SearchStrategy.Bayesian, 12, 2, SearchSpaces.Every), 1, _ => score);

        Assert.Equal(12, SearchSpaces.Texts(candidates).Distinct().Count());
    }

    [Fact]
    public void Next_BayesianOfSeveralAtOnce_SpreadsThem()
    {
        Dictionary<string, SearchDimensionOptions> line = new() { ["x"] = new() { Uniform = [0, 1] } };
        SearchOptions options = SearchSpaces.Of(SearchStrategy.Bayesian, 12, 4, line);
        List<ScoredCandidate> candidates = SearchSpaces.Run(options with { Trials = 8 }, 1, values => Math.Abs(SearchSpaces.Number(values, "x") - 0.3));
        double[] next = [.. SearchStep.Next(options, 1, candidates).Select(values => SearchSpaces.Number(values, "x")).Order()];

        Assert.All(next.Zip(next.Skip(1)), pair => Assert.True(pair.Second - pair.First > 1e-4));
    }

    private static double? Score(JsonObject values) =>
        Math.Abs(Math.Log10(SearchSpaces.Number(values, "training.optimizer.learningRate")) + 2) + SearchSpaces.Number(values, "model.dropout");
}
