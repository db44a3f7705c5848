using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Sums over prepared images that come in parts, by channel; the channels vary fastest.</summary>
internal sealed class TensorSums(int channels) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly double[] _sums = new double[channels];
    private readonly double[] _squares = new double[channels];
    private readonly double[] _minimums = [.. Enumerable.Repeat(double.PositiveInfinity, channels)];
    private readonly double[] _maximums = [.. Enumerable.Repeat(double.NegativeInfinity, channels)];
    private long _pixels;

    /// <summary>Adds images.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        _hash.AppendData(MemoryMarshal.AsBytes(values));
        _pixels += values.Length / channels;
        for (int first = 0; first < values.Length; first += channels)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                double value = values[first + channel];
                _sums[channel] += value;
                _squares[channel] += value * value;
                _minimums[channel] = Math.Min(_minimums[channel], value);
                _maximums[channel] = Math.Max(_maximums[channel], value);
            }
        }
    }

    /// <summary>Mean of a channel.</summary>
    public double Mean(int channel) => _sums[channel] / _pixels;

    /// <summary>Variance of a channel, divisor n; not below 0, where rounding would take that of a constant.</summary>
    public double Variance(int channel) => Math.Max(0, (_squares[channel] / _pixels) - (Mean(channel) * Mean(channel)));

    /// <summary>Least value of a channel.</summary>
    public double Minimum(int channel) => _minimums[channel];

    /// <summary>Greatest value of a channel.</summary>
    public double Maximum(int channel) => _maximums[channel];

    /// <summary>Pixels so far.</summary>
    public long Pixels => _pixels;

    /// <summary>The statistics of everything that was added.</summary>
    public TensorStatistics Result(SampleShape shape) => new(
        shape.Height,
        shape.Width,
        shape.Channels,
        _minimums.Min(),
        _maximums.Max(),
        [.. Enumerable.Range(0, channels).Select(Mean)],
        [.. Enumerable.Range(0, channels).Select(channel => Math.Sqrt(Variance(channel)))],
        Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
