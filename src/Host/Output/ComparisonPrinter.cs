using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary>Prints a comparison of runs: a line per run, what can be said of each difference, the options that differ, how many samples changed.</summary>
internal static class ComparisonPrinter
{
    private const int MostOptions = 12;
    private const int LongestValue = 60;

    /// <summary>Prints it.</summary>
    public static void Print(RunComparison comparison, HostEnvironment environment)
    {
        TextWriter writer = environment.Output;
        int width = environment.TextWidth;
        foreach (ComparedRun run in comparison.Runs)
        {
            TextLayout.WriteLabelled(writer, $"{run.Label}  ", run.Id + (run == comparison.Runs[0] ? " (reference)" : ""), width);
        }

        writer.WriteLine();
        foreach (string line in TableOf(comparison))
        {
            writer.WriteLine(line);
        }

        writer.WriteLine();
        foreach (RunDifference difference in comparison.Differences)
        {
            TextLayout.WriteLabelled(writer, "", difference.Sentence, width);
            foreach (string reason in difference.Reasons)
            {
                TextLayout.WriteLabelled(writer, "  - ", reason, width);
            }

            PrintChanged(difference, writer, width);
        }

        writer.WriteLine();
        PrintOptions(comparison, writer, width);
        foreach (string caveat in comparison.Caveats)
        {
            TextLayout.WriteLabelled(writer, "! ", caveat, width);
        }

        if (comparison.Caveats.Count > 0)
        {
            writer.WriteLine();
        }
    }

    private static IReadOnlyList<string> TableOf(RunComparison comparison) => TextTable.Lines(
        ["run", ">repeats", ">test", "[95%]", ">difference", "[95%, points]", "on test"],
        [.. comparison.Runs.Select((run, index) => (IReadOnlyList<string>)Row(run, index == 0 ? null : comparison.Differences[index - 1]))]);

    private static string[] Row(ComparedRun run, RunDifference? difference)
    {
        MetricSummary? test = Test(run);
        ComparisonResult? accuracy = difference?.Metric("test.accuracy");
        bool isOther = difference?.Pairing == RunPairing.OtherData;
        return
        [
            run.Label,
            Quantities.Count(run.Baseline?.Trials.Count(trial => trial.State == TrialState.Finished) ?? 0),
            isOther ? "-" : test is null ? "-" : Quantities.Percent(test.Mean),
            isOther || test?.Interval is null ? "" : $"[{Quantities.Points(test.Interval.Lower)}, {Quantities.Points(test.Interval.Upper)}]",
            accuracy is null ? "" : Signed(accuracy.MeanDifference),
            accuracy?.Interval is { } interval ? $"[{Signed(interval.Lower)}, {Signed(interval.Upper)}]" : "",
            difference is null ? "reference" : isOther ? "other data" : $"{accuracy?.Verdict ?? "-"}{(difference.Pairing == RunPairing.Unpaired ? ", unpaired" : "")}",
        ];
    }

    private static void PrintChanged(RunDifference difference, TextWriter writer, int width)
    {
        if (difference.Changed is { } changed)
        {
            TextLayout.WriteLabelled(
                writer,
                "  samples: ",
                $"{Quantities.Count(changed.Lost)} from right to wrong, {Quantities.Count(changed.Gained)} from wrong to right, of {Quantities.Count(changed.Rows)}, by the majority of repeats",
                width);
        }
    }

    private static void PrintOptions(RunComparison comparison, TextWriter writer, int width)
    {
        writer.WriteLine(comparison.Configuration.Count == 0 ? "the options are the same" : "options that differ:");
        foreach (ConfigurationDifference option in comparison.Configuration.Take(MostOptions))
        {
            var values = comparison.Runs.Zip(option.Values).GroupBy(pair => pair.Second, pair => pair.First.Label)
                .Select(runs => $"{string.Join(", ", runs)} {TextLayout.Fit(runs.Key ?? "not set", LongestValue)}");
            TextLayout.WriteLabelled(writer, "  ", $"{option.Path}: {string.Join(" | ", values)}", width);
        }

        if (comparison.Configuration.Count > MostOptions)
        {
            writer.WriteLine($"  {Quantities.Count(comparison.Configuration.Count - MostOptions)} more are on the page");
        }

        writer.WriteLine();
    }

    private static MetricSummary? Test(ComparedRun run) =>
        run.Baseline is { } baseline && baseline.Summary.TryGetValue(MeasurementNames.Test, out IReadOnlyDictionary<string, MetricSummary>? metrics) ? metrics.GetValueOrDefault("accuracy") : null;

    private static string Signed(double fraction) => (fraction > 0 && Quantities.Points(fraction) != "0.0" ? "+" : "") + Quantities.Points(fraction);
}
