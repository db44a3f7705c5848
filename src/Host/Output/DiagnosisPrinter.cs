using MlPipelines.Evaluation;
using MlPipelines.Reports;

namespace MlPipelines.Host;

/// <summary>Prints a diagnosis: the verdict and what to do, the causes that are present or open, and what the remedies brought.</summary>
internal static class DiagnosisPrinter
{
    /// <summary>The first sentence, what to do next, and the sentences that remain.</summary>
    public static void PrintVerdict(DiagnosisResult? diagnosis, HostEnvironment environment)
    {
        if (diagnosis is not { Sentences.Count: > 0 })
        {
            return;
        }

        IReadOnlyList<string> next = VerdictText.Next(diagnosis);
        TextLayout.WriteLabelled(environment.Output, "", VerdictText.Lead(diagnosis), environment.TextWidth);
        environment.Output.WriteLine();
        foreach (string sentence in next)
        {
            TextLayout.WriteLabelled(environment.Output, "-> ", Plain(sentence), environment.TextWidth);
        }

        environment.Output.WriteLine();
        string[] rest = [.. VerdictText.Rest(diagnosis).Except(next)];
        if (rest.Length > 0)
        {
            TextLayout.WriteLabelled(environment.Output, "", string.Join(' ', rest), environment.TextWidth);
            environment.Output.WriteLine();
        }
    }

    /// <summary>A row per cause that is present or undecided, and how many were ruled out.</summary>
    public static void PrintCauses(DiagnosisResult? diagnosis, HostEnvironment environment)
    {
        if (diagnosis is null || diagnosis.Findings.Count == 0)
        {
            return;
        }

        IReadOnlyList<Finding> open = VerdictText.Open(diagnosis);
        if (open.Count > 0)
        {
            Write(environment, TextTable.Lines(
                ["cause", "state", ">points of gap", ">in test if removed"],
                [.. open.Select(finding => (IReadOnlyList<string>)
                [
                    CauseWords.Title(finding.Cause),
                    finding.State + (IsInvalidating(finding) ? " !" : ""),
                    Effect(finding.GapPoints, finding.GapInterval),
                    Effect(finding.EffectPoints, finding.EffectInterval),
                ])],
                environment.TextWidth));
        }

        if (open.Any(IsInvalidating))
        {
            environment.Output.WriteLine("! mend this first: until then the other numbers mean little");
        }

        int absent = diagnosis.Findings.Count(finding => finding.State == "absent");
        int unexamined = diagnosis.Findings.Count(finding => finding.State == "notExamined");
        string[] counts =
        [
            .. absent > 0 ? (string[])[$"{Quantities.Count(absent, "cause")} ruled out"] : [],
            .. unexamined > 0 ? (string[])[$"{Quantities.Count(unexamined, "cause")} not examined"] : [],
        ];
        if (counts.Length > 0)
        {
            environment.Output.WriteLine(string.Join(", ", counts));
        }

        environment.Output.WriteLine();
    }

    /// <summary>A row per remedy that was run or extrapolated.</summary>
    public static void PrintRemedies(DiagnosisResult? diagnosis, HostEnvironment environment)
    {
        IReadOnlyList<RemedyResult> shown = RemedyChart.Shown(diagnosis);
        if (shown.Count == 0)
        {
            return;
        }

        Write(environment, TextTable.Lines(
            ["remedy", ">pairs", ">test", "[95%, points]", "verdict"],
            [.. shown.Select(remedy => (IReadOnlyList<string>)
            [
                remedy.What + (remedy.IsChosen ? " *" : ""),
                RemedyChart.IsExtrapolated(remedy) ? "-" : Quantities.Count(remedy.Repeats),
                Signed(remedy.Test!.Difference),
                Bounds(remedy.Test.Interval),
                remedy.Verdict,
            ])],
            environment.TextWidth));
        if (shown.Any(remedy => remedy.IsChosen))
        {
            environment.Output.WriteLine("* chosen on validation samples");
        }

        environment.Output.WriteLine();
    }

    private static bool IsInvalidating(Finding finding) => finding is { State: "present", Severity: "invalidating" };

    private static string Effect(double? points, Interval? interval) =>
        points is not { } value ? "-" : interval is null ? Signed(value) : $"{Signed(value)} {Bounds(interval)}";

    private static string Bounds(Interval interval) => $"[{Quantities.Points(interval.Lower)}, {Quantities.Points(interval.Upper)}]";

    private static string Signed(double fraction) => Quantities.Points(fraction) is var text && text is not "0.0" && fraction > 0 ? "+" + text : text;

    // The page isolates quoted names from the text around them and writes a true minus; a terminal's log is searched for plain signs.
    private static string Plain(string sentence) => string.Concat(sentence.Where(sign => sign is not ('\u2068' or '\u2069'))).Replace('\u2212', '-');

    private static void Write(HostEnvironment environment, IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            environment.Output.WriteLine(TextLayout.Printable(line));
        }
    }
}
