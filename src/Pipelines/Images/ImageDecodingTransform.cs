using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The first half of the image pipeline as an ML.NET transformer: a row with a path (or raw grey pixels) becomes bytes of the target's size and
/// channels. The second half is <see cref="ChannelNormalizingEstimator"/>. Safe to use from several threads at once.
/// </summary>
internal sealed class ImageDecodingTransform : IDisposable
{
    private readonly ImageTarget _target;
    private readonly ImageDecoder _decoder = new();
    private readonly ThreadLocal<ResizeWorkspace> _workspaces = new(() => new ResizeWorkspace());

    /// <summary>A transform to a target.</summary>
    public ImageDecodingTransform(MLContext context, ImageTarget target)
    {
        _target = target;
        Channels = target.Color == ColorMode.Grayscale ? 1 : 3;
        SchemaDefinition output = SchemaDefinition.Create(typeof(DecodedImageRow));
        output[nameof(DecodedImageRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, PixelBytes);
        Transformer = context.Transforms
            .CustomMapping<ImageSourceRow, DecodedImageRow>(Map, contractName: null, outputSchemaDefinition: output)
            .Fit(context.Data.LoadFromEnumerable<ImageSourceRow>([]));
    }

    /// <summary>The channels of the output: 1 for grey, otherwise 3.</summary>
    public int Channels { get; }

    /// <summary>The number of bytes of an image.</summary>
    public int PixelBytes => _target.Width * _target.Height * Channels;

    /// <summary>The ML.NET transformer.</summary>
    public ITransformer Transformer { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _workspaces.Dispose();
    }

    private void Map(ImageSourceRow row, DecodedImageRow output)
    {
        if (output.Pixels.Length != PixelBytes)
        {
            output.Pixels = new byte[PixelBytes];
        }

        output.SampleIndex = row.Index;
        DecodedImage image = row.Path.Length > 0 ? _decoder.Decode(row.Path, _target) : FromRaw(row);
        output.Reason = image.Reason ?? "";
        output.SourceWidth = image.SourceWidth;
        output.SourceHeight = image.SourceHeight;
        output.ContentHash = image.ContentHash;
        output.IsGrey = image.Reason is null && (image.Channels == 1 || PixelColors.IsGrey(image.Pixels.Span));
        if (image.Reason is null && _target.Accepts(image.SourceWidth, image.SourceHeight))
        {
            _workspaces.Value!.Resize(image, _target, Channels, output.Pixels);
        }
        else
        {
            Array.Clear(output.Pixels);
        }
    }

    private static DecodedImage FromRaw(ImageSourceRow row)
    {
        int height = row.Raw.Length / row.RawWidth / row.RawChannels;
        return new DecodedImage(row.Raw, row.RawWidth, height, row.RawChannels)
        {
            ContentHash = ImageContent.HashPixels(row.Raw, row.RawWidth, height, row.RawChannels),
        };
    }
}
