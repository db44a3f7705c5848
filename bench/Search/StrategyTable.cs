using System.Globalization;
using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>The strategies beside each other: medians over seeds, and in how many seeds the Bayesian search did better than random search.</summary>
internal static class StrategyTable
{
    /// <summary>The strategies in the order of the columns.</summary>
    public static IReadOnlyList<SearchStrategy> Strategies { get; } = [SearchStrategy.Grid, SearchStrategy.Random, SearchStrategy.Bayesian];

    public static string Head => $"{"",-50} {"budget",6} {"grid",9} {"random",9} {"Bayesian",9}  Bayesian : random, exact two-sided sign test";

    /// <summary>A row of the table.</summary>
    /// <param name="name">What was searched.</param>
    /// <param name="trials">The budget.</param>
    /// <param name="results">(strategies, seeds); less is better.</param>
    public static string Row(string name, int trials, double[][] results)
    {
        int wins = results[2].Zip(results[1]).Count(pair => pair.First < pair.Second);
        int losses = results[2].Zip(results[1]).Count(pair => pair.First > pair.Second);
        string[] medians = [.. results.Select(values => Median(values).ToString("G3", CultureInfo.InvariantCulture))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-50} {trials,6} {medians[0],9} {medians[1],9} {medians[2],9}  {wins} : {losses}, p = {SignTest(wins, losses):G2}");
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>P of so uneven a split of the seeds that are no ties, when either is as likely.</summary>
    private static double SignTest(int wins, int losses) =>
        Math.Min(1, 2 * Enumerable.Range(0, Math.Min(wins, losses) + 1).Sum(count => Binomial.PMF(0.5, wins + losses, count)));
}
