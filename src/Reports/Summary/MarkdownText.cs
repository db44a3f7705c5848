using System.Text;

namespace MlPipelines.Reports;

/// <summary>Text from data as Markdown that shows it and does nothing else: no markup, no link, no mention, no table cell of its own.</summary>
public static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>()#+-.!|~&$:=^";

    /// <summary>The text with every sign that Markdown could act on escaped, on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">The most characters shown.</param>
    public static string Escape(string text, int characters)
    {
        var escaped = new StringBuilder();
        foreach (var sign in DisplayName.Shorten(text, characters))
        {
            escaped.Append(sign switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                // A comment between the sign and what follows keeps a forge from reading a user or an issue into it.
                '@' => "@<!-- -->",
                '#' => "\\#<!-- -->",
                _ when IsPlainPunctuation(sign) => sign.ToString(),
                _ when Special.Contains(sign, StringComparison.Ordinal) => "\\" + sign,
                _ => sign.ToString(),
            });
        }

        return escaped.ToString();
    }

    // Inside a line these do nothing, and prose full of backslashes reads badly where Markdown is not rendered.
    private static bool IsPlainPunctuation(char sign) => sign is '.' or '(' or ')' or '+' or '-' or '=' or ':';

    /// <summary>A row of a table. The cells are Markdown already.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>A code span that shows the text as it is; it ends at as many backticks as it starts with, so it starts with one more than the text has in a row.</summary>
    public static string Code(string text, int characters = 500)
    {
        var shown = DisplayName.Shorten(text, characters);
        var (longest, run) = (0, 0);
        foreach (var sign in shown)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return longest == 0 ? $"`{shown}`" : $"{fence} {shown} {fence}";
    }
}
