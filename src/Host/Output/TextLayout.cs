using System.Globalization;
using System.Text;

namespace MlPipelines.Host;

/// <summary>Lays prose out in columns. Words are never cut, so that a path can be copied even where it is too long for its line.</summary>
internal static class TextLayout
{
    /// <summary>Breaks a text at spaces into lines of at most <paramref name="width"/> columns where its words allow it.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            foreach (string word in Printable(paragraph).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>Writes a text behind a label; its further lines stand under the first.</summary>
    public static void WriteLabelled(TextWriter writer, string label, string text, int width)
    {
        string indent = new(' ', label.Length);
        IReadOnlyList<string> lines = Wrap(text, width - label.Length);
        for (int i = 0; i < lines.Count; i++)
        {
            writer.WriteLine(((i == 0 ? label : indent) + lines[i]).TrimEnd());
        }
    }

    /// <summary>Control characters as their code: text from a data file must not steer the terminal.</summary>
    public static string Printable(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character)
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
            : character.ToString()))
        : text;

    /// <summary>A text cut to a number of columns, with an ellipsis where something is missing.</summary>
    public static string Fit(string text, int columns) =>
        text.Length <= columns ? text : columns <= 1 ? text[..Math.Max(0, columns)] : string.Concat(text.AsSpan(0, columns - 1), "…");
}
