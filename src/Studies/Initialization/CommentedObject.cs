using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>
/// An object of a configuration file that is written for people: above a member stands why it has its value, and a suggestion is a member that is commented out. Members that hold an
/// object of this kind take several lines, all others one. Commas trail, so that a suggestion is taken by removing its slashes.
/// </summary>
internal sealed class CommentedObject
{
    private const int Width = 110;

    // Names of people's classes and files stay readable; the file is never embedded in a page.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(string Name, JsonNode? Value, CommentedObject? Object, string? Why, bool IsSuggestion)> _members = [];

    /// <summary>Adds a member.</summary>
    public CommentedObject Add(string name, JsonNode? value, string? why = null)
    {
        _members.Add((name, value, null, why, false));
        return this;
    }

    /// <summary>Adds an object, unless it is empty.</summary>
    public CommentedObject Add(string name, CommentedObject value, string? why = null)
    {
        if (value._members.Count > 0)
        {
            _members.Add((name, null, value, why, false));
        }

        return this;
    }

    /// <summary>Adds a member that is commented out.</summary>
    public CommentedObject Suggest(string name, JsonNode value, string why)
    {
        _members.Add((name, value, null, why, true));
        return this;
    }

    /// <summary>The object as text, its braces included.</summary>
    /// <param name="head">Sentences that stand above it.</param>
    public string ToText(IReadOnlyList<string> head)
    {
        StringBuilder text = new();
        foreach (string sentence in head)
        {
            AppendComment(text, "", sentence);
        }

        Append(text, "");
        return text.Append('\n').ToString();
    }

    /// <summary>A value on one line, with spaces where people put them.</summary>
    public static string OneLine(JsonNode? value) => value switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject members => "{ " + string.Join(", ", members.Select(member => $"{Quoted(member.Key)}: {OneLine(member.Value)}")) + " }",
        JsonArray items => "[" + string.Join(", ", items.Select(OneLine)) + "]",
        null => "null",
        _ => value.ToJsonString(s_options),
    };

    private void Append(StringBuilder text, string indent)
    {
        text.Append("{\n");
        string inner = indent + "  ";
        foreach ((string name, JsonNode? value, CommentedObject? nested, string? why, bool isSuggestion) in _members)
        {
            if (why is not null)
            {
                AppendComment(text, inner, why);
            }

            text.Append(inner).Append(isSuggestion ? "// " : "").Append(Quoted(name)).Append(": ");
            if (nested is null)
            {
                text.Append(OneLine(value));
            }
            else
            {
                nested.Append(text, inner);
            }

            text.Append(",\n");
        }

        text.Append(indent).Append('}');
    }

    private static void AppendComment(StringBuilder text, string indent, string sentence)
    {
        int width = Width - indent.Length - 3;
        StringBuilder line = new();
        foreach (string word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                text.Append(indent).Append("// ").Append(line).Append('\n');
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        text.Append(indent).Append("// ").Append(line).Append('\n');
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString(s_options);
}
