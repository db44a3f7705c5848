namespace MlPipelines.Pipelines;

/// <summary>
/// An affine change per feature (tables) or per channel (images) after which test samples have the mean and standard deviation of training samples. Fitted on inputs of both sets, never on
/// labels.
/// </summary>
internal sealed class SampleAlignment
{
    private const int Batch = 256;

    private readonly float[] _scale;
    private readonly float[] _offset;

    private SampleAlignment(float[] scale, float[] offset) => (_scale, _offset) = (scale, offset);

    /// <summary>Reads both sets once.</summary>
    /// <param name="train">Gives the moments, by the training path.</param>
    /// <param name="test">Is given them, by the deployment path.</param>
    /// <param name="size">Values per sample.</param>
    /// <param name="isMoved">By feature or channel, the last axis of a sample: whether it is moved; codes of categories are not.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static SampleAlignment Of(SampleSet train, SampleSet test, int size, IReadOnlyList<bool> isMoved, CancellationToken cancellation)
    {
        Moments wanted = Moments.Of(train, PreprocessingPath.Training, size, isMoved.Count, cancellation);
        Moments given = Moments.Of(test, PreprocessingPath.Deployment, size, isMoved.Count, cancellation);
        float[] scale = new float[isMoved.Count];
        float[] offset = new float[isMoved.Count];
        for (int index = 0; index < scale.Length; index++)
        {
            // What is the same in all test samples has no spread to give back.
            double factor = !isMoved[index] || given.Deviation(index) == 0 ? 1 : wanted.Deviation(index) / given.Deviation(index);
            scale[index] = (float)factor;
            offset[index] = isMoved[index] ? (float)(wanted.Mean[index] - (factor * given.Mean[index])) : 0;
        }

        return new SampleAlignment(scale, offset);
    }

    /// <summary>Moves samples in place, the feature or channel varying fastest.</summary>
    public void Apply(Span<float> samples)
    {
        for (int index = 0; index < samples.Length; index++)
        {
            int position = index % _scale.Length;
            samples[index] = (samples[index] * _scale[position]) + _offset[position];
        }
    }

    /// <summary>Means and sums of squared deviations, by Welford's update, which stays exact where values are large and spread little.</summary>
    private sealed class Moments(int count)
    {
        private readonly double[] _squares = new double[count];
        private long _n;

        public double[] Mean { get; } = new double[count];

        public double Deviation(int index) => Math.Sqrt(_squares[index] / _n);

        public static Moments Of(SampleSet samples, PreprocessingPath path, int size, int period, CancellationToken cancellation)
        {
            Moments moments = new(period);
            float[] values = new float[Batch * size];
            foreach (int[] rows in Enumerable.Range(0, samples.Count).Chunk(Batch))
            {
                cancellation.ThrowIfCancellationRequested();
                Span<float> copied = values.AsSpan(0, rows.Length * size);
                samples.CopySamples(rows, path, copied);
                for (int start = 0; start < copied.Length; start += period)
                {
                    moments.Add(copied.Slice(start, period));
                }
            }

            return moments;
        }

        private void Add(ReadOnlySpan<float> values)
        {
            _n++;
            for (int index = 0; index < values.Length; index++)
            {
                double before = values[index] - Mean[index];
                Mean[index] += before / _n;
                _squares[index] += before * (values[index] - Mean[index]);
            }
        }
    }
}
