using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>Grid, random and Bayesian search of standard functions at equal budget, over 20 seeds: the median simple regret.</summary>
internal static class SearchComparison
{
    private const int DefaultSeeds = 20;
    private const int Parallel = 2;

    public static int Run(string[] args)
    {
        int seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultSeeds;
        Console.WriteLine($"simple regret, median of {seeds} seeds, {Parallel} candidates at once;");
        Console.WriteLine("then the seeds in which the Bayesian search ends better and worse than random search");
        Console.WriteLine(StrategyTable.Head);
        foreach (SearchFunction function in SearchFunction.All)
        {
            double[][] regrets = [.. StrategyTable.Strategies.Select(strategy => Enumerable.Range(1, seeds)
                .AsParallel().AsOrdered().Select(seed => SearchTrace.Regret(function, strategy, seed, Parallel)).ToArray())];
            Console.WriteLine(StrategyTable.Row(function.Name, function.Trials, regrets));
        }

        foreach (int observations in (int[])[50, 100])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"seconds per proposal after {observations} observations in 6 dimensions: {Proposal(observations):0.000}"));
        }

        return 0;
    }

    /// <summary>Median seconds of a proposal, one at a time, one thread.</summary>
    private static double Proposal(int observations)
    {
        SearchFunction function = SearchFunction.All.Single(function => function.Space.Count == 6);
        SearchOptions random = new() { Strategy = SearchStrategy.Random, Trials = observations, Parallel = 1, Space = function.Space };
        IReadOnlyList<ScoredCandidate> earlier = SearchTrace.Of(random, 1, (values, _) => function.Value(values));
        SearchOptions options = random with { Strategy = SearchStrategy.Bayesian, Trials = observations + 1 };
        return StrategyTable.Median([.. Enumerable.Range(1, 5).Select(seed =>
        {
            long start = Stopwatch.GetTimestamp();
            SearchStep.Next(options, seed, earlier);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        })]);
    }
}
