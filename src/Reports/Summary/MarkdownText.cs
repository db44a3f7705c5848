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
}
