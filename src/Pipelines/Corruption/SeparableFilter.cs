using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>Filters an image along its columns, then along its rows. No fused multiply-add, so the result does not depend on the machine's vector width.</summary>
/// <param name="rows">What mixes rows: along the height.</param>
/// <param name="columns">What mixes columns: along the width.</param>
internal sealed class SeparableFilter(AxisFilter rows, AxisFilter columns)
{
    /// <summary>Filters an image in place.</summary>
    /// <param name="pixels">(height, width, channels).</param>
    /// <param name="shape">The shape.</param>
    /// <param name="workspace">Room for as many values.</param>
    public void Apply(Span<float> pixels, SampleShape shape, Span<float> workspace)
    {
        int length = shape.Width * shape.Channels;
        for (int y = 0; y < shape.Height; y++)
        {
            Span<float> output = workspace.Slice(y * length, length);
            output.Clear();
            ReadOnlySpan<float> weights = rows.Weights(y);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                AddScaled(pixels.Slice((rows.Start(y) + tap) * length, length), weights[tap], output);
            }
        }

        for (int y = 0; y < shape.Height; y++)
        {
            MixColumns(workspace.Slice(y * length, length), shape.Channels, pixels.Slice(y * length, length));
        }
    }

    private static void AddScaled(ReadOnlySpan<float> values, float weight, Span<float> sum)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        Vector<float> factor = new(weight);
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += factor * vectors[index];
        }

        for (int index = sums.Length * Vector<float>.Count; index < sum.Length; index++)
        {
            sum[index] += weight * values[index];
        }
    }

    private void MixColumns(ReadOnlySpan<float> row, int channels, Span<float> output)
    {
        for (int x = 0; x * channels < output.Length; x++)
        {
            ReadOnlySpan<float> weights = columns.Weights(x);
            for (int channel = 0; channel < channels; channel++)
            {
                ReadOnlySpan<float> inputs = row[((columns.Start(x) * channels) + channel)..];
                float sum = 0;
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    sum += weights[tap] * inputs[tap * channels];
                }

                output[(x * channels) + channel] = sum;
            }
        }
    }
}
