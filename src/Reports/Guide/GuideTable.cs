using System.Text;

namespace MlPipelines.Reports;

/// <summary>A table of the guide: the report's numbers as Markdown.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Words">The columns that hold words, which start at the left; the first one does in any case.</param>
internal sealed record GuideTable(NumbersTable Numbers, params int[] Words)
{
    private const int MostRows = 40;

    /// <summary>Appends the table with its caption.</summary>
    public void Append(StringBuilder text)
    {
        text.Append("**").Append(MarkdownText.Escape(Numbers.Caption, 200)).Append("**\n\n");
        text.Append(MarkdownText.Row(Numbers.Headers.Select(header => MarkdownText.Escape(header, 60))));
        text.Append('|').AppendJoin('|', Numbers.Headers.Select((_, column) => column == 0 || Words.Contains(column) ? "---" : "--:")).Append("|\n");
        foreach (var row in Numbers.Rows.Take(MostRows))
        {
            text.Append(MarkdownText.Row(row.Select(cell => cell.Length == 0 ? "" : MarkdownText.Escape(cell, 200))));
        }

        text.Append('\n');
        if (Numbers.Rows.Count > MostRows)
        {
            text.Append(Figures.Of(Numbers.Rows.Count - MostRows, "more row")).Append(" in `result.json`.\n\n");
        }
    }
}
