using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>What a comparison of runs says in words.</summary>
internal static class RunComparisonSentences
{
    private const int MostDecimals = 3;

    /// <summary>The verdict on test accuracy over all runs, short enough for a headline.</summary>
    public static string Headline(IReadOnlyList<RunDifference> differences)
    {
        if (differences is [var only])
        {
            return (only.Pairing, Verdict(only)) switch
            {
                (RunPairing.OtherData, _) => $"{only.Run} and {only.Against} cannot be compared: other data",
                (_, "better") => $"{only.Run} is better than {only.Against}",
                (_, "worse") => $"{only.Run} is worse than {only.Against}",
                (_, "equivalent") => $"{only.Run} and {only.Against} are equivalent",
                (_, null) => $"{only.Run} and {only.Against} have nothing to compare",
                _ => $"{only.Run} and {only.Against} cannot be told apart",
            };
        }

        (string Name, int Count)[] states =
        [
            ("better", differences.Count(difference => Verdict(difference) == "better")),
            ("worse", differences.Count(difference => Verdict(difference) == "worse")),
            ("equivalent", differences.Count(difference => Verdict(difference) == "equivalent")),
            ("not told apart", differences.Count(difference => Verdict(difference) is "inconclusive" or null && difference.Pairing != RunPairing.OtherData)),
            ("with other data", differences.Count(difference => difference.Pairing == RunPairing.OtherData)),
        ];
        string told = string.Join(", ", states.Where(state => state.Count > 0).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count} {state.Name}")));
        return $"Against {differences[0].Against}: {told}";
    }

    /// <summary>A run against the reference.</summary>
    public static string Of(string run, string against, RunPairing pairing, IReadOnlyList<ComparisonResult> metrics)
    {
        if (pairing == RunPairing.OtherData)
        {
            return $"{run} was measured on other data than {against}. Accuracies on different samples do not tell which model is better, so no difference is given.";
        }

        if (metrics.FirstOrDefault(metric => metric.Metric == ComparedMetric.TestAccuracy) is not { } accuracy)
        {
            return $"{run} and {against} have no finished repeats to compare.";
        }

        string amount = Amount(accuracy);
        string how = pairing == RunPairing.Paired
            ? string.Create(CultureInfo.InvariantCulture, $"paired over {accuracy.Pairs} {(accuracy.Pairs == 1 ? "repeat" : "repeats")}")
            : "not paired";
        return accuracy.Verdict switch
        {
            "better" => $"{run} is better than {against}: test accuracy {amount}, {how}.",
            "worse" => $"{run} is worse than {against}: test accuracy {amount}, {how}.",
            "equivalent" => $"{run} and {against} are equivalent within {Points.Whole(SmallestEffect.Accuracy)}, inside which the 90% interval lies: test accuracy {amount} at 95%, {how}.",
            _ => $"Whether {run} or {against} is better cannot be told: test accuracy {amount}, {how}. {accuracy.Advice}".TrimEnd(),
        };
    }

    /// <summary>What makes runs differ beside their options, and what is missing from them.</summary>
    public static IReadOnlyList<string> Caveats(IReadOnlyList<ComparedRun> runs, IReadOnlyList<RunDifference> differences)
    {
        List<string> caveats = [];
        if (differences.Count > 1)
        {
            caveats.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{differences.Count} runs are compared with {runs[0].Label}: verdicts are corrected for that (Holm); intervals are not. Runs that were tried and left out here count too."));
        }

        AddDiffering(caveats, runs, "program versions", run => run.Result.Provenance.Version);

        // Another kind of model has another engine by choice; that is among the options.
        AddDiffering(caveats, [.. runs.Where(run => run.Options.Model.GetType() == runs[0].Options.Model.GetType())], "engines", run => run.Result.Provenance.Engine);
        AddDiffering(caveats, runs, "machines", run => $"{run.Result.Provenance.OperatingSystem}, {run.Result.Provenance.Runtime}");
        foreach (ComparedRun run in runs)
        {
            int failed = run.Baseline?.Trials.Count(trial => trial.State == TrialState.Failed) ?? 0;
            if (failed > 0)
            {
                caveats.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{failed} {(failed == 1 ? "repeat" : "repeats")} of {run.Label} failed and {(failed == 1 ? "is" : "are")} not in its numbers."));
            }
        }

        return caveats;
    }

    private static string? Verdict(RunDifference difference) => difference.Metric(ComparedMetric.TestAccuracy)?.Verdict;

    private static string Amount(ComparisonResult accuracy)
    {
        Interval interval = accuracy.Interval!;
        int decimals = Points.Decimals(interval);

        // A bound that is not 0 must not read as 0 beside a verdict that rests on it.
        while (decimals < MostDecimals && (accuracy.Verdict is "better" or "worse") && (IsNothing(interval.Lower) || IsNothing(interval.Upper)))
        {
            decimals++;
        }

        bool IsNothing(double bound) => Math.Round(100 * bound, decimals, MidpointRounding.AwayFromZero) == 0;
        string Signed(double value) => Points.Number(100 * value, decimals, isSigned: true);
        return $"{Signed(accuracy.MeanDifference)} points ({Signed(interval.Lower)} to {Signed(interval.Upper)})";
    }

    private static void AddDiffering(List<string> caveats, IReadOnlyList<ComparedRun> runs, string what, Func<ComparedRun, string> value)
    {
        if (runs.Select(value).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            caveats.Add($"The {what} differ: {string.Join("; ", runs.Select(run => $"{run.Label} {value(run)}"))}. Last digits may differ for that alone.");
        }
    }
}
