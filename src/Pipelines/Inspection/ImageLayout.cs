using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// How images lie in a folder: a sub-folder per class; sub-folders for training and test with classes inside; a CSV file that lists them; a pair of IDX files or two.
/// </summary>
/// <param name="Data">The options that read them; paths are absolute, everything else is as by default.</param>
/// <param name="Notes">What was decided or left out on the way.</param>
public sealed record ImageLayout(ImageDataOptions Data, IReadOnlyList<string> Notes)
{
    private static readonly string[] s_train = ["train", "training"];
    private static readonly string[] s_test = ["test", "testing"];
    private static readonly string[] s_validation = ["val", "valid", "validation"];

    /// <summary>Looks at a place.</summary>
    /// <param name="place">A folder, or a CSV file that lists images; absolute.</param>
    /// <param name="test">The same for test images, or null.</param>
    /// <param name="label">The label column of a CSV file, or null to propose one.</param>
    /// <param name="cancellation">Checked while a list is read.</param>
    /// <exception cref="ProblemException">There are no images, or they lie in a way that no source reads.</exception>
    public static ImageLayout Find(string place, string? test, string? label, CancellationToken cancellation)
    {
        List<string> notes = [];
        ImageDataOptions data = File.Exists(place) ? ImageListLayout.Of(place, label, cancellation) : OfFolder(place, label, notes, cancellation);
        return new ImageLayout(test is null ? data : WithTest(data, test), notes);
    }

    private static ImageDataOptions OfFolder(string place, string? label, List<string> notes, CancellationToken cancellation)
    {
        if (!Directory.Exists(place))
        {
            throw Wrong(place, "a folder of images, or a CSV file that lists them", "no such folder or file");
        }

        string folder = Unwrapped(place, notes);
        string[] folders = [.. Visible(Directory.EnumerateDirectories(folder))];
        string[] files = [.. Visible(Directory.EnumerateFiles(folder))];
        if (IdxLayout.Of(files) is { } idx)
        {
            return idx;
        }

        if (Named(folders, s_train) is { } train && (Named(folders, s_test) ?? Named(folders, s_validation)) is { } test)
        {
            AddNotesOnSets(folders, train, test, notes);
            return new ImageFolderOptions { Train = train, Test = test };
        }

        string[] classes = [.. folders.Where(HasImages)];
        string[] lists = [.. files.Where(file => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase))];
        if (classes.Length < 2 && lists.Length > 0)
        {
            return OfLists(place, lists, label, cancellation);
        }

        int loose = files.Count(ImageFolderSource.IsImage);
        if (classes.Length == 0)
        {
            throw Wrong(
                place,
                "images in a sub-folder per class, in sub-folders train and test, as IDX files, or listed in a CSV file",
                loose > 0 ? string.Create(CultureInfo.InvariantCulture, $"{loose} images beside each other and nothing that says which class they are") : "no image",
                loose > 0
                    ? "Put the images of each class into a folder with its name, or list them in a CSV file with the columns path and label."
                    : "PNG, JPEG, BMP, GIF and WebP files are images.");
        }

        return new ImageFolderOptions { Train = folder };
    }

    private static ImageListOptions OfLists(string place, string[] lists, string? label, CancellationToken cancellation)
    {
        string? train = NamedFile(lists, s_train);
        string? test = NamedFile(lists, s_test);
        if (lists.Length > 1 && (train is null || test is null))
        {
            throw Wrong(
                place, "one CSV file that lists the images, or train.csv and test.csv", string.Join(", ", lists.Select(Path.GetFileName)), "Name the one to use: --images FILE.csv.");
        }

        ImageListOptions list = ImageListLayout.Of(train ?? lists[0], label, cancellation);
        return lists.Length > 1 ? list with { Test = test } : list;
    }

    private static ImageDataOptions WithTest(ImageDataOptions data, string test) => data switch
    {
        ImageFolderOptions folder when Directory.Exists(test) => folder with { Test = test },
        ImageListOptions list when File.Exists(test) => list with { Test = test },
        ImageFolderOptions => throw Wrong(test, "a folder with a sub-folder per class, as the training images have", File.Exists(test) ? "a file" : "no such folder", option: "--test"),
        ImageListOptions => throw Wrong(test, "a CSV file that lists the test images", Directory.Exists(test) ? "a folder" : "no such file", option: "--test"),
        _ => throw Wrong(
            test, "no --test beside IDX files, which are told apart by their names", "one", "Put t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte into the folder.", "--test"),
    };

    private static void AddNotesOnSets(string[] folders, string train, string test, List<string> notes)
    {
        string[] others = [.. folders.Where(folder => folder != train && folder != test)];
        bool isValidation = Named([test], s_validation) is not null;
        if (isValidation)
        {
            notes.Add($"There is no test folder, so \"{Path.GetFileName(test)}\" is the test set. If you chose a model by it, its figures are too kind: hold out other images.");
        }

        foreach (string other in others)
        {
            notes.Add(Named([other], s_validation) is not null
                ? $"\"{Path.GetFileName(other)}\" is not used: validation images are drawn from \"{Path.GetFileName(train)}\", so that both come from one source."
                : $"\"{Path.GetFileName(other)}\" beside \"{Path.GetFileName(train)}\" and \"{Path.GetFileName(test)}\" is not used.");
        }
    }

    /// <summary>An archive often unpacks into a folder of its own name: such wrappings are taken off.</summary>
    private static string Unwrapped(string place, List<string> notes)
    {
        string folder = place;
        while (!Visible(Directory.EnumerateFiles(folder)).Any(IsData)
            && Visible(Directory.EnumerateDirectories(folder)).ToArray() is [string only]
            && Visible(Directory.EnumerateDirectories(only)).Any())
        {
            folder = only;
        }

        if (folder != place)
        {
            notes.Add($"{Path.GetRelativePath(place, folder).Replace('\\', '/')} is the only folder in {Path.GetFileName(place)}: the classes are taken from inside it.");
        }

        return folder;
    }

    private static bool IsData(string file) =>
        ImageFolderSource.IsImage(file) || Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) || IdxLayout.IsNamedSo(file);

    private static bool HasImages(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8 }).Any(ImageFolderSource.IsImage);

    private static string? Named(string[] folders, string[] names) =>
        folders.FirstOrDefault(folder => names.Contains(Path.GetFileName(folder).ToLowerInvariant()));

    private static string? NamedFile(string[] files, string[] names) =>
        files.FirstOrDefault(file => names.Contains(Path.GetFileNameWithoutExtension(file).ToLowerInvariant()));

    private static IEnumerable<string> Visible(IEnumerable<string> paths) =>
        paths.Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal);

    private static ProblemException Wrong(string where, string expected, string received, string? remedy = null, string option = "--images") =>
        new(ProblemStage.Configuration, new Problem($"{option} ({where})", expected, received, remedy));
}
