using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A file or folder that somebody wants predictions of.</summary>
/// <param name="Name">As it was written.</param>
/// <param name="Path">Absolute.</param>
public sealed record InputPath(string Name, string Path);

/// <summary>
/// From what a user names to single images and tables. A folder stands for the images in it at any depth: those directly in it first, then folder by folder, each in ordinal order, which
/// is the order of a study's image folders. Hidden files are left out.
/// </summary>
public sealed class InputFiles
{
    private static readonly HashSet<string> TableExtensions = new([".csv", ".tsv", ".parquet"], StringComparer.OrdinalIgnoreCase);

    private const int NamesShown = 3;

    private readonly List<NewImage> _images = [];
    private readonly List<InputPath> _tables = [];
    private readonly List<string> _notes = [];

    private InputFiles()
    {
    }

    /// <summary>The images.</summary>
    public IReadOnlyList<NewImage> Images => _images;

    /// <summary>The tables.</summary>
    public IReadOnlyList<InputPath> Tables => _tables;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Looks at what is there.</summary>
    /// <param name="inputs">What a user names.</param>
    /// <param name="wantsImages">Whether the model takes images, not rows of tables.</param>
    /// <param name="problems">Receives everything that is wrong.</param>
    public static InputFiles Find(IReadOnlyList<InputPath> inputs, bool wantsImages, List<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(problems);
        InputFiles found = new();
        if (inputs.Count == 0)
        {
            problems.Add(new Problem("INPUT", wantsImages ? "images, or folders of images" : "tables (CSV, TSV or Parquet)", "nothing"));
        }

        foreach (InputPath input in inputs)
        {
            try
            {
                found.Add(input, wantsImages, problems);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(new Problem(input.Name, "a file or folder that can be read", exception.Message.TrimEnd('.')));
            }
        }

        return found;
    }

    private void Add(InputPath input, bool wantsImages, List<Problem> problems)
    {
        string extension = Path.GetExtension(input.Path);
        if (Directory.Exists(input.Path))
        {
            AddFolder(input, wantsImages, problems);
        }
        else if (!File.Exists(input.Path))
        {
            problems.Add(new Problem(input.Name, "a file or a folder", "nothing: there is no such file"));
        }
        else if (wantsImages && TableExtensions.Contains(extension))
        {
            problems.Add(new Problem(input.Name, "an image, as the model was trained on", "a table"));
        }
        else if (!wantsImages && ImageFolderSource.Extensions.Contains(extension))
        {
            problems.Add(new Problem(input.Name, "a table, as the model was trained on", "an image"));
        }
        else if (wantsImages)
        {
            _images.Add(new NewImage(input.Name, input.Path));
        }
        else
        {
            _tables.Add(input);
        }
    }

    private void AddFolder(InputPath input, bool wantsImages, List<Problem> problems)
    {
        FolderWalk walk = new(input.Path, ImageFolderSource.Extensions);
        List<string> ids = walk.AllImages();
        string[] tables = [.. walk.OtherFiles.Where(name => TableExtensions.Contains(Path.GetExtension(name)))];
        string counted = string.Create(
            CultureInfo.InvariantCulture,
            $"{ids.Count} {(ids.Count == 1 ? "image" : "images")} and {tables.Length} {(tables.Length == 1 ? "table" : "tables")}");
        if (!wantsImages)
        {
            problems.Add(new Problem(
                input.Name,
                "a table, as the model was trained on",
                ids.Count + tables.Length == 0 ? "a folder without tables" : $"a folder with {counted}",
                tables.Length > 0 ? "Name the tables themselves." : null));
        }
        else if (ids.Count > 0 && tables.Length > 0)
        {
            problems.Add(new Problem(
                input.Name, "a folder of images", $"a folder of both, {counted} (the first table is {tables[0]})", "Name the files that are meant, or move the others away."));
        }
        else if (ids.Count == 0)
        {
            problems.Add(new Problem(input.Name, "a folder of images (PNG, JPEG, BMP, GIF or WebP)", tables.Length > 0 ? $"a folder with {counted}" : "a folder without images"));
        }
        else
        {
            string prefix = input.Name.TrimEnd('/', Path.DirectorySeparatorChar);
            _images.AddRange(ids.Select(id => new NewImage($"{prefix}/{id}", Path.Combine(input.Path, id.Replace('/', Path.DirectorySeparatorChar)))));
            if (walk.OtherFiles.Count > 0)
            {
                string shown = string.Join(", ", walk.OtherFiles.Take(NamesShown)) + (walk.OtherFiles.Count > NamesShown ? ", ..." : "");
                _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{input.Name}: {walk.OtherFiles.Count} {(walk.OtherFiles.Count == 1 ? "file is" : "files are")} left out, by the extension no images: {shown}"));
            }
        }
    }
}
