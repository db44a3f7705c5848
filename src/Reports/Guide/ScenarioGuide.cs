using System.Text;
using System.Text.RegularExpressions;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>
/// The guide to the scenarios in Markdown: what each asks, what was measured, and what that says about its claim. The same results give the same text.
/// </summary>
public static partial class ScenarioGuide
{
    private const string Mark = "mlpipelines-guide";

    /// <summary>Renders the guide, the scenarios in the order given.</summary>
    public static string Render(IReadOnlyList<GuideEntry> entries)
    {
        var text = new StringBuilder();
        Head(text, entries);
        foreach (var entry in entries)
        {
            text.Append("\n## ").Append(MarkdownText.Escape(entry.Name, 80)).Append("\n\n");
            text.Append("<!-- ").Append(Mark).Append(' ').Append(Uri.EscapeDataString(entry.Name)).Append(' ').Append(Uri.EscapeDataString(entry.ConfigurationDigest)).Append(" -->\n\n");
            Scenario(text, entry.Result);
        }

        return text.ToString();
    }

    /// <summary>The configuration digests that a guide was written from: scenario → digest.</summary>
    public static IReadOnlyDictionary<string, string> ReadDigests(string markdown) => DigestComment().Matches(markdown)
        .GroupBy(match => Uri.UnescapeDataString(match.Groups["name"].Value), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First().Groups["digest"].Value), StringComparer.Ordinal);

    private static void Head(StringBuilder text, IReadOnlyList<GuideEntry> entries)
    {
        text.Append("# The scenarios\n\n");
        text.Append("Every scenario of `mlconfig.json` asks one question, and most of them test a claim that somebody made. This page says what was measured and whether the claim holds, fails, or cannot be decided. ");
        text.Append("It is written by `mlpipelines guide` from `result.json` files: do not edit it.\n\n");
        foreach (var machine in entries.GroupBy(entry => GuideRun.Machine(entry.Result), StringComparer.Ordinal))
        {
            text.Append(GuideRun.Describe([.. machine.Select(entry => entry.Result)], entries.Count)).Append("\n\n");
        }

        text.Append(IndexFigures.Tally([.. entries.Select(entry => entry.Result)])).Append("\n\n");
        text.Append("Accuracy is the share of rows predicted right; ranges are 95% intervals over test rows and repeats; the gap is training minus test accuracy.\n\n");
        text.Append(MarkdownText.Row("scenario", "claim", "verdict", "size", "repeats")).Append("|---|---|---|---|--:|\n");
        foreach (var entry in entries)
        {
            text.Append(MarkdownText.Row(
                $"[{MarkdownText.Escape(entry.Name, 80)}](#{Anchor(entry.Name)})",
                entry.Result.Claim is { } claim ? $"“{MarkdownText.Escape(claim.Text, 400)}”" : "none",
                entry.Result.Claim is { } decided ? $"**{ClaimText.Verdict(decided.Verdict)}**" : MarkdownText.Escape(PlainWords.Headline(entry.Result.Verdict), 120),
                MarkdownText.Escape(entry.Result.Size, 20),
                GuideRun.Repeats(entry.Result)));
        }
    }

    private static void Scenario(StringBuilder text, StudyResult result)
    {
        if (!string.IsNullOrWhiteSpace(result.Description))
        {
            text.Append('*').Append(MarkdownText.Escape(result.Description, 400)).Append("*\n\n");
        }

        if (result.Claim is { } claim)
        {
            text.Append("> “").Append(MarkdownText.Escape(claim.Text, 400)).Append("”\n\n");
            text.Append("The claim **").Append(ClaimText.Verdict(claim.Verdict)).Append("**. ").Append(MarkdownText.Escape(claim.Sentence, 1200)).Append("\n\n");
            if (claim.Advice is not null)
            {
                text.Append("What would decide it: ").Append(MarkdownText.Escape(claim.Advice, 600)).Append("\n\n");
            }
        }

        text.Append(GuideRun.What(result)).Append("\n\n");
        text.Append(MarkdownText.Escape(result.Verdict.Sentence, 1200)).Append("\n\n");
        foreach (var table in GuideTables.Of(result))
        {
            table.Append(text);
        }

        foreach (var note in GuideTables.Notes(result))
        {
            text.Append("- ").Append(note).Append('\n');
        }

        foreach (var caveat in result.Verdict.Caveats)
        {
            text.Append("- Caveat: ").Append(MarkdownText.Escape(caveat, 600)).Append('\n');
        }
    }

    // As GitHub makes anchors of headings: lower case, letters, digits, hyphens and underscores, a hyphen for each space.
    private static string Anchor(string name) => string.Concat(name.ToLowerInvariant()
        .Select(sign => sign == ' ' ? "-" : char.IsLetterOrDigit(sign) || sign is '-' or '_' ? sign.ToString() : ""));

    [GeneratedRegex($"<!-- {Mark} (?<name>[^ >]+) (?<digest>[^ >]*) -->")]
    private static partial Regex DigestComment();
}
