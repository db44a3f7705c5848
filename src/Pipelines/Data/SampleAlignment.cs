namespace MlPipelines.Pipelines;

/// <summary>
/// A change per feature (tables) or per channel (images) after which test samples have the moments of training samples. Each sample is taken apart into its mean (a table's value; a channel's
/// brightness) and what lies around it (an image's contrast). Means get the training means' mean and standard deviation, and the rest gets the spread that it has within training samples: a
/// set that is darker and one whose images have less contrast, each around its own mean, are both given back. Fitted on inputs of both sets, never on labels.
/// </summary>
internal sealed class SampleAlignment
{
    private const int Batch = 256;

    private readonly float[] _ofMean;
    private readonly float[] _offset;
    private readonly float[] _within;

    private SampleAlignment(int size, float[] ofMean, float[] offset, float[] within) => (SampleSize, _ofMean, _offset, _within) = (size, ofMean, offset, within);

    /// <summary>Values per sample.</summary>
    public int SampleSize { get; }

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
        (float[] ofMean, float[] offset, float[] within) = (new float[isMoved.Count], new float[isMoved.Count], new float[isMoved.Count]);
        for (int index = 0; index < isMoved.Count; index++)
        {
            double factor = isMoved[index] ? Factor(wanted.Between(index), given.Between(index)) : 1;
            ofMean[index] = (float)factor;
            offset[index] = isMoved[index] ? (float)(wanted.Mean[index] - (factor * given.Mean[index])) : 0;
            within[index] = isMoved[index] ? (float)Factor(wanted.Within(index), given.Within(index)) : 1;
        }

        return new SampleAlignment(size, ofMean, offset, within);
    }

    /// <summary>Moves samples in place, the feature or channel varying fastest.</summary>
    /// <param name="samples">One sample or several.</param>
    public void Apply(Span<float> samples)
    {
        double[] means = new double[_within.Length];
        for (int start = 0; start < samples.Length; start += SampleSize)
        {
            Span<float> sample = samples.Slice(start, SampleSize);
            Moments.SampleMeans(sample, means);
            for (int index = 0; index < sample.Length; index++)
            {
                int position = index % means.Length;
                float mean = (float)means[position];
                sample[index] = (mean * _ofMean[position]) + _offset[position] + ((sample[index] - mean) * _within[position]);
            }
        }
    }

    /// <summary>What is the same everywhere has no spread to give back.</summary>
    private static double Factor(double wanted, double given) => given == 0 ? 1 : wanted / given;

    /// <summary>Mean and squared deviations of the samples' means, by Welford's update, which stays exact where values are large and spread little, and of the values around them.</summary>
    private sealed class Moments(int count)
    {
        private readonly double[] _between = new double[count];
        private readonly double[] _within = new double[count];
        private long _samples;
        private long _values;

        public double[] Mean { get; } = new double[count];

        public double Between(int index) => Math.Sqrt(_between[index] / _samples);

        public double Within(int index) => Math.Sqrt(_within[index] / _values);

        public static Moments Of(SampleSet samples, PreprocessingPath path, int size, int period, CancellationToken cancellation)
        {
            Moments moments = new(period);
            float[] values = new float[Batch * size];
            double[] means = new double[period];
            foreach (int[] rows in Enumerable.Range(0, samples.Count).Chunk(Batch))
            {
                cancellation.ThrowIfCancellationRequested();
                Span<float> copied = values.AsSpan(0, rows.Length * size);
                samples.CopySamples(rows, path, copied);
                for (int start = 0; start < copied.Length; start += size)
                {
                    moments.Add(copied.Slice(start, size), means);
                }
            }

            return moments;
        }

        /// <summary>The mean of each feature or channel of one sample.</summary>
        public static void SampleMeans(ReadOnlySpan<float> sample, Span<double> means)
        {
            means.Clear();
            for (int index = 0; index < sample.Length; index++)
            {
                means[index % means.Length] += sample[index];
            }

            foreach (ref double mean in means)
            {
                mean /= sample.Length / means.Length;
            }
        }

        private void Add(ReadOnlySpan<float> sample, double[] means)
        {
            SampleMeans(sample, means);
            _samples++;
            _values += sample.Length / means.Length;
            for (int index = 0; index < means.Length; index++)
            {
                double before = means[index] - Mean[index];
                Mean[index] += before / _samples;
                _between[index] += before * (means[index] - Mean[index]);
            }

            for (int index = 0; index < sample.Length; index++)
            {
                double around = sample[index] - means[index % means.Length];
                _within[index % means.Length] += around * around;
            }
        }
    }
}
