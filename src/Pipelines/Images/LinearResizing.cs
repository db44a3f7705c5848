using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>
/// Antialiased linear resizing of bytes (weights: <see cref="AxisWeights"/>): rows first, in single precision, so that the inner loop runs along
/// memory whatever the number of channels; then columns; one rounding at the end. No fused multiply-add, so the result does not depend on the
/// machine's vector width.
/// </summary>
internal static class LinearResizing
{
    /// <summary>Resizes one image.</summary>
    /// <param name="source">(height, width, channels), rows without gaps.</param>
    /// <param name="channels">1, or 4 of which the last is dropped.</param>
    /// <param name="plan">The sizes.</param>
    /// <param name="row">Room for a source row: width * channels values.</param>
    /// <param name="destination">Receives (height, width, 1 or 3); padding is 0.</param>
    public static void Resize(ReadOnlySpan<byte> source, int channels, ResizePlan plan, Span<float> row, Span<byte> destination)
    {
        int kept = channels == 4 ? 3 : 1;
        int rowLength = plan.InputWidth * channels;
        row = row[..rowLength];
        if (plan.Columns.Count < plan.Width || plan.Rows.Count < plan.Height)
        {
            destination.Clear();
        }

        for (int y = 0; y < plan.Rows.Count; y++)
        {
            MixRows(source, rowLength, plan.Rows.Start(y), plan.Rows.Weights(y), row);
            Span<byte> output = destination.Slice((((plan.Top + y) * plan.Width) + plan.Left) * kept, plan.Columns.Count * kept);
            if (channels == 4)
            {
                MixColorColumns(row, plan.Columns, output);
            }
            else
            {
                MixGreyColumns(row, plan.Columns, output);
            }
        }
    }

    private static void MixRows(ReadOnlySpan<byte> source, int rowLength, int start, ReadOnlySpan<float> weights, Span<float> row)
    {
        Scale(source.Slice(start * rowLength, rowLength), weights[0], row);
        for (int tap = 1; tap < weights.Length; tap++)
        {
            if (weights[tap] != 0)
            {
                AddScaled(source.Slice((start + tap) * rowLength, rowLength), weights[tap], row);
            }
        }
    }

    private static void Scale(ReadOnlySpan<byte> values, float weight, Span<float> sum)
    {
        sum.Clear();
        AddScaled(values, weight, sum);
    }

    private static void AddScaled(ReadOnlySpan<byte> values, float weight, Span<float> sum)
    {
        int lanes = Vector<float>.Count;
        int step = Vector<byte>.Count;
        int index = 0;
        var factor = new Vector<float>(weight);
        for (; index <= values.Length - step; index += step)
        {
            Vector.Widen(new Vector<byte>(values.Slice(index, step)), out Vector<ushort> low, out Vector<ushort> high);
            AddScaled(low, factor, sum.Slice(index, 2 * lanes));
            AddScaled(high, factor, sum.Slice(index + (2 * lanes), 2 * lanes));
        }

        for (; index < values.Length; index++)
        {
            sum[index] += weight * values[index];
        }
    }

    private static void AddScaled(Vector<ushort> values, Vector<float> factor, Span<float> sum)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(sum);
        target[0] += factor * Vector.ConvertToSingle(Vector.AsVectorInt32(low));
        target[1] += factor * Vector.ConvertToSingle(Vector.AsVectorInt32(high));
    }

    private static void MixGreyColumns(ReadOnlySpan<float> row, AxisWeights columns, Span<byte> output)
    {
        for (int x = 0; x < output.Length; x++)
        {
            ReadOnlySpan<float> weights = columns.Weights(x);
            ReadOnlySpan<float> inputs = row.Slice(columns.Start(x), weights.Length);
            float sum = 0;
            for (int tap = 0; tap < inputs.Length; tap++)
            {
                sum += weights[tap] * inputs[tap];
            }

            output[x] = ToByte(sum);
        }
    }

    private static void MixColorColumns(ReadOnlySpan<float> row, AxisWeights columns, Span<byte> output)
    {
        ReadOnlySpan<Vector4> pixels = MemoryMarshal.Cast<float, Vector4>(row);
        for (int x = 0; x < columns.Count; x++)
        {
            ReadOnlySpan<float> weights = columns.Weights(x);
            ReadOnlySpan<Vector4> inputs = pixels.Slice(columns.Start(x), weights.Length);
            Vector4 sum = Vector4.Zero;
            for (int tap = 0; tap < inputs.Length; tap++)
            {
                sum += weights[tap] * inputs[tap];
            }

            output[3 * x] = ToByte(sum.X);
            output[(3 * x) + 1] = ToByte(sum.Y);
            output[(3 * x) + 2] = ToByte(sum.Z);
        }
    }

    /// <summary>Rounds half up. Weights sum to 1 within rounding, so the value is in 0..255 within a hair.</summary>
    private static byte ToByte(float value) => (byte)Math.Min(value + 0.5f, 255);
}
