namespace MlPipelines.Pipelines;

/// <summary>
/// A linear filter along one axis of an image: output i is a weighted sum of neighbouring inputs, the weights add up to 1, and there are as many outputs as inputs.
/// What lies beyond an edge has the edge's value; that is folded into the weights.
/// </summary>
internal sealed class AxisFilter
{
    /// <summary>Where a Gaussian is cut off, in standard deviations (SciPy's default of <c>gaussian_filter</c>).</summary>
    private const double Truncation = 4;
    private readonly int[] _starts;
    private readonly float[][] _weights;

    private AxisFilter(double[,] matrix)
    {
        int length = matrix.GetLength(0);
        (_starts, _weights) = (new int[length], new float[length][]);
        for (int output = 0; output < length; output++)
        {
            (int first, int last) = (0, length - 1);
            while (matrix[output, first] == 0)
            {
                first++;
            }

            while (matrix[output, last] == 0)
            {
                last--;
            }

            _starts[output] = first;
            _weights[output] = [.. Enumerable.Range(first, last - first + 1).Select(input => (float)matrix[output, input])];
        }
    }

    /// <summary>A Gaussian of this standard deviation in pixels, cut off at four of them and normalised.</summary>
    public static AxisFilter Gaussian(int length, double deviation)
    {
        int radius = (int)((Truncation * deviation) + 0.5);
        double[] kernel = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(offset => Math.Exp(-0.5 * (offset / deviation) * (offset / deviation)))];
        double sum = kernel.Sum();
        double[,] matrix = new double[length, length];
        for (int output = 0; output < length; output++)
        {
            for (int offset = -radius; offset <= radius; offset++)
            {
                matrix[output, Math.Clamp(output + offset, 0, length - 1)] += kernel[offset + radius] / sum;
            }
        }

        return new AxisFilter(matrix);
    }

    /// <summary>Scaled down to length / factor pixels (rounded half up, at least one) and back up, each as <see cref="AxisWeights"/> resizes.</summary>
    public static AxisFilter Rescaling(int length, double factor)
    {
        int small = Math.Max(1, (int)Math.Floor((length / factor) + 0.5));
        AxisWeights down = new(length, small, 0, small);
        AxisWeights up = new(small, length, 0, length);
        double[,] matrix = new double[length, length];
        for (int output = 0; output < length; output++)
        {
            ReadOnlySpan<float> outer = up.Weights(output);
            for (int middle = 0; middle < outer.Length; middle++)
            {
                ReadOnlySpan<float> inner = down.Weights(up.Start(output) + middle);
                for (int tap = 0; tap < inner.Length; tap++)
                {
                    matrix[output, down.Start(up.Start(output) + middle) + tap] += (double)outer[middle] * inner[tap];
                }
            }
        }

        return new AxisFilter(matrix);
    }

    /// <summary>The first input that an output depends on.</summary>
    public int Start(int output) => _starts[output];

    /// <summary>The weights of the inputs from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights[output];
}
