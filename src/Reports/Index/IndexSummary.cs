using System.Text;

namespace MlPipelines.Reports;

/// <summary>The index page in Markdown.</summary>
internal static class IndexSummary
{
    /// <summary>Renders the table.</summary>
    public static string Render(IReadOnlyList<IndexEntry> entries)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Figures.Of(entries.Count, "scenario")).Append("\n\n");
        text.Append(IndexFigures.Tally([.. entries.Select(entry => entry.Result)])).Append("\n\n");
        text.Append(MarkdownText.Row("scenario", "verdict", "train", "test", "gap", "took")).Append("|---|---|--:|--:|--:|--:|\n");
        foreach (var entry in entries)
        {
            var figures = IndexFigures.Of(entry.Result);
            var name = MarkdownText.Escape(entry.Scenario, 60);
            text.Append(MarkdownText.Row(
                entry.Address is { } address ? $"[{name}](<{address}>)" : name,
                Verdict(entry),
                figures.Train,
                figures.Test,
                figures.Gap,
                entry.Seconds is { } seconds ? Figures.Duration(seconds) : Figures.Missing));
        }

        return text.ToString();
    }

    private static string Verdict(IndexEntry entry) => entry switch
    {
        { Result: null } => "no result: " + MarkdownText.Escape(entry.Problem ?? "no reason was recorded", 300),
        { Result.Claim: { } claim } => $"**{ClaimText.Verdict(claim.Verdict)}**: {MarkdownText.Escape(claim.Sentence, 600)}",
        { Result: { } result } => "no claim: " + MarkdownText.Escape(PlainWords.Headline(result), 120),
    };
}
