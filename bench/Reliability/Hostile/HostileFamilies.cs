using Microsoft.ML;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Bench;

/// <summary>The kinds of hostile files.</summary>
internal static class HostileFamilies
{
    /// <summary>Seconds after which a file counts as hanging.</summary>
    public const double LongestSeconds = 2;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileFamily> All { get; } =
    [
        new("images", HostileImages.Of, () => [.. HostileImages.Bombs(), HostileImages.Largest()], OpenImages, 600),
        new("idx", HostileIdx.Of, HostileIdx.Bombs, OpenIdx, 64),
        new("tables", HostileTables.Of, HostileTables.Bombs, OpenTables, 128),
        new("models", HostileModels.Of, () => [], HostileModels.Open, 256),
    ];

    /// <summary>The transform of the decoding cache: decode, check, resize.</summary>
    private static Func<string, string?> OpenImages(string folder)
    {
        MLContext context = new();
        ImageDecodingTransform transform = new(context, new ImageTarget(28, 28, WidthMustMatch: false, HeightMustMatch: false, ResizeMode.Stretch, ColorMode.Auto));
        return path =>
        {
            using DecodedRowReader reader = new(context.Data.LoadFromEnumerable([new ImageSourceRow { Path = path }]), transform.Transformer);
            DecodedImageRow row = reader.Next()!;
            return row.Reason.Length == 0 ? null : row.Reason;
        };
    }

    /// <summary>The source and all of its items.</summary>
    private static Func<string, string?> OpenIdx(string folder)
    {
        string labels = Path.Combine(folder, "labels");
        System.IO.File.WriteAllBytes(labels, HostileIdx.Labels);
        return path =>
        {
            List<Problem> problems = [];
            if (IdxSource.Read(path, labels, "data.train", null, problems) is { } listing)
            {
                foreach (ImageSourceRow row in listing.Content.Rows())
                {
                    if (row.Raw.Length == 0)
                    {
                        throw new InvalidOperationException("An image without pixels.");
                    }
                }

                return null;
            }

            return Told(problems);
        };
    }

    /// <summary>Reading, types, labels and split keys: all that is done before a seed matters.</summary>
    private static Func<string, string?> OpenTables(string folder) => path =>
    {
        TableSource.Read(new TableOptions { Train = path, Label = "label" }, CancellationToken.None);
        return null;
    };

    /// <summary>A problem without words is none.</summary>
    public static string Told(IReadOnlyList<Problem> problems) =>
        problems.Count > 0 && problems.All(problem => problem.Where.Length > 0 && problem.Expected.Length > 0)
            ? $"{problems[0].Where}: expected {problems[0].Expected}, received {problems[0].Received}"
            : throw new InvalidOperationException("Refused without a word.");
}
