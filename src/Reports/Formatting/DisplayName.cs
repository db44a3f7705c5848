using System.Globalization;
using System.Text;

namespace MlPipelines.Reports;

/// <summary>
/// Names that come from data, made fit for a page: control characters become visible, directional overrides are dropped, and what is too long ends in an
/// ellipsis. Markup in a name is the encoder's matter, not this one's.
/// </summary>
public static class DisplayName
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const int LongestQuote = 40;
    private const char Ellipsis = '…';
    private const int NullPicture = 0x2400;
    private const int DeletePicture = 0x2421;

    /// <summary>The name in at most so many characters, as a reader counts them.</summary>
    public static string Shorten(string name, int characters)
    {
        var clean = Clean(name, characters * 4);
        var elements = StringInfo.ParseCombiningCharacters(clean);
        return elements.Length <= characters && clean.Length < characters * 4
            ? clean
            : clean[..elements[Math.Min(characters - 1, elements.Length - 1)]] + Ellipsis;
    }

    /// <summary>The name in quotation marks for a running sentence, isolated so that a name written from right to left turns nothing around but itself.</summary>
    /// <param name="name">The name.</param>
    /// <param name="characters">The most characters shown.</param>
    public static string Quote(string name, int characters = LongestQuote) => $"“{FirstStrongIsolate}{Shorten(name, characters)}{PopIsolate}”";

    /// <summary>The name in at most so many pixels of a chart's label.</summary>
    /// <param name="name">The name.</param>
    /// <param name="pixels">The room for it.</param>
    /// <param name="fontSize">The size of the label's text in pixels.</param>
    public static string Fit(string name, double pixels, double fontSize = 13)
    {
        var clean = Clean(name, 400);
        if (Width(clean) * fontSize <= pixels)
        {
            return clean;
        }

        var kept = new StringBuilder();
        var width = 1.0;
        var elements = StringInfo.GetTextElementEnumerator(clean);
        while (elements.MoveNext() && (width += Width(elements.GetTextElement())) * fontSize <= pixels)
        {
            kept.Append(elements.GetTextElement());
        }

        return kept.Append(Ellipsis).ToString();
    }

    /// <summary>The name in lines of at most so many pixels, broken at spaces where there are any; what is too long for the lines ends in an ellipsis.</summary>
    /// <param name="name">The name.</param>
    /// <param name="pixels">The room of a line.</param>
    /// <param name="most">The most lines.</param>
    /// <param name="fontSize">The size of the label's text in pixels.</param>
    public static IReadOnlyList<string> Wrap(string name, double pixels, int most, double fontSize = 13)
    {
        var words = Clean(name, 400).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string>();
        var line = "";
        for (var index = 0; index < words.Length; index++)
        {
            var longer = line.Length == 0 ? words[index] : line + " " + words[index];
            if (line.Length == 0 || Width(longer) * fontSize <= pixels)
            {
                line = longer;
                continue;
            }

            if (lines.Count == most - 1)
            {
                line = string.Join(' ', words[index..].Prepend(line));
                break;
            }

            lines.Add(Fit(line, pixels, fontSize));
            line = words[index];
        }

        lines.Add(Fit(line, pixels, fontSize));
        return lines;
    }

    /// <summary>The estimated width in units of the font size; on the generous side, because fonts differ from machine to machine.</summary>
    internal static double Width(string text) => text.EnumerateRunes().Sum(RuneWidth);

    private static double RuneWidth(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '|' or '.' or ',' or ':' or ';' or '\'' or '!' or ' ' or 'I' or 'f' or 't' or 'r' => 0.34,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.92,
        >= 'A' and <= 'Z' => 0.72,
        < 0x300 => 0.57,
        >= 0x1100 => 1.05,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 0.65,
    };

    private static string Clean(string name, int limit)
    {
        if (name.Length == 0)
        {
            return "(empty)";
        }

        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().TakeWhile(_ => clean.Length < limit).Where(rune => !IsDirectionalControl(rune)))
        {
            clean.Append(Visible(rune));
        }

        return string.IsNullOrWhiteSpace(clean.ToString()) ? "(blank)" : clean.ToString();
    }

    private static string Visible(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' or 0x2028 or 0x2029 => " ",
        < 0x20 => new Rune(NullPicture + rune.Value).ToString(),
        0x7f => new Rune(DeletePicture).ToString(),
        >= 0x80 and < 0xa0 => Rune.ReplacementChar.ToString(),
        _ => rune.ToString(),
    };

    // Embeddings, overrides and isolates; the marks (LRM, RLM) order neighbours only and belong to the name.
    private static bool IsDirectionalControl(Rune rune) => rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);
}
