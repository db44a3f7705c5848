namespace MlPipelines.Studies;

/// <summary>Finds links below a folder that lead out of it: what a server of the folder must not follow.</summary>
public static class LinksOut
{
    /// <summary>The first link below a run that leads out of the folder of runs, relative to the run with forward slashes; null when there is none.</summary>
    /// <param name="outputFolder">The folder of runs, absolute; it may itself be a link.</param>
    /// <param name="folder">The run's folder below it.</param>
    public static string? Find(string outputFolder, string folder)
    {
        if (Leads(outputFolder, new DirectoryInfo(folder)))
        {
            return ".";
        }

        // Links are named, not followed: what a link inside the folder leads to is looked at where it lies.
        EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        FileSystemInfo? found = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", everything).FirstOrDefault(entry => Leads(outputFolder, entry));
        return found is null ? null : Path.GetRelativePath(folder, found.FullName).Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Whether an entry is a link whose target lies outside the folder, or cannot be told.</summary>
    public static bool Leads(string outputFolder, FileSystemInfo entry)
    {
        // Of what is not there all attributes are set.
        if (entry.Attributes == (FileAttributes)(-1) || !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return false;
        }

        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true) is not { } target || !IsInside(Real(outputFolder), Real(target.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool IsInside(string root, string path) => path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with the links of its own folders resolved.</summary>
    private static string Real(string path)
    {
        string whole = Path.GetFullPath(path);
        if (Path.GetDirectoryName(whole) is not { } parent)
        {
            return whole;
        }

        string real = Path.Combine(Real(parent), Path.GetFileName(whole));
        FileSystemInfo? link = File.Exists(real) || Directory.Exists(real) ? new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) : null;
        return link is null ? real : Real(link.FullName);
    }
}
