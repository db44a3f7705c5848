using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>
/// The pictures of a run directory as <c>data:</c> addresses, so that a page needs nothing beside itself. Pictures stop at a size that a page can bear; the
/// first example of every list comes before the second of any.
/// </summary>
/// <param name="Addresses">Path relative to the run directory → address.</param>
/// <param name="LeftOut">Pictures that were left out because the page would have become too large.</param>
/// <param name="Unreadable">Pictures that are not there, not inside the run directory, or not PNG files.</param>
public sealed record EmbeddedPictures(IReadOnlyDictionary<string, string> Addresses, int LeftOut, int Unreadable)
{
    /// <summary>The most characters of all addresses together.</summary>
    public const int Limit = 1_000_000;

    internal const string Prefix = "data:image/png;base64,";

    private static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>No pictures.</summary>
    public static EmbeddedPictures None { get; } = new(new Dictionary<string, string>(), 0, 0);

    /// <summary>Reads the pictures that a result names.</summary>
    public static EmbeddedPictures Read(RunDirectory directory, StudyResult result, int limit = Limit) => Read(directory, [.. Names(result)], limit);

    /// <summary>Reads the pictures at these paths, relative to the run directory, those that matter most first.</summary>
    public static EmbeddedPictures Read(RunDirectory directory, IReadOnlyList<string> paths, int limit = Limit)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        var (characters, leftOut, unreadable) = (0L, 0, 0);
        foreach (var path in paths)
        {
            if (Load(directory.Root, path) is not { } bytes)
            {
                unreadable++;
            }
            else if (characters + Prefix.Length + Length(bytes) > limit)
            {
                leftOut++;
            }
            else
            {
                addresses[path] = Prefix + Convert.ToBase64String(bytes);
                characters += addresses[path].Length;
            }
        }

        return new EmbeddedPictures(addresses, leftOut, unreadable);
    }

    /// <summary>A picture's address; null where it is not shown.</summary>
    public string? Address(string? path) => path is null ? null : Addresses.GetValueOrDefault(path);

    private static long Length(byte[] bytes) => (bytes.Length + 2L) / 3 * 4;

    private static IEnumerable<string> Names(StudyResult result)
    {
        IEnumerable<(int Rank, string? Path)> all =
        [
            .. (result.Audit?.Mistakes?.Examples ?? []).Select((mistake, rank) => (rank, mistake.Picture)),
            .. Seen(result.Audit?.Pictures),
            .. result.Variants.SelectMany(variant => variant.IdenticalSamples)
                .SelectMany(pair => pair.Examples.SelectMany((example, rank) => new[] { (rank, example.PictureFrom), (rank, example.PictureTo) })),
            .. result.LabelAudits.SelectMany(audit => audit.Suspects.Select((suspect, rank) => (rank, suspect.Picture))),
            .. (result.Audit?.Leakage?.Examples ?? []).SelectMany((pair, rank) => new[] { (rank, pair.TestPicture), (rank, pair.TrainPicture) }),
            .. (result.Audit?.Shifts ?? []).SelectMany(shift => shift.Properties.SelectMany(property =>
                property.PicturesFrom.Concat(property.PicturesTo).Select((path, rank) => (rank, (string?)path)))),
        ];
        return all.Where(picture => picture.Path is not null)
            .OrderBy(picture => picture.Rank)
            .Select(picture => picture.Path!)
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<(int Rank, string? Path)> Seen(PictureAudit? audit) => audit is null ? [] :
    [
        .. (audit.Attention?.Examples ?? []).SelectMany((example, rank) => new[] { (rank, example.Picture), (rank, example.PredictedMap), (rank, example.LabelMap) }),
        .. audit.Paths.SelectMany((pair, rank) => new[] { (rank, pair.Training), (rank, pair.Deployed), (rank, pair.Difference) }),
        .. audit.ClassAverages.SelectMany((average, rank) => new[] { (rank, average.TrainPicture), (rank, average.TestPicture) }),
        .. audit.Augmented.SelectMany((image, rank) => image.Draws.Prepend(image.Original).Select(path => (rank, path))),
    ];

    // A result file may come from anywhere: only what lies inside the run directory is read, and only what starts as a PNG file does is shown.
    private static byte[]? Load(string root, string path)
    {
        var whole = Path.GetFullPath(Path.Combine(root, path));
        var inside = Path.GetFullPath(root) + Path.DirectorySeparatorChar;
        if (!whole.StartsWith(inside, StringComparison.Ordinal) || !File.Exists(whole))
        {
            return null;
        }

        try
        {
            var bytes = File.ReadAllBytes(whole);
            return bytes.AsSpan().StartsWith(Signature) ? bytes : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
