using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Identical images through two paths, compared value by value; they come in parts.</summary>
internal sealed class PathComparison(SampleShape shape) : IDisposable
{
    private readonly double[] _same = new double[shape.Channels];
    private readonly double[] _reversed = new double[shape.Channels];
    private double _difference;

    /// <summary>The training path.</summary>
    public TensorSums Training { get; } = new(shape.Channels);

    /// <summary>The test path.</summary>
    public TensorSums Test { get; } = new(shape.Channels);

    /// <summary>Channels of an image.</summary>
    public int Channels => shape.Channels;

    /// <summary>Images whose values are equal to the last bit.</summary>
    public int Equal { get; private set; }

    /// <summary>
    /// Mean absolute difference of values in standard deviations of the training path's, all channels together; 0 where nothing differs. Constant images have no standard
    /// deviation: then the difference is given as it is.
    /// </summary>
    public double MeanDifference
    {
        get
        {
            double mean = Enumerable.Range(0, Channels).Average(Training.Mean);
            double variance = Enumerable.Range(0, Channels).Average(channel => Training.Variance(channel) + Math.Pow(Training.Mean(channel) - mean, 2));
            return _difference / (Training.Pixels * Channels) / (variance > 0 ? Math.Sqrt(variance) : 1);
        }
    }

    /// <summary>Adds images.</summary>
    /// <param name="training">(images, height, width, channels) through the training path.</param>
    /// <param name="test">The same images through the test path.</param>
    public void Add(ReadOnlySpan<float> training, ReadOnlySpan<float> test)
    {
        Training.Add(training);
        Test.Add(test);
        for (int first = 0; first < training.Length; first += shape.Size)
        {
            Equal += training.Slice(first, shape.Size).SequenceEqual(test.Slice(first, shape.Size)) ? 1 : 0;
        }

        for (int first = 0; first < training.Length; first += Channels)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                double value = test[first + channel];
                _difference += Math.Abs(value - training[first + channel]);
                _same[channel] += value * training[first + channel];
                _reversed[channel] += value * training[first + Channels - 1 - channel];
            }
        }
    }

    /// <summary>The least-squares line from a channel of the training path to one of the test path.</summary>
    /// <param name="channel">The channel of the test path.</param>
    /// <param name="reversed">Whether it is compared with the training path's channels in reverse order.</param>
    public ChannelLine Line(int channel, bool reversed)
    {
        int from = reversed ? Channels - 1 - channel : channel;
        double products = reversed ? _reversed[channel] : _same[channel];
        double covariance = (products / Training.Pixels) - (Training.Mean(from) * Test.Mean(channel));
        (double varianceFrom, double variance) = (Training.Variance(from), Test.Variance(channel));
        double slope = varianceFrom > 0 ? covariance / varianceFrom : 1;
        double explained = varianceFrom > 0 && variance > 0 ? Math.Min(1, covariance * covariance / (varianceFrom * variance)) : variance > 0 ? 0 : 1;
        return new ChannelLine(slope, Test.Mean(channel) - (slope * Training.Mean(from)), 1 - explained);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Test.Dispose();
    }
}

/// <summary>test = scale x training + offset.</summary>
/// <param name="Scale">The slope.</param>
/// <param name="Offset">The intercept.</param>
/// <param name="Residual">The share of the test path's variance that the line leaves.</param>
internal readonly record struct ChannelLine(double Scale, double Offset, double Residual);
