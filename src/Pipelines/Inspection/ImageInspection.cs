using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What a set of images is by its listing and its headers, before anything is decoded or decided.</summary>
public sealed record ImageInspection
{
    /// <summary>The classes in their order, with the number of their images.</summary>
    public required IReadOnlyList<(string Name, int Count)> Classes { get; init; }

    /// <summary>The sizes as seen, the most frequent first; of equally frequent ones the smaller first.</summary>
    public required IReadOnlyList<(int Width, int Height, int Count)> Sizes { get; init; }

    /// <summary>The images whose header can be read.</summary>
    public required int Readable { get; init; }

    /// <summary>Those of them that are stored in grey.</summary>
    public required int Grey { get; init; }

    /// <summary>Those of them that may be transparent.</summary>
    public required int Transparent { get; init; }

    /// <summary>The file formats with the number of images, the most frequent first; empty for IDX.</summary>
    public required IReadOnlyList<(string Format, int Count)> Formats { get; init; }

    /// <summary>What the listing left out or found odd.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>All images, readable or not.</summary>
    public int Count => Classes.Sum(entry => entry.Count);

    /// <summary>Lists the images that options name, and reads their headers.</summary>
    /// <returns>The training source, and the test source where the options name one.</returns>
    /// <exception cref="ProblemException">Everything that is wrong with the sources.</exception>
    public static (ImageInspection Train, ImageInspection? Test) Of(ImageDataOptions data, CancellationToken cancellation)
    {
        ImageListings listings = ImageListings.Read(data, new TrialSeeds(0, 0, []));
        return (Of(listings.Train, cancellation), listings.Test is null ? null : Of(listings.Test, cancellation));
    }

    private static ImageInspection Of(ImageListing listing, CancellationToken cancellation)
    {
        ImageHeader?[] headers = listing.Content is IdxContent idx
            ? [.. Enumerable.Repeat(new ImageHeader(idx.FirstSize()!.Value.Width, idx.FirstSize()!.Value.Height, true, false, ""), idx.Count)]
            : Headers(listing.Content, cancellation);
        ImageHeader[] readable = [.. headers.OfType<ImageHeader>()];
        Dictionary<string, int> counts = listing.Labels.CountBy(label => label).ToDictionary(StringComparer.Ordinal);
        return new ImageInspection
        {
            Classes = [.. listing.Classes.Select(name => (name, counts.GetValueOrDefault(name)))],
            Sizes =
            [
                .. readable.CountBy(header => (header.Width, header.Height))
                    .OrderByDescending(size => size.Value).ThenBy(size => size.Key)
                    .Select(size => (size.Key.Width, size.Key.Height, size.Value)),
            ],
            Readable = readable.Length,
            Grey = readable.Count(header => header.IsGrey),
            Transparent = readable.Count(header => header.HasAlpha),
            Formats =
            [
                .. readable.Where(header => header.Format.Length > 0).CountBy(header => header.Format)
                    .OrderByDescending(format => format.Value).ThenBy(format => format.Key, StringComparer.Ordinal)
                    .Select(format => (format.Key, format.Value)),
            ],
            Notes = listing.Notes,
        };
    }

    private static ImageHeader?[] Headers(ImageContentSource content, CancellationToken cancellation)
    {
        string[] paths = [.. content.Rows().Select(row => row.Path)];
        ImageHeader?[] headers = new ImageHeader?[paths.Length];
        using ImageDecoder decoder = new();
        Parallel.For(0, paths.Length, new ParallelOptions { CancellationToken = cancellation }, index => headers[index] = decoder.ReadHeader(paths[index]));
        return headers;
    }
}
