using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlPipelines.Pipelines;

/// <summary>
/// How bytes become a model's input: value * <see cref="Scale"/> + <see cref="Offset"/> per channel, in single precision. The same expression, rounded
/// after each operation, serves bytes and augmented values, so an unchanged pixel has the same bits on both ways.
/// </summary>
/// <param name="Scale">By channel.</param>
/// <param name="Offset">By channel.</param>
internal sealed record ChannelNormalization(IReadOnlyList<float> Scale, IReadOnlyList<float> Offset)
{
    private readonly float[] _scales = Repeated(Scale);
    private readonly float[] _offsets = Repeated(Offset);
    private readonly int _channels = Scale.Count;
    private readonly int _step = Vector<float>.Count % Scale.Count;

    /// <summary>The number of channels.</summary>
    public int Channels => Scale.Count;

    /// <summary>Normalises pixels, the channel varying fastest.</summary>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        destination = destination[..pixels.Length];
        int index = 0;
        int channel = 0;
        for (; index + Vector<byte>.Count <= pixels.Length; index += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[index..]), out Vector<ushort> low, out Vector<ushort> high);
            ApplyHalf(low, ref channel, destination[index..]);
            ApplyHalf(high, ref channel, destination[(index + Vector<ushort>.Count)..]);
        }

        for (; index < pixels.Length; index++)
        {
            destination[index] = (pixels[index] * _scales[index % Channels]) + _offsets[index % Channels];
        }
    }

    /// <summary>Normalises values 0..255 in place.</summary>
    public void Apply(Span<float> values)
    {
        int index = 0;
        int channel = 0;
        for (; index + Vector<float>.Count <= values.Length; index += Vector<float>.Count)
        {
            ApplyVector(new Vector<float>(values[index..]), ref channel, values[index..]);
        }

        for (; index < values.Length; index++)
        {
            values[index] = (values[index] * _scales[index % Channels]) + _offsets[index % Channels];
        }
    }

    private void ApplyHalf(Vector<ushort> pixels, ref int channel, Span<float> destination)
    {
        Vector.Widen(pixels, out Vector<uint> low, out Vector<uint> high);
        ApplyVector(Vector.ConvertToSingle(Vector.AsVectorInt32(low)), ref channel, destination);
        ApplyVector(Vector.ConvertToSingle(Vector.AsVectorInt32(high)), ref channel, destination[Vector<float>.Count..]);
    }

    /// <summary>Normalises a vector whose first value is of a channel, and goes on to the channel that the next vector starts with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ApplyVector(Vector<float> values, ref int channel, Span<float> destination)
    {
        ((values * new Vector<float>(_scales, channel)) + new Vector<float>(_offsets, channel)).CopyTo(destination);
        channel += _step;
        channel -= channel >= _channels ? _channels : 0;
    }

    /// <summary>The values of the channels over and over, long enough to read a vector from each channel on.</summary>
    private static float[] Repeated(IReadOnlyList<float> values) =>
        [.. Enumerable.Range(0, Vector<float>.Count + values.Count).Select(index => values[index % values.Count])];
}
