using System.Globalization;
using System.Text;

namespace MlPipelines.Bench;

/// <summary>The figures as Markdown.</summary>
internal static class ReliabilityPage
{
    /// <param name="measured">The checks with figures.</param>
    /// <param name="missing">The checks that were never measured whole.</param>
    public static string Of(IReadOnlyList<(ReliabilityCheck Check, MeasuredOutcome Measured)> measured, IReadOnlyList<ReliabilityCheck> missing)
    {
        StringBuilder page = new();
        page.AppendLine("# Nothing lost, nothing let in, the same result twice");
        page.AppendLine();
        page.AppendLine("Written by `dotnet run -c Release --project bench -- reliability --write docs/reliability.md`; a name before `--write` measures that check anew. A fast part of each is a test.");
        if (missing.Count > 0)
        {
            page.AppendLine();
            page.AppendLine("**Not measured whole yet**, so that this page says nothing of them:");
            page.AppendLine();
            foreach (ReliabilityCheck check in missing)
            {
                page.AppendLine(CultureInfo.InvariantCulture, $"- `{check.Name}`: {check.Promise}");
            }
        }

        foreach ((ReliabilityCheck check, MeasuredOutcome outcome) in measured)
        {
            page.AppendLine();
            page.Append(Section(check, outcome));
        }

        return page.ToString();
    }

    public static string Section(ReliabilityCheck check, MeasuredOutcome measured)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {check.Title}");
        text.AppendLine();
        text.AppendLine(check.Promise);
        text.AppendLine();
        text.AppendLine("| what | tried | held | worst case |");
        text.AppendLine("|---|---:|---:|---|");
        foreach (ReliabilityFigure figure in measured.Outcome.Figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(figure.What)} | {figure.Tried:N0} | {figure.Survived:N0} | {Cell(figure.Worst)} |");
        }

        text.AppendLine();
        foreach (string note in measured.Outcome.Notes)
        {
            text.AppendLine(note).AppendLine();
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {measured.Day} in {Math.Ceiling(measured.Seconds):0} s: `-- reliability {check.Name}`.");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
