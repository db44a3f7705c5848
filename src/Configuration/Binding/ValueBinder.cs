using System.Globalization;

namespace MlPipelines.Configuration;

/// <summary>Makes texts, numbers, booleans and enum values of nodes.</summary>
/// <param name="findings">Receives what is wrong.</param>
/// <param name="dataFolder">The folder from which relative paths are taken; null when paths are taken as they are.</param>
internal sealed class ValueBinder(List<Finding> findings, string? dataFolder)
{
    /// <summary>True or false, or null with a finding.</summary>
    public object? BindBoolean(ConfigurationNode node, string path) =>
        node is BooleanNode boolean ? boolean.Value : Report(node, path, "true or false");

    /// <summary>A text, or null with a finding. A path comes back absolute.</summary>
    public object? BindText(TextShape shape, ConfigurationNode node, string path)
    {
        string? text = (node as TextNode)?.Value ?? node.BareText;
        if (text is null)
        {
            return Report(node, path, shape.Path is null ? "a text" : "a path");
        }

        if (text.Length < shape.MinimumLength || text.Length > shape.MaximumLength)
        {
            return Report(node, path, shape.MaximumLength == 1 ? "one character" : "a text that is not empty");
        }

        return shape.Path is { } kind && dataFolder is not null ? BindPath(kind, text, node, path) : text;
    }

    private string? BindPath(DataPathKind kind, string text, ConfigurationNode node, string path)
    {
        string expected = kind switch
        {
            DataPathKind.File => "an existing file",
            DataPathKind.Folder => "an existing folder",
            _ => "an existing file or folder",
        };
        string? resolved = DataPath.Resolve(text, dataFolder!);
        string? missing = resolved is null ? Quoted.Text(text) : DataPath.Missing(resolved, kind);
        if (missing is null)
        {
            return resolved;
        }

        findings.Add(new Finding(node.Place, path, expected, missing, resolved is null ? null : DataPath.Remedy(resolved, text, kind)));
        return null;
    }

    /// <summary>A number in its range, or null with a finding.</summary>
    public object? BindNumber(NumberShape shape, ConfigurationNode node, string path, string? remedy)
    {
        if (node is not NumberNode number)
        {
            return Report(
                node, path, shape.Description, node is TextNode text && IsNumber(text.Value) ? "Write the number without quotes." : remedy);
        }

        double value = double.Parse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        bool isRight = double.IsFinite(value) && shape.Range?.Contains(value) != false;
        if (!shape.IsInteger)
        {
            return isRight ? value : Report(node, path, shape.Description, remedy);
        }

        // The bounds of int itself matter where no range is stated.
        return isRight && value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : Report(node, path, shape.Description, remedy);
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A value of an enum, or null with a finding.</summary>
    public object? BindEnum(EnumShape shape, ConfigurationNode node, string path)
    {
        string? name = (node as TextNode)?.Value ?? node.BareText;
        if (name is not null && shape.Values.TryGetValue(name, out object? value))
        {
            return value;
        }

        return Report(
            node,
            path,
            shape.Values.Count == 1 ? Quoted.Text(shape.Values.Keys.First()) : $"one of {Quoted.List(shape.Values.Keys.Select(Quoted.Text))}",
            name is null || shape.Values.Count == 1 ? null : NearestName.Suggestion(name, shape.Values.Keys));
    }

    /// <summary>Notes that a value is wrong.</summary>
    /// <returns>Null, so that a caller can report and return at once.</returns>
    public object? Report(ConfigurationNode node, string path, string expected, string? remedy = null)
    {
        findings.Add(new Finding(node.Place, path, expected, node.Description, remedy));
        return null;
    }
}
