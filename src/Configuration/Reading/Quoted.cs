namespace MlPipelines.Configuration;

/// <summary>Texts of a user as messages show them: quoted, on one line, and not longer than a line.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    /// <summary>The text in double quotes, control characters replaced.</summary>
    public static string Text(string value) => $"\"{Shorten(value)}\"";

    /// <summary>The text without quotes, cut where it is long.</summary>
    public static string Shorten(string value)
    {
        string cut = value.Length <= Longest ? value : value[..(Longest - 3)] + "...";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) && value.Length > Longest ? '\uFFFD' : c));
    }

    /// <summary>Names as a list: <c>a, b, c</c>.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names);
}
