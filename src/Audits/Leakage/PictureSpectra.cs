using System.Numerics;

namespace MlPipelines.Audits;

/// <summary>
/// 64 numbers per image that find candidates fast: square roots of the magnitudes of its lowest spatial frequencies (discrete Fourier transform of the grey image without its mean), scaled to length
/// 1. A shift changes phases and not magnitudes (the shift theorem), brightness only the mean, contrast only the length; re-encoding and rescaling change high frequencies.
/// </summary>
internal sealed class PictureSpectra
{
    /// <summary>Numbers per image.</summary>
    public const int Length = 64;

    private static readonly (int Down, int Across)[] s_frequencies =
    [
        .. Enumerable.Range(-6, 13).SelectMany(down => Enumerable.Range(0, 7).Select(across => (down, across)))
            .Where(pair => pair.across > 0 || pair.down > 0)
            .OrderBy(pair => (pair.down * pair.down) + (pair.across * pair.across)).ThenBy(pair => pair.across).ThenBy(pair => pair.down)
            .Take(Length),
    ];

    private readonly float[] _values;

    private PictureSpectra(int count) => _values = new float[count * Length];

    /// <summary>The spectrum of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Length, Length);

    /// <summary>The spectra of images.</summary>
    public static PictureSpectra Of(SmallPictures pictures, CancellationToken cancellation)
    {
        PictureSpectra spectra = new(pictures.Count);
        Complex[][] down = Waves(pictures.Height);
        Complex[][] across = Waves(pictures.Width);
        Parallel.For(0, pictures.Count, new ParallelOptions { CancellationToken = cancellation }, row => Transform(pictures, row, down, across, spectra._values.AsSpan(row * Length, Length)));
        return spectra;
    }

    /// <summary>[frequency + 6][position]: exp(-2 pi i f x / n).</summary>
    private static Complex[][] Waves(int length) =>
    [
        .. Enumerable.Range(-6, 13).Select(frequency =>
            Enumerable.Range(0, length).Select(position => Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * position / length)).ToArray()),
    ];

    private static void Transform(SmallPictures pictures, int row, Complex[][] down, Complex[][] across, Span<float> spectrum)
    {
        ReadOnlySpan<byte> values = pictures.Row(row);
        Complex[] lines = new Complex[pictures.Height * 7];
        for (int y = 0; y < pictures.Height; y++)
        {
            for (int x = 0; x < pictures.Width; x++)
            {
                int grey = 0;
                for (int channel = 0; channel < pictures.Channels; channel++)
                {
                    grey += values[(((y * pictures.Width) + x) * pictures.Channels) + channel];
                }

                for (int frequency = 0; frequency < 7; frequency++)
                {
                    lines[(y * 7) + frequency] += grey * across[frequency + 6][x];
                }
            }
        }

        double squares = 0;
        for (int index = 0; index < Length; index++)
        {
            (int frequencyDown, int frequencyAcross) = s_frequencies[index];
            Complex sum = 0;
            for (int y = 0; y < pictures.Height; y++)
            {
                sum += lines[(y * 7) + frequencyAcross] * down[frequencyDown + 6][y];
            }

            double magnitude = sum.Magnitude;
            spectrum[index] = (float)Math.Sqrt(magnitude);
            squares += magnitude;
        }

        float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        foreach (ref float value in spectrum)
        {
            value *= scale;
        }
    }
}
