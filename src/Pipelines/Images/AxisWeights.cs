namespace MlPipelines.Pipelines;

/// <summary>
/// The weights of one axis of a linear resize, for a window of its outputs. Defined as ONNX Resize-18 with <c>mode=linear</c>, <c>antialias=1</c>,
/// <c>coordinate_transformation_mode=half_pixel</c>, <c>exclude_outside=1</c>: output i lies at (i + 0.5) in/out - 0.5; shrinking stretches the
/// triangle 1 - |t| by in/out, so that every input pixel counts; weights outside the image are left out and the rest sum to 1. Pillow's BILINEAR and
/// PyTorch's <c>interpolate(antialias=True)</c> are the same filter.
/// </summary>
internal sealed class AxisWeights
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly float[] _weights;

    /// <summary>The weights of outputs <paramref name="first"/> .. <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="inputLength">Pixels of the axis before.</param>
    /// <param name="outputLength">Pixels of the axis after, the window's surroundings included.</param>
    /// <param name="first">The first output of the window.</param>
    /// <param name="count">The length of the window.</param>
    public AxisWeights(int inputLength, int outputLength, int first, int count)
    {
        double step = (double)inputLength / outputLength;
        double support = Math.Max(step, 1);
        Taps = (2 * (int)Math.Ceiling(support)) + 1;
        Count = count;
        IsIdentity = inputLength == outputLength && first == 0 && count == outputLength;
        (_starts, _counts, _weights) = (new int[count], new int[count], new float[count * Taps]);
        Span<double> row = stackalloc double[Taps <= 512 ? Taps : 0];
        double[]? longRow = Taps <= 512 ? null : new double[Taps];
        for (int output = 0; output < count; output++)
        {
            Fill(output, (first + output + 0.5) * step, support, inputLength, longRow ?? row);
        }
    }

    /// <summary>The number of outputs in the window.</summary>
    public int Count { get; }

    /// <summary>The most inputs that an output depends on.</summary>
    public int Taps { get; }

    /// <summary>Whether every output is the input of the same index.</summary>
    public bool IsIdentity { get; }

    /// <summary>The first input that an output depends on.</summary>
    public int Start(int output) => _starts[output];

    /// <summary>The weights of the inputs from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(output * Taps, _counts[output]);

    private void Fill(int output, double centre, double support, int inputLength, Span<double> row)
    {
        int start = Math.Max(0, (int)Math.Floor(centre - support + 0.5));
        int end = Math.Min(inputLength, (int)Math.Floor(centre + support + 0.5));
        double sum = 0;
        for (int input = start; input < end; input++)
        {
            double weight = Math.Max(0, 1 - Math.Abs((input + 0.5 - centre) / support));
            row[input - start] = weight;
            sum += weight;
        }

        _starts[output] = start;
        _counts[output] = end - start;
        for (int tap = 0; tap < end - start; tap++)
        {
            _weights[(output * Taps) + tap] = (float)(row[tap] / sum);
        }
    }
}
