using System.Buffers;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Augments training images: decoded pixels, the plan's changes, normalisation. No state, so threads do not disturb each other.</summary>
internal sealed class ImageAugmentation(AugmentationPlan plan, SampleSet train, ImagePath path, TrialSeeds seeds) : SampleAugmentation
{
    /// <inheritdoc/>
    public override void CopySamples(ReadOnlySpan<int> rows, ReadOnlySpan<int> occurrences, int epoch, Span<float> destination)
    {
        SampleShape shape = path.Train.Shape;
        int size = shape.Size;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(size);
        float[] values = ArrayPool<float>.Shared.Rent(size);
        try
        {
            for (int position = 0; position < rows.Length; position++)
            {
                int sample = train.SourceIndexes[rows[position]];
                path.CopyPixels(sample, pixels.AsSpan(0, size));
                for (int index = 0; index < size; index++)
                {
                    values[index] = pixels[index];
                }

                Span<float> output = destination.Slice(position * size, size);
                AugmentationDraws draws = new(seeds, epoch, sample, occurrences[position]);
                plan.Apply(values.AsSpan(0, size), shape, draws, output);
                path.Normalization.Apply(output);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }
}
