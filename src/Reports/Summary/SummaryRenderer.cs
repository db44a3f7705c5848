using System.Text;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>A report in the few lines of Markdown that fit a comment on a pull request.</summary>
public static class SummaryRenderer
{
    /// <summary>The most characters of a comment on the common hosts of repositories. A summary stays below half of it: comments quote it, and more is posted beside it.</summary>
    public const int CommentLimit = 65_536;

    private const int LongestName = 60;

    // A table of more rows is read in the report; four tables of 40 rows with the longest names stay below the limit.
    private const int MostRows = 40;

    /// <summary>Renders the summary.</summary>
    public static string Render(StudyReport report)
    {
        var text = new StringBuilder();
        var headline = MarkdownText.Escape(PlainWords.Headline(report.Result), 120);
        if (report.Result.Claim is { } claim)
        {
            Claim(text, report.Result.Scenario, claim);
            text.Append("**").Append(headline).Append(".** ");
        }
        else
        {
            text.Append("## ").Append(Name(report.Result.Scenario)).Append(": ").Append(headline).Append("\n\n");
        }

        Diagnosis(text, report.Result.Diagnosis);
        text.Append(MarkdownText.Escape(report.Result.Verdict.Sentence, 1200)).Append("\n\n");
        Gates(text, report.Result.Gates);
        Findings(text, report.Result.Diagnosis);
        Remedies(text, report.Result.Diagnosis);
        Accuracies(text, report);
        Comparisons(text, report.Result.Comparisons);
        Caveats(text, report.Result.Verdict.Caveats);
        text.Append("Run again: ").Append(MarkdownText.Code(report.Result.Provenance.Command)).Append('\n');
        return text.ToString();
    }

    private static void Claim(StringBuilder text, string scenario, ClaimResult claim)
    {
        text.Append("## ").Append(Name(scenario)).Append(": the claim ").Append(ClaimText.Verdict(claim.Verdict)).Append("\n\n");
        text.Append("> “").Append(MarkdownText.Escape(claim.Text, 400)).Append("”\n\n");
        text.Append(MarkdownText.Escape(claim.Sentence, 1200)).Append("\n\n");
        if (claim.Advice is not null)
        {
            text.Append("What would decide it: ").Append(MarkdownText.Escape(claim.Advice, 600)).Append("\n\n");
        }
    }

    // What to do comes from the sentences where they end in it; it is not said twice.
    private static void Diagnosis(StringBuilder text, DiagnosisResult? diagnosis)
    {
        if (diagnosis is not { Sentences.Count: > 0 })
        {
            return;
        }

        var next = VerdictText.Next(diagnosis);
        text.Append(MarkdownText.Escape(VerdictText.Lead(diagnosis), 800)).Append("\n\n");
        text.Append("**What to do:** ").Append(string.Join(' ', next.Select(sentence => MarkdownText.Escape(sentence, 400)))).Append("\n\n");
        var rest = VerdictText.Rest(diagnosis).Except(next).ToList();
        foreach (var sentence in rest)
        {
            text.Append("- ").Append(MarkdownText.Escape(sentence, 600)).Append('\n');
        }

        if (rest.Count > 0)
        {
            text.Append('\n');
        }
    }

    private static void Remedies(StringBuilder text, DiagnosisResult? diagnosis)
    {
        var shown = RemedyChart.Shown(diagnosis);
        if (shown.Count == 0)
        {
            return;
        }

        text.Append("| remedy | pairs | in test | verdict |\n|---|--:|--:|---|\n");
        foreach (var remedy in shown.Take(MostRows))
        {
            Row(
                text,
                MarkdownText.Escape(remedy.What, 120),
                RemedyChart.IsExtrapolated(remedy) ? Figures.Missing : Figures.Count(remedy.Repeats),
                VerdictText.Effect(remedy.Test!),
                MarkdownText.Escape(RemedyChart.Verdict(remedy), 60) + (remedy.IsChosen ? ", **chosen** on validation samples" : ""));
        }

        More(text, shown.Count);
    }

    private static void Gates(StringBuilder text, IReadOnlyList<GateResult> gates)
    {
        if (gates.Count == 0)
        {
            return;
        }

        text.Append("| gate | what it says |\n|---|---|\n");
        foreach (var gate in gates.Take(MostRows))
        {
            Row(text, MarkdownText.Escape(PlainWords.Gate(gate), 30), MarkdownText.Escape(gate.Sentence, 600));
        }

        More(text, gates.Count);
    }

    private static void Findings(StringBuilder text, DiagnosisResult? diagnosis)
    {
        var shown = (diagnosis?.Findings ?? []).Where(finding => finding.State is "present" or "undecided").ToList();
        if (shown.Count == 0)
        {
            return;
        }

        text.Append("| cause | state | of the gap | removing it changes test by |\n|---|---|--:|--:|\n");
        foreach (var finding in shown)
        {
            Row(
                text,
                CauseWords.Title(finding.Cause),
                CauseWords.State(finding),
                VerdictText.WithInterval(finding.GapPoints, finding.GapInterval),
                VerdictText.WithInterval(finding.EffectPoints, finding.EffectInterval) + (finding is { EffectPoints: not null, Metric: "balancedAccuracy" } ? " balanced accuracy" : ""));
        }

        text.Append('\n');
    }

    private static void Accuracies(StringBuilder text, StudyReport report)
    {
        text.Append("| variant | repeats | train | test | gap | 95% interval |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var variant in report.Result.Variants.Take(MostRows))
        {
            var test = StudyReport.Metric(variant, MeasurementNames.Test);
            var total = variant.Gap?.Total;
            Row(
                text,
                Name(variant.Name),
                Repeats(variant),
                Figures.Percent(StudyReport.Metric(variant, MeasurementNames.TrainClean)?.Mean),
                Figures.Percent(test?.Mean),
                Figures.Points(total?.Difference, Figures.Decimals(total?.Interval)),
                Figures.PointsInterval(total?.Interval));
        }

        More(text, report.Result.Variants.Count);
    }

    /// <summary>The finished repeats of a variant: <c>6</c>, or <c>5 of 6</c>.</summary>
    internal static string Repeats(VariantResult variant)
    {
        var finished = variant.Trials.Count(trial => trial.State == TrialState.Finished);
        return finished == variant.Trials.Count
            ? Figures.Count(finished)
            : $"{Figures.Count(finished)} of {Figures.Count(variant.Trials.Count)}";
    }

    private static void Comparisons(StringBuilder text, IReadOnlyList<ComparisonResult> comparisons)
    {
        if (comparisons.Count == 0)
        {
            return;
        }

        text.Append("| against the baseline | measured by | difference | 95% interval | verdict |\n|---|---|--:|--:|---|\n");
        foreach (var comparison in comparisons.Take(MostRows))
        {
            var loss = !PlainWords.IsPoints(comparison.Metric);
            Row(
                text,
                Name(comparison.Variant),
                PlainWords.Metric(comparison.Metric).ToLowerInvariant(),
                loss ? Figures.WithSign(comparison.MeanDifference, 3) : Figures.Points(comparison.MeanDifference, Figures.Decimals(comparison.Interval)),
                loss ? Figures.LossInterval(comparison.Interval) : Figures.PointsInterval(comparison.Interval),
                MarkdownText.Escape(comparison.Verdict, 20));
        }

        More(text, comparisons.Count);
    }

    private static void Caveats(StringBuilder text, IReadOnlyList<string> caveats)
    {
        foreach (var caveat in caveats)
        {
            text.Append("> ").Append(MarkdownText.Escape(caveat, 600)).Append("\n>\n");
        }

        if (caveats.Count > 0)
        {
            text.Length -= 2;
            text.Append('\n');
        }
    }

    // Ends a table.
    private static void More(StringBuilder text, int rows) =>
        text.Append(rows > MostRows ? $"\n{Figures.Count(rows - MostRows)} more are in the report.\n\n" : "\n");

    private static void Row(StringBuilder text, params IReadOnlyList<string> cells) => text.Append(MarkdownText.Row(cells));

    private static string Name(string name) => MarkdownText.Escape(name, LongestName);
}
