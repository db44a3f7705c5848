namespace MlPipelines.Pipelines;

/// <summary>Whether files lie inside a folder once all links on the way to them are followed.</summary>
internal sealed class RealPaths
{
    /// <summary>As many links as Linux follows before it gives up.</summary>
    private const int MostLinks = 40;

    private readonly Dictionary<string, string?> _folders = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly string? _root;

    /// <summary>Looks at a folder, absolute.</summary>
    public RealPaths(string folder)
    {
        _folder = folder;
        _root = OfFolder(folder, MostLinks);
    }

    /// <summary>Whether a path, absolute and without dots, is one of the folder as it is written, whatever its links do.</summary>
    public static bool IsWritten(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether a path is inside, as written and with its links followed; a link to the folder itself is. A file that is not there is where it is written.</summary>
    public bool Contains(string path) =>
        IsWritten(_folder, path) && _root is { } root && Real(path, MostLinks) is { } real && (real == root || IsWritten(root, real));

    /// <summary>The place without links, or null after too many of them.</summary>
    private string? Real(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        return OfFolder(parent, links) is not { } real ? null : Followed(Path.Combine(real, Path.GetFileName(path)), links);
    }

    private string? OfFolder(string folder, int links)
    {
        if (!_folders.TryGetValue(folder, out string? real))
        {
            real = Real(folder, links);
            _folders[folder] = real;
        }

        return real;
    }

    private string? Followed(string path, int links) =>
        new FileInfo(path).LinkTarget is not { } target ? path
        : links == 0 ? null
        : Real(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target)), links - 1);
}
