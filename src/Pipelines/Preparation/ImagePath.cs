using System.Buffers;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>One way from decoded images to a model's input: which decoded pixels, in which order of channels, normalised how.</summary>
/// <param name="Train">The decoded images of the training source.</param>
/// <param name="Test">Those of the separate test source, or null.</param>
/// <param name="Normalization">What is applied to pixels.</param>
/// <param name="Order">The order of channels; swapped before normalisation, because a program that confuses them normalises the wrong ones.</param>
internal sealed record ImagePath(DecodedImages Train, DecodedImages? Test, ChannelNormalization Normalization, ChannelOrder Order)
{
    /// <summary>What <c>data.corrupt</c> does to pixels that are copied corrupted; null when it does nothing.</summary>
    public ImageCorruption? Corruption { get; init; }

    /// <summary>Copies samples.</summary>
    /// <param name="slots">Indexes into the training source, or, from its count on, into the test source.</param>
    /// <param name="rows">Positions in <paramref name="slots"/>.</param>
    /// <param name="corrupted">Whether <see cref="Corruption"/> is applied.</param>
    /// <param name="destination">Receives (rows, height, width, channels).</param>
    public void Copy(IReadOnlyList<int> slots, ReadOnlySpan<int> rows, bool corrupted, Span<float> destination)
    {
        int size = Train.Shape.Size;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            for (int position = 0; position < rows.Length; position++)
            {
                CopyPixels(slots[rows[position]], corrupted, pixels.AsSpan(0, size));
                Normalization.Apply(pixels.AsSpan(0, size), destination.Slice(position * size, size));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>Copies the pixels of one sample, 0..255, in this path's order of channels; corruption comes before that order, because it happens to the image.</summary>
    public void CopyPixels(int slot, bool corrupted, Span<byte> pixels)
    {
        bool isOfTestSource = slot >= Train.Count;
        int own = isOfTestSource ? slot - Train.Count : slot;
        (isOfTestSource ? Test! : Train).CopyPixels(own, pixels);
        if (corrupted)
        {
            Corruption?.Apply(pixels, isOfTestSource, own);
        }

        if (Order == ChannelOrder.Bgr && Train.Shape.Channels == 3)
        {
            PixelChanges.SwapRedAndBlue(pixels);
        }
    }

    /// <summary>A hash of a sample's content: equal for equal images.</summary>
    public ulong ContentHash(int slot) => slot < Train.Count ? Train.ContentHashes[slot] : Test!.ContentHashes[slot - Train.Count];
}
