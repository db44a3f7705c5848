namespace MlPipelines.Configuration;

/// <summary>Resolves a path of the configuration and says what is wrong with it.</summary>
internal static class DataPath
{
    /// <summary>The absolute path, relative ones taken from the configuration file's folder; null when the text cannot be a path.</summary>
    public static string? Resolve(string text, string folder)
    {
        try
        {
            return text.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(Path.Combine(folder, text));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What was found instead of an existing file or folder; null when all is well.</summary>
    public static string? Missing(string path, DataPathKind kind) => (kind, File.Exists(path), Directory.Exists(path)) switch
    {
        (DataPathKind.File, true, _) or (DataPathKind.Folder, _, true) or (DataPathKind.FileOrFolder, true, _) or (DataPathKind.FileOrFolder, _, true) => null,
        (DataPathKind.File, _, true) => $"the folder {path}",
        (DataPathKind.Folder, true, _) => $"the file {path}",
        _ => $"{path}, which does not exist",
    };

    /// <summary>What to do about it: the deepest part of the path that does exist, and the nearest name in it.</summary>
    public static string Remedy(string path, string text, DataPathKind kind)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            return kind == DataPathKind.Folder
                ? "Name the folder that holds a sub-folder per class; a CSV list of images is \"type\": \"imageList\"."
                : "Name the file itself; images in a folder per class are \"type\": \"imageFolder\".";
        }

        string parent = path;
        string missing = "";
        while (!Directory.Exists(parent) && Path.GetDirectoryName(parent) is { } above)
        {
            missing = Path.GetFileName(parent);
            parent = above;
        }

        if (text.Contains('\\', StringComparison.Ordinal) && Path.DirectorySeparatorChar == '/')
        {
            return "Write folders with \"/\".";
        }

        string? nearest = NearestName.Find(missing, Names(parent));
        return nearest is null
            ? $"There is no {Quoted.Text(missing)} in {parent}. Relative paths are taken from the configuration file's folder."
            : $"There is no {Quoted.Text(missing)} in {parent}. Did you mean {Quoted.Text(nearest)}?";
    }

    /// <summary>The first names in a folder; a data folder can hold millions.</summary>
    private static List<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Take(1000).Select(entry => Path.GetFileName(entry))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
