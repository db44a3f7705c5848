namespace MlPipelines.Pipelines;

/// <summary>
/// How bytes become a model's input: value * <see cref="Scale"/> + <see cref="Offset"/> per channel, in single precision. The same expression
/// serves looked-up bytes and augmented values, so an unchanged pixel has the same bits on both ways.
/// </summary>
/// <param name="Scale">By channel.</param>
/// <param name="Offset">By channel.</param>
internal sealed record ChannelNormalization(IReadOnlyList<float> Scale, IReadOnlyList<float> Offset)
{
    private readonly float[] _table = Table(Scale, Offset);

    /// <summary>The number of channels.</summary>
    public int Channels => Scale.Count;

    /// <summary>Normalises pixels, the channel varying fastest.</summary>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        destination = destination[..pixels.Length];
        if (Channels == 1)
        {
            ReadOnlySpan<float> table = _table;
            for (int index = 0; index < pixels.Length; index++)
            {
                destination[index] = table[pixels[index]];
            }

            return;
        }

        ReadOnlySpan<float> first = _table.AsSpan(0, 256);
        ReadOnlySpan<float> second = _table.AsSpan(256, 256);
        ReadOnlySpan<float> third = _table.AsSpan(512, 256);
        for (int index = 0; index + 2 < pixels.Length; index += 3)
        {
            destination[index] = first[pixels[index]];
            destination[index + 1] = second[pixels[index + 1]];
            destination[index + 2] = third[pixels[index + 2]];
        }
    }

    /// <summary>Normalises values 0..255 in place.</summary>
    public void Apply(Span<float> values)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            (float scale, float offset) = (Scale[channel], Offset[channel]);
            for (int index = channel; index < values.Length; index += Channels)
            {
                values[index] = (values[index] * scale) + offset;
            }
        }
    }

    private static float[] Table(IReadOnlyList<float> scale, IReadOnlyList<float> offset)
    {
        float[] table = new float[256 * scale.Count];
        for (int index = 0; index < table.Length; index++)
        {
            table[index] = ((index % 256) * scale[index / 256]) + offset[index / 256];
        }

        return table;
    }
}
