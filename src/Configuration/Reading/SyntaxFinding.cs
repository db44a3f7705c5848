using System.Text;

namespace MlPipelines.Configuration;

/// <summary>Says what is wrong with a text that is not JSON, in terms of what people usually do wrong.</summary>
internal static class SyntaxFinding
{
    /// <summary>Describes the fault.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="offset">The byte at which reading stopped.</param>
    /// <param name="message">The reader's message.</param>
    /// <param name="open">The objects and arrays that were open, the innermost first.</param>
    /// <param name="placeOf">From a byte to its place.</param>
    public static Finding Describe(
        byte[] utf8, int offset, string message, IReadOnlyCollection<(char Closing, Place Place)> open, Func<int, Place> placeOf)
    {
        Place where = placeOf(offset);
        if (utf8.All(value => value <= ' '))
        {
            return new Finding(where, "", "JSON", "an empty text");
        }

        if (message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return new Finding(where, "", "JSON", "objects or arrays that lie too deep in one another");
        }

        // A comma before the end of the text is where the reader stops, but not what is wrong.
        if (offset >= utf8.Length || utf8.AsSpan(offset).IndexOfAnyExcept(" \r\n\t,"u8) < 0)
        {
            return AtTheEnd(placeOf(utf8.Length), message, open);
        }

        string received = Encoding.UTF8.GetString(utf8, offset, utf8.Length - offset);
        return new Finding(where, "", "JSON", Received(received), Remedy(utf8, offset, received, isInside: open.Count > 0));
    }

    private static Finding AtTheEnd(Place where, string message, IReadOnlyCollection<(char Closing, Place Place)> open)
    {
        if (message.Contains("string", StringComparison.Ordinal) || open.Count == 0)
        {
            return new Finding(where, "", "JSON", "the end of the text", "Something before it is not closed: a quote, a comment or a value.");
        }

        (char closing, Place begin) = open.First();
        string kind = closing == '}' ? "object" : "array";
        string since = begin.Line > 0 ? FormattableString.Invariant($" that begins at {begin.Line}:{begin.Column}") : "";
        return new Finding(where, "", $"\"{closing}\" at the end of the {kind}{since}", "the end of the text");
    }

    private static string Received(string rest)
    {
        string word = string.Concat(rest.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '.'));
        return word.Length > 1 ? Quoted.Text(word) : Rune.GetRuneAt(rest, 0) is var rune && Rune.IsControl(rune)
            ? FormattableString.Invariant($"the character U+{rune.Value:X4}")
            : $"'{rune}'";
    }

    private static string? Remedy(byte[] utf8, int offset, string rest, bool isInside)
    {
        int before = utf8.AsSpan(0, offset).LastIndexOfAnyExcept(" \r\n\t"u8);
        char previous = before < 0 ? '\0' : (char)utf8[before];
        return rest[0] switch
        {
            _ when offset > 0 && utf8[offset - 1] == '\\' => "Write a backslash in a text as \"\\\\\"; paths may use \"/\".",
            '}' or ']' when !isInside => "There is one bracket too many.",
            _ when !isInside && before >= 0 && previous is '}' or ']' => "One object is the whole text.",
            '\n' or '\r' or '\t' => "The text before it is not closed: a closing quote is missing.",
            '"' or '{' or '[' when previous is not (',' or ':' or '{' or '[') => "A comma is missing before it.",
            ',' => "One comma too many, or a value is missing before it.",
            '=' => "A colon stands between a name and its value.",
            '\'' => "Names and texts stand in double quotes.",
            '}' or ']' when previous == ':' => "A value is missing before it.",
            '+' or '.' => "A number begins with a digit or \"-\".",
            >= '0' and <= '9' => "A number has no leading zeros, and its exponent needs digits.",
            _ when rest.StartsWith("NaN", StringComparison.Ordinal) || rest.StartsWith("Infinity", StringComparison.Ordinal) =>
                "JSON has only finite numbers.",
            _ when rest.StartsWith("True", StringComparison.Ordinal) || rest.StartsWith("False", StringComparison.Ordinal) =>
                "true and false are written in small letters.",
            _ when char.IsLetter(rest[0]) => "Names and texts stand in double quotes.",
            _ => null,
        };
    }
}
