using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The test images of a trial as a decoder gives them at their full size, and what the project's own preprocessing makes of the same pixels: what a program that does the
/// preprocessing elsewhere is compared with. <c>data.corrupt</c> is left out.
/// </summary>
public static class DecodedTestImages
{
    /// <summary>The channels that images have before any preprocessing: 3 for files, which decoders give as red, green and blue; else the source's own.</summary>
    public static int Channels(ImageDataOptions data) => data switch
    {
        IdxOptions or SyntheticImagesOptions { Color: false } => 1,
        _ => 3,
    };

    /// <summary>Decodes the test set, one image after the other, in the order of the source.</summary>
    /// <param name="scenario">The effective options.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="data">The data that were prepared from the two.</param>
    /// <param name="fitted">The preprocessing.</param>
    /// <param name="cancellation">Checked for every image.</param>
    /// <exception cref="ProblemException">A file cannot be read any more.</exception>
    public static IEnumerable<DecodedTestImage> Read(
        ScenarioOptions scenario, TrialSeeds seeds, PreparedData data, FittedImages fitted, CancellationToken cancellation)
    {
        ImageDataOptions options = (ImageDataOptions)NamedClasses.Resolve(scenario).Data;
        ImageListings listings = ImageListings.Read(options, seeds);
        (ImageListing listing, int offset) = data.Split.TestIsSeparate ? (listings.Test!, listings.Train.Ids.Count) : (listings.Train, 0);
        Dictionary<int, int> rows = data.Test.SourceIndexes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        ImageTarget target = fitted.Target(PreprocessingPath.Test);
        int channels = Channels(options);
        using ImageDecoder decoder = new();
        ResizeWorkspace workspace = new();
        foreach (ImageSourceRow source in listing.Content.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows.TryGetValue(offset + source.Index, out int row))
            {
                DecodedImage image = Decode(source, decoder);
                byte[] prepared = new byte[fitted.Shape.Size];
                workspace.Resize(image, target, fitted.Channels, prepared);
                if (fitted.Test.ChannelOrder == ChannelOrder.Bgr)
                {
                    PixelChanges.SwapRedAndBlue(prepared);
                }

                yield return new DecodedTestImage(row, image.Width, image.Height, channels, WithChannels(image, channels), prepared);
            }
        }
    }

    private static DecodedImage Decode(ImageSourceRow source, ImageDecoder decoder)
    {
        if (source.Path.Length == 0)
        {
            return new DecodedImage(source.Raw, source.RawWidth, source.Raw.Length / source.RawWidth / source.RawChannels, source.RawChannels);
        }

        DecodedImage image = decoder.Decode(source.Path, target: null);
        return image.Reason is { } reason
            ? throw new ProblemException(ProblemStage.Data, new Problem(source.Path, "a readable image", reason))
            : image;
    }

    private static byte[] WithChannels(DecodedImage image, int channels)
    {
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        int count = image.Width * image.Height;
        if (channels == 1)
        {
            return image.Channels == 1
                ? pixels[..count].ToArray()
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"a grey source gave {image.Channels} channels"));
        }

        byte[] colors = new byte[3 * count];
        for (int pixel = 0; pixel < count; pixel++)
        {
            if (image.Channels == 1)
            {
                colors.AsSpan(3 * pixel, 3).Fill(pixels[pixel]);
            }
            else
            {
                pixels.Slice(4 * pixel, 3).CopyTo(colors.AsSpan(3 * pixel));
            }
        }

        return colors;
    }
}

/// <summary>A test image before and after the preprocessing.</summary>
/// <param name="Row">Its row in the test set.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Pixels">(height, width, channels) as decoded, upright.</param>
/// <param name="Prepared">The pixels that the project normalises, at the model's size.</param>
public sealed record DecodedTestImage(int Row, int Width, int Height, int Channels, byte[] Pixels, byte[] Prepared);

/// <summary>Some of these images as samples.</summary>
/// <param name="images">The images; a row is a position among them.</param>
/// <param name="fitted">The preprocessing.</param>
/// <param name="test">The test set that they come from.</param>
public sealed class DecodedTestSamples(IReadOnlyList<DecodedTestImage> images, FittedImages fitted, SampleSet test) : SampleSet
{
    private readonly ChannelNormalization _normalization = fitted.Test.Normalization();

    /// <inheritdoc/>
    public override string Name => test.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; } = [.. images.Select(image => test.Labels[image.Row])];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [.. images.Select(image => test.Ids[image.Row])];

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; } = [.. images.Select(image => test.SourceIndexes[image.Row])];

    /// <inheritdoc/>
    /// <remarks>There is one path: that of new images.</remarks>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        int size = fitted.Shape.Size;
        for (int position = 0; position < rows.Length; position++)
        {
            _normalization.Apply(images[rows[position]].Prepared, destination.Slice(position * size, size));
        }
    }
}
