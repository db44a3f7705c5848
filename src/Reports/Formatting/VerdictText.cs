using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The diagnosis in the order in which a reader needs it: one sentence to start with, what to do, and the sentences that remain.</summary>
public static class VerdictText
{
    // A first sentence of a word or two ("Label noise.") says no more than the headline does: the next one joins it.
    private const int ShortestLead = 40;
    private const int MostAdvice = 2;
    private const int LongestRemedy = 120;

    /// <summary>The sentence that says most: the first one, with the next where it is but a word.</summary>
    public static string Lead(DiagnosisResult diagnosis)
    {
        var first = diagnosis.Sentences.Count > 0 ? diagnosis.Sentences[0] : "";
        return first[..LeadLength(first)].TrimEnd();
    }

    /// <summary>All that follows the lead.</summary>
    public static IReadOnlyList<string> Rest(DiagnosisResult diagnosis)
    {
        var first = diagnosis.Sentences.Count > 0 ? diagnosis.Sentences[0] : "";
        var left = first[LeadLength(first)..].Trim();
        return [.. left.Length == 0 ? Array.Empty<string>() : [left], .. diagnosis.Sentences.Skip(1)];
    }

    /// <summary>The findings that a reader must know: present ones and undecided ones, as they are ranked.</summary>
    public static IReadOnlyList<Finding> Open(DiagnosisResult diagnosis) =>
        [.. diagnosis.Findings.Where(finding => finding.State is not ("absent" or "notExamined"))];

    /// <summary>
    /// What to do next: what makes other numbers mean little (copies of test samples are taken out whatever they do), the chosen remedy where running it was better in test, the advice of present causes
    /// that it is not for, and what would decide a verdict that could not be told.
    /// </summary>
    public static IReadOnlyList<string> Next(DiagnosisResult diagnosis)
    {
        var chosen = diagnosis.Remedies.FirstOrDefault(remedy => remedy is { IsChosen: true, Verdict: "better", Test: not null });
        var present = diagnosis.Findings.Where(finding => finding.State == "present" && finding.Advice is not null && chosen?.Causes.Contains(finding.Cause) != true).ToList();
        var invalidating = present.Where(finding => finding.Severity == "invalidating").ToList();
        List<string> next =
        [
            .. invalidating.Take(MostAdvice).Select(finding => finding.Advice!),
            .. diagnosis.Findings.Where(finding => finding is { Cause: Causes.TrainTestLeakage, State: "undecided", Advice: not null }).Select(finding => finding.Advice!),
            .. chosen is null ? Array.Empty<string>() : [Apply(chosen)],
            .. present.Except(invalidating).Take(Math.Max(0, MostAdvice - invalidating.Count)).Select(finding => finding.Advice!),
        ];
        if (diagnosis is { Verdict: Causes.CannotTell, Needed: { } needed })
        {
            next.Add(Decide(needed, diagnosis));
        }

        if (next.Count == 0)
        {
            next.Add(diagnosis.Verdict == Causes.Healthy ? "Nothing that was examined needs mending." : VerdictAdvice(diagnosis));
        }

        return next;
    }

    /// <summary>What a remedy changed in test: <c>+1.3 points (+0.4 to +2.2)</c>.</summary>
    public static string Effect(GapPart part) => WithInterval(part.Difference, part.Interval);

    /// <summary>A difference in points with its interval in brackets: <c>+1.3 points (+0.4 to +2.2)</c>.</summary>
    public static string WithInterval(double? difference, Interval? interval) => difference is null
        ? Figures.Missing
        : interval is null ? Figures.Points(difference) : $"{Figures.Points(difference, Figures.Decimals(interval))} ({Figures.PointsInterval(interval)})";

    /// <summary>The metric of an effect in words.</summary>
    public static string Metric(string metric) => metric == "balancedAccuracy" ? "balanced accuracy" : "accuracy";

    private static string Apply(RemedyResult remedy) =>
        $"Apply {DisplayName.Quote(remedy.What, LongestRemedy)}: run here, it changes test {Metric(remedy.Metric)} by {Effect(remedy.Test!)}.";

    private static string Decide(NeededStudy needed, DiagnosisResult diagnosis)
    {
        string[] sizes =
        [
            .. needed.Repeats is { } repeats ? [Figures.Of(repeats, "repeat")] : Array.Empty<string>(),
            .. needed.TestRows is { } rows ? [Figures.Of(rows, "test row")] : Array.Empty<string>(),
        ];
        return sizes.Length > 0
            ? $"Run again with {string.Join(" and ", sizes)}: the smallest study that would decide."
            : Open(diagnosis).FirstOrDefault(finding => finding.Advice is not null)?.Advice ?? needed.Sentence;
    }

    private static string VerdictAdvice(DiagnosisResult diagnosis) =>
        diagnosis.Findings.FirstOrDefault(finding => finding.Advice is not null)?.Advice ?? "Run mlpipelines diagnose: it runs what is missing.";

    private static int LeadLength(string sentence)
    {
        var at = -1;
        do
        {
            at = sentence.IndexOf(". ", at + 1, StringComparison.Ordinal);
        }
        while (at >= 0 && (at < ShortestLead || at + 2 >= sentence.Length || !char.IsUpper(sentence[at + 2])));
        return at < 0 ? sentence.Length : at + 1;
    }
}
