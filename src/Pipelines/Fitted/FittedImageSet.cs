using System.Buffers;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>New images as samples of one model: its own normalisation over pixels that several models may share.</summary>
internal sealed class FittedImageSet : SampleSet
{
    private readonly NewImages _images;
    private readonly FittedImages _fitted;
    private readonly ChannelNormalization _training;
    private readonly ChannelNormalization _test;

    /// <summary>Takes images that were decoded for this preprocessing.</summary>
    public FittedImageSet(NewImages images, FittedImages fitted)
    {
        (_images, _fitted) = (images, fitted);
        (_training, _test) = (fitted.Training.Normalization(), fitted.Test.Normalization());
        Labels = [.. Enumerable.Repeat(UnknownLabel, images.Images.Count)];
        Ids = [.. images.Images.Select(image => image.Name)];
        SourceIndexes = [.. Enumerable.Range(0, images.Images.Count)];
    }

    /// <inheritdoc/>
    public override string Name => "new";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ulong> ContentHashes => [.. _images.Originals.Select(image => image.ContentHash)];

    /// <inheritdoc/>
    /// <remarks>Nothing corrupts new images: <see cref="PreprocessingPath.Deployment"/> is the test path.</remarks>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        int size = _fitted.Shape.Size;
        ChannelNormalization normalization = path == PreprocessingPath.Training ? _training : _test;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            for (int position = 0; position < rows.Length; position++)
            {
                CopyPixels(rows[position], path, pixels.AsSpan(0, size));
                normalization.Apply(pixels.AsSpan(0, size), destination.Slice(position * size, size));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <inheritdoc/>
    public override SamplePicture Picture(int row, PreprocessingPath path)
    {
        byte[] pixels = new byte[_fitted.Shape.Size];
        CopyPixels(row, path, pixels);
        return new SamplePicture(_fitted.Width, _fitted.Height, _fitted.Channels, pixels);
    }

    private void CopyPixels(int row, PreprocessingPath path, Span<byte> pixels)
    {
        _images.Pixels(row, path, pixels.Length).CopyTo(pixels);
        if (_fitted.PathOf(path).ChannelOrder == ChannelOrder.Bgr)
        {
            PixelChanges.SwapRedAndBlue(pixels);
        }
    }
}
