using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// Mean and standard deviation (divisor n) per channel over all pixels of a set of images, from counts of the 256 values: exact, and the same in
/// any order of images.
/// </summary>
internal sealed class ChannelStatistics
{
    private readonly long[] _counts;
    private readonly int _channels;

    /// <summary>No images yet.</summary>
    public ChannelStatistics(int channels)
    {
        _channels = channels;
        _counts = new long[256 * channels];
    }

    /// <summary>The means by channel.</summary>
    public IReadOnlyList<double> Mean => [.. Enumerable.Range(0, _channels).Select(channel => Moment(channel, value => value))];

    /// <summary>The standard deviations by channel.</summary>
    public IReadOnlyList<double> StandardDeviation
    {
        get
        {
            IReadOnlyList<double> mean = Mean;
            return [.. Enumerable.Range(0, _channels).Select(channel =>
                Math.Sqrt(Moment(channel, value => (value - mean[channel]) * (value - mean[channel]))))];
        }
    }

    /// <summary>Counts the pixels of an image, the channel varying fastest.</summary>
    public void Add(ReadOnlySpan<byte> pixels)
    {
        if (_channels == 1)
        {
            foreach (byte value in pixels)
            {
                _counts[value]++;
            }

            return;
        }

        for (int index = 0; index + 2 < pixels.Length; index += 3)
        {
            _counts[pixels[index]]++;
            _counts[256 + pixels[index + 1]]++;
            _counts[512 + pixels[index + 2]]++;
        }
    }

    /// <summary>The normalisation that an option asks for, with these statistics where it needs any.</summary>
    public ChannelNormalization Normalization(PixelNormalization option)
    {
        (double Scale, double Offset) Of(int channel) => option switch
        {
            PixelNormalization.None => (1, 0),
            PixelNormalization.Unit => (1 / 255.0, 0),
            PixelNormalization.Symmetric => (1 / 127.5, -1),
            _ => Standardizing(Mean[channel], StandardDeviation[channel]),
        };
        var parts = Enumerable.Range(0, _channels).Select(Of).ToList();
        return new ChannelNormalization([.. parts.Select(part => (float)part.Scale)], [.. parts.Select(part => (float)part.Offset)]);
    }

    /// <summary>A channel that is the same everywhere is only centred.</summary>
    private static (double Scale, double Offset) Standardizing(double mean, double deviation) =>
        deviation == 0 ? (1, -mean) : (1 / deviation, -mean / deviation);

    private double Moment(int channel, Func<double, double> term)
    {
        (double sum, long count) = (0, 0);
        for (int value = 0; value < 256; value++)
        {
            sum += _counts[(256 * channel) + value] * term(value);
            count += _counts[(256 * channel) + value];
        }

        return count == 0 ? 0 : sum / count;
    }
}
