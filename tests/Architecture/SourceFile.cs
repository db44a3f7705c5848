using System.Text.RegularExpressions;

namespace MlPipelines.Tests.Architecture;

/// <summary>A source file and its lines without comments.</summary>
/// <param name="Path">The file, relative to the checkout, with slashes.</param>
/// <param name="Lines">Its lines; what stands behind <c>//</c> is left out.</param>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>The folder below <c>src</c> or <c>tests</c>.</summary>
    public string Layer => Path.Split('/')[1];

    /// <summary>Every C# and Razor file below some folders of the checkout, generated ones excluded, in ordinal order.</summary>
    public static IReadOnlyList<SourceFile> Below(params string[] folders) =>
    [
        .. folders.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryFiles.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/')))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new SourceFile(file.Path, [.. File.ReadLines(file.File).Select(line => Comment().Replace(line, ""))])),
    ];

    /// <summary>The places where a pattern matches: <c>path:line: text</c>.</summary>
    public IEnumerable<string> Find(Regex pattern) => Lines
        .Select((text, index) => (Text: text, Number: index + 1))
        .Where(line => pattern.IsMatch(line.Text))
        .Select(line => $"{Path}:{line.Number}: {line.Text.Trim()}");

    // A comment starts the line or follows a space; "https://..." in a text is none.
    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();
}
