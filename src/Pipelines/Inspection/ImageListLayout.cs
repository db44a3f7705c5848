using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Which columns of a CSV file hold the paths of images and their labels.</summary>
internal static class ImageListLayout
{
    private const int LookedAt = 200;

    /// <summary>The options that read the list.</summary>
    /// <exception cref="ProblemException">No column names images below the file's folder, or no column can be the label.</exception>
    public static ImageListOptions Of(string file, string? label, CancellationToken cancellation)
    {
        TableInspection table = TableInspection.Read(file, cancellation);
        string folder = Path.GetDirectoryName(file)!;
        string where = $"--images ({file})";
        if (table.Separator is not null)
        {
            throw Wrong(where, "columns separated by commas", $"columns separated by \"{table.Separator}\"", "Save the list with commas.");
        }

        InspectedColumn? path = table.Columns
            .Select(column => (Column: column, Found: Found(column, folder)))
            .Where(entry => entry.Found > 0)
            .OrderByDescending(entry => entry.Found)
            .FirstOrDefault().Column
            ?? throw Wrong(
                where,
                "a column of image files, their paths relative to the CSV file's folder",
                "the columns " + string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\" ({Example(column)})")),
                "Put the CSV file into the folder above the images, and write the paths from there.");

        IReadOnlyList<string> likely = LikelyLabel.Of([.. table.Columns.Where(column => column != path)]);
        string named = label ?? (likely.Count > 0 ? likely[0] : null)
            ?? throw Wrong(where, "a column of classes beside the paths", "the columns " + string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\"")), "Name it with --label.");
        return table.Find(named) is null
            ? throw Wrong("--label", $"a column of {table.FileName}: {string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))}", $"\"{named}\"", NearestName.Suggestion(named, table.Columns.Select(column => column.Name)))
            : new ImageListOptions { Train = file, PathColumn = path.Name, LabelColumn = named };
    }

    private static int Found(InspectedColumn column, string folder) => column.Counts.Take(LookedAt)
        .Count(entry => ImageFolderSource.IsImage(entry.Text) && File.Exists(Path.Combine(folder, entry.Text.Replace('\\', '/'))));

    private static string Example(InspectedColumn column) => column.Counts.Count == 0 ? "empty" : $"such as {column.Counts[0].Text}";

    private static ProblemException Wrong(string where, string expected, string received, string? remedy) =>
        new(ProblemStage.Configuration, new Problem(where, expected, received, remedy));
}
