using System.Buffers;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Augments training images: decoded pixels, the plan's changes, normalisation. No state, so threads do not disturb each other.</summary>
/// <param name="plan">The changes.</param>
/// <param name="classes">Whether samples of each class are changed. The given label decides, wrong or not: that is all that a training knows.</param>
/// <param name="train">The training samples.</param>
/// <param name="path">How they are prepared.</param>
/// <param name="seeds">The trial's seeds.</param>
internal sealed class ImageAugmentation(
    AugmentationPlan plan, IReadOnlyList<bool> classes, SampleSet train, ImagePath path, TrialSeeds seeds) : SampleAugmentation
{
    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, ReadOnlySpan<int> occurrences, int epoch, Span<float> destination)
    {
        int size = path.Train.Shape.Size;
        for (int position = 0; position < rows.Length; position++)
        {
            Span<float> output = destination.Slice(position * size, size);
            Augment(rows[position], epoch, occurrences[position], output);
            path.Normalization.Apply(output);
        }
    }

    /// <summary>A training sample augmented, its values rounded to bytes, half up.</summary>
    /// <param name="row">A row of the training samples.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="occurrence">How often the sample came before in this epoch.</param>
    public SamplePicture Picture(int row, int epoch, int occurrence)
    {
        SampleShape shape = path.Train.Shape;
        float[] values = new float[shape.Size];
        byte[] pixels = new byte[shape.Size];
        Augment(row, epoch, occurrence, values);
        PixelChanges.ToBytes(values, pixels);
        return new SamplePicture(shape.Width, shape.Height, shape.Channels, pixels);
    }

    /// <summary>The pixels of a sample, augmented if its class is.</summary>
    private void Augment(int row, int epoch, int occurrence, Span<float> output)
    {
        int size = output.Length;
        int sample = train.SourceIndexes[row];
        byte[] pixels = ArrayPool<byte>.Shared.Rent(size);
        float[] values = ArrayPool<float>.Shared.Rent(size);
        try
        {
            path.CopyPixels(sample, corrupted: false, pixels.AsSpan(0, size));
            if (!classes[train.Labels[row]])
            {
                PixelChanges.ToNumbers(pixels.AsSpan(0, size), output);
                return;
            }

            PixelChanges.ToNumbers(pixels.AsSpan(0, size), values);
            plan.Apply(values.AsSpan(0, size), path.Train.Shape, new AugmentationDraws(seeds, epoch, sample, occurrence), output);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }
}
