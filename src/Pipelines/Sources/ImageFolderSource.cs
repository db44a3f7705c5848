using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// A folder with a sub-folder per class and images at any depth inside. Names are taken in ordinal order, so the samples have the same order on
/// every machine. Hidden files and folders are left out; files with other extensions are left out and noted.
/// </summary>
internal static class ImageFolderSource
{
    /// <summary>The extensions of images.</summary>
    public static IReadOnlySet<string> Extensions { get; } = new HashSet<string>(
        [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file has the extension of an image.</summary>
    public static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="member">The configuration's name of it: <c>data.train</c>.</param>
    /// <param name="allowOutside">Whether links in it may lead out of it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImageListing? Read(string folder, string member, bool allowOutside, List<Problem> problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(new Problem($"{member} ({folder})", "a folder with a sub-folder per class", "no such folder"));
            return null;
        }

        try
        {
            return List(folder, member, allowOutside, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem($"{member} ({folder})", "a readable folder", exception.Message));
            return null;
        }
    }

    private static ImageListing? List(string folder, string member, bool allowOutside, List<Problem> problems)
    {
        FolderWalk walk = new(folder, Extensions, allowOutside ? null : new RealPaths(folder));
        List<string> classes = [.. walk.ClassFolders()];
        if (classes.Count == 0)
        {
            problems.Add(new Problem(folder, "a sub-folder per class", "no sub-folder", "Put the images of each class into a folder with its name."));
            return null;
        }

        List<string> ids = [];
        List<string> labels = [];
        foreach (string name in classes)
        {
            int before = ids.Count;
            walk.AddImages(name, ids);
            labels.AddRange(Enumerable.Repeat(name, ids.Count - before));
        }

        if (walk.LinksOut is { Count: > 0 } links)
        {
            problems.Add(new Problem(
                $"{member} ({folder})",
                "images inside the folder",
                FolderWalk.Counted(links, "links that lead out of it"),
                "Copy the images into the folder, or set data.allowOutside to true if the links are yours."));
            return null;
        }

        return new ImageListing
        {
            Where = folder,
            Ids = ids,
            Labels = labels,
            Classes = classes,
            ClassWord = "class folder",
            Content = new ImageFiles(ids, [.. ids.Select(id => Path.Combine(folder, id.Replace('/', Path.DirectorySeparatorChar)))], "imageFolder\n"),
            Notes = walk.Notes(),
        };
    }
}

/// <summary>One walk through a folder of class folders: which images there are, and what was left out.</summary>
/// <param name="root">The folder, absolute.</param>
/// <param name="extensions">The extensions of images.</param>
/// <param name="inside">What may be reached; null lets links lead anywhere.</param>
internal sealed class FolderWalk(string root, IReadOnlySet<string> extensions, RealPaths? inside = null)
{
    private const int NamesShown = 3;
    private readonly List<string> _otherFiles = [];
    private readonly List<string> _repeatedFolders = [];
    private readonly List<string> _linksOut = [];

    /// <summary>The names of the sub-folders in ordinal order.</summary>
    public IEnumerable<string> ClassFolders()
    {
        _otherFiles.AddRange(Names(Directory.EnumerateFiles(root)));
        return Names(Directory.EnumerateDirectories(root));
    }

    /// <summary>Adds the ids of a class's images in ordinal order.</summary>
    public void AddImages(string className, List<string> ids)
    {
        if (LeadsOut(className))
        {
            return;
        }

        List<string> found = [];
        Walk(className, RealPath(Path.Combine(root, className), root), [], found);
        found.Sort(StringComparer.Ordinal);
        ids.AddRange(found);
    }

    /// <summary>All images below the root: those directly in it, then folder by folder, each in ordinal order.</summary>
    public List<string> AllImages()
    {
        List<string> ids = [];
        foreach (string name in Names(Directory.EnumerateFiles(root)))
        {
            (extensions.Contains(Path.GetExtension(name)) ? ids : _otherFiles).Add(name);
        }

        foreach (string name in Names(Directory.EnumerateDirectories(root)))
        {
            AddImages(name, ids);
        }

        return ids;
    }

    /// <summary>The files that are no images.</summary>
    public IReadOnlyList<string> OtherFiles => _otherFiles;

    /// <summary>The links to what may not be reached; nothing behind them was looked at.</summary>
    public IReadOnlyList<string> LinksOut => _linksOut;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<string> Notes()
    {
        List<string> notes = [];
        Note(_otherFiles, "files are not images in a class folder (by their place or extension) and were left out", notes);
        Note(_repeatedFolders, "linked folders lead to a folder that was already read and were left out", notes);
        return notes;
    }

    private void Note(List<string> names, string what, List<string> notes)
    {
        if (names.Count > 0)
        {
            notes.Add($"{root}: {Counted(names, what)}");
        }
    }

    /// <summary>How many there are, and the first names.</summary>
    public static string Counted(IReadOnlyList<string> names, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{names.Count} {what}: {string.Join(", ", names.Take(NamesShown))}{(names.Count > NamesShown ? ", ..." : "")}");

    /// <summary>Visits each real folder once per class, so that links in a circle end.</summary>
    private void Walk(string relative, string real, HashSet<string> visited, List<string> found)
    {
        if (!visited.Add(real))
        {
            _repeatedFolders.Add(relative);
            return;
        }

        string folder = Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar));
        foreach (string name in Names(Directory.EnumerateFiles(folder)))
        {
            string id = $"{relative}/{name}";
            bool isImage = extensions.Contains(Path.GetExtension(name));
            if (!isImage || !LeadsOut(id))
            {
                (isImage ? found : _otherFiles).Add(id);
            }
        }

        foreach (string name in Names(Directory.EnumerateDirectories(folder)))
        {
            if (!LeadsOut($"{relative}/{name}"))
            {
                Walk($"{relative}/{name}", RealPath(Path.Combine(folder, name), real), visited, found);
            }
        }
    }

    private bool LeadsOut(string id)
    {
        bool leadsOut = inside is not null && !inside.Contains(Path.Combine(root, id.Replace('/', Path.DirectorySeparatorChar)));
        if (leadsOut)
        {
            _linksOut.Add(id);
        }

        return leadsOut;
    }

    private static string RealPath(string folder, string realParent)
    {
        DirectoryInfo info = new(folder);
        return info.LinkTarget is null
            ? Path.Combine(realParent, info.Name)
            : Path.GetFullPath(info.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    private static List<string> Names(IEnumerable<string> paths)
    {
        List<string> names = [.. paths.Where(path => !IsHidden(path)).Select(path => Path.GetFileName(path)!)];
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static bool IsHidden(string path) =>
        Path.GetFileName(path).StartsWith('.')
        || (OperatingSystem.IsWindows() && (File.GetAttributes(path) & FileAttributes.Hidden) != 0);
}
