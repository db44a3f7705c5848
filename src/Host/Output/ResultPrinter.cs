using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Prints what a study found: the verdict, a line per variant, what failed, what to be careful about.</summary>
internal static class ResultPrinter
{
    /// <summary>Prints the result.</summary>
    public static void Print(StudyOutcome outcome, HostEnvironment environment)
    {
        TextWriter writer = environment.Output;
        StudyResult result = outcome.Result;
        PrintClaim(result, environment);
        DiagnosisPrinter.PrintVerdict(result.Diagnosis, environment);
        TextLayout.WriteLabelled(writer, "", result.Verdict.Sentence, environment.TextWidth);
        writer.WriteLine();
        foreach (string line in TableOf(result, environment.TextWidth))
        {
            writer.WriteLine(line);
        }

        writer.WriteLine();
        DiagnosisPrinter.PrintCauses(result.Diagnosis, environment);
        DiagnosisPrinter.PrintRemedies(result.Diagnosis, environment);
        PrintGates(result, environment);
        PrintFailures(result, environment);
        PrintCaveats(result, environment);
    }

    private static void PrintClaim(StudyResult result, HostEnvironment environment)
    {
        if (result.Claim is not { } claim)
        {
            return;
        }

        TextLayout.WriteLabelled(environment.Output, "claim: ", claim.Text, environment.TextWidth);
        TextLayout.WriteLabelled(environment.Output, "       ", claim.Sentence, environment.TextWidth);
        if (claim.Advice is not null)
        {
            TextLayout.WriteLabelled(environment.Output, "       ", claim.Advice, environment.TextWidth);
        }

        environment.Output.WriteLine();
    }

    private static IReadOnlyList<string> TableOf(StudyResult result, int width)
    {
        bool compared = result.Comparisons.Any(comparison => comparison.Metric == "test.accuracy");
        IReadOnlyList<string> header = ["variant", ">repeats", ">train", ">test", ">gap", "[95%, points]", .. compared ? (string[])["on test"] : []];
        return TextTable.Lines(header, [.. result.Variants.Select(variant => (IReadOnlyList<string>)
        [
            variant.Name,
            RepeatsOf(variant),
            MeanOf(variant, MeasurementNames.TrainClean),
            MeanOf(variant, MeasurementNames.Test),
            variant.Gap is GapResult gap ? Quantities.Points(gap.Total.Difference) : "-",
            variant.Gap is GapResult { Total.Interval: Interval interval }
                ? $"[{Quantities.Points(interval.Lower)}, {Quantities.Points(interval.Upper)}]"
                : "-",
            .. compared ? (string[])[VerdictOf(result, variant)] : [],
        ])], width);
    }

    private static string RepeatsOf(VariantResult variant) =>
        Quantities.Count(variant.Trials.Count(trial => trial.State == TrialState.Finished));

    private static string MeanOf(VariantResult variant, string measurement) =>
        variant.Summary.TryGetValue(measurement, out var metrics) && metrics.TryGetValue("accuracy", out MetricSummary? accuracy)
            ? Quantities.Percent(accuracy.Mean)
            : "-";

    private static string VerdictOf(StudyResult result, VariantResult variant) => result.Comparisons
        .FirstOrDefault(comparison => comparison.Variant == variant.Name && comparison.Metric == "test.accuracy")?.Verdict ?? "";

    private static void PrintGates(StudyResult result, HostEnvironment environment)
    {
        foreach (GateResult gate in result.Gates)
        {
            string verdict = (gate.State, gate.Passes) switch
            {
                ("undecided", true) => "gate undecided, let pass: ",
                ("undecided", false) => "gate UNDECIDED: ",
                (_, true) => "gate passed: ",
                _ => "gate NOT passed: ",
            };
            TextLayout.WriteLabelled(environment.Output, verdict, gate.Sentence, environment.TextWidth);
        }

        if (result.Gates.Count > 0)
        {
            environment.Output.WriteLine();
        }
    }

    private static void PrintFailures(StudyResult result, HostEnvironment environment)
    {
        TrialResult[] failed = [.. result.Variants.SelectMany(variant => variant.Trials).Where(trial => trial.State == TrialState.Failed)];
        if (failed.Length == 0)
        {
            return;
        }

        environment.Output.WriteLine($"{Quantities.Count(failed.Length, "trial")} failed:");
        foreach (TrialResult trial in failed)
        {
            TextLayout.WriteLabelled(
                environment.Output, $"  {TrialName.Of(trial.Variant, trial.Repeat)}: ", trial.Failure ?? "no reason was recorded", environment.TextWidth);
        }

        environment.Output.WriteLine();
    }

    private static void PrintCaveats(StudyResult result, HostEnvironment environment)
    {
        foreach (string caveat in result.Verdict.Caveats)
        {
            TextLayout.WriteLabelled(environment.Output, "! ", caveat, environment.TextWidth);
        }

        if (result.Verdict.Caveats.Count > 0)
        {
            environment.Output.WriteLine();
        }
    }
}
