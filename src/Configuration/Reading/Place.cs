namespace MlPipelines.Configuration;

/// <summary>Where something stands: in a file, or on the command line.</summary>
/// <param name="Source">The file's name, or the override as written: <c>--set training.epochs=x</c>.</param>
/// <param name="Line">The line from 1; 0 on the command line.</param>
/// <param name="Column">The column from 1, in UTF-16 units as editors count them; 0 on the command line.</param>
/// <param name="Path">The JSON path: <c>$.scenarios.mine.training.epochs</c>.</param>
internal sealed record Place(string Source, int Line, int Column, string Path)
{
    /// <summary>The JSON path of the value that an override sets; null in a file.</summary>
    public string? OverridePath { get; init; }

    /// <summary>The path of a member of the object at <paramref name="path"/>.</summary>
    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '$') ? $"{path}.{name}" : $"{path}['{name}']";

    /// <summary><c>mlconfig.json:14:22 $.scenarios.mine.training.epochs</c>; an override names its path itself.</summary>
    public override string ToString() => (Line, Path == OverridePath) switch
    {
        (0, true) => Source,
        (0, false) => $"{Source} {Path}",
        _ => FormattableString.Invariant($"{Source}:{Line}:{Column} {Path}"),
    };
}
