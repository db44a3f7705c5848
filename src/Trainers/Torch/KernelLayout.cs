using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Between Keras' layouts and the memory that Torch computes on. Only convolution kernels differ: Keras' (height, width, inputs, filters) lies in memory as
/// (filters, height, width, inputs), which is Torch's (filters, inputs, height, width) with channels-last strides.
/// </summary>
internal static class KernelLayout
{
    /// <summary>A flat tensor as the shape that layers compute with, without a copy.</summary>
    public static Tensor Shaped(WeightDescription weight, Tensor flat)
    {
        if (!IsConvolution(weight))
        {
            return flat.view([.. weight.Shape.Select(axis => (long)axis)]);
        }

        using Tensor filtersFirst = flat.view(weight.Shape[3], weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        return filtersFirst.ChannelsLast();
    }

    /// <summary>A copy in Keras' layout.</summary>
    public static float[] ToKeras(WeightDescription weight, ReadOnlySpan<float> memory)
    {
        float[] values = new float[memory.Length];
        if (IsConvolution(weight))
        {
            Transpose(memory, weight.Shape[3], values);
        }
        else
        {
            memory.CopyTo(values);
        }

        return values;
    }

    /// <summary>Copies from Keras' layout.</summary>
    public static void FromKeras(WeightDescription weight, ReadOnlySpan<float> values, Span<float> memory)
    {
        if (values.Length != memory.Length)
        {
            throw new ArgumentException($"{weight.Name}: expected {memory.Length} numbers, received {values.Length}", nameof(values));
        }

        if (IsConvolution(weight))
        {
            Transpose(values, values.Length / weight.Shape[3], memory);
        }
        else
        {
            values.CopyTo(memory);
        }
    }

    private static bool IsConvolution(WeightDescription weight) => weight.Shape.Count == 4;

    private static void Transpose(ReadOnlySpan<float> source, int rows, Span<float> destination)
    {
        int columns = source.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                destination[(column * rows) + row] = source[(row * columns) + column];
            }
        }
    }
}
