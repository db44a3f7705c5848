using System.Buffers;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// What <c>data.corrupt</c> does to an image at the size that the model sees: rescale, blur, brightness, contrast, noise, JPEG. From rescale to noise the values are not rounded
/// but kept in 0..255; then they are rounded once, half up, and JPEG takes and gives bytes. A function of the image, its source and index, and the stream <c>data</c> alone. Safe to
/// use from several threads at once.
/// </summary>
internal sealed class ImageCorruption
{
    /// <summary>The first of the two counters of the stream <c>data</c> whose draws are noise, one for each source; others of the stream use small numbers.</summary>
    private const int NoiseCounter = 0x6E6F6900;
    private readonly CorruptOptions _options;
    private readonly SampleShape _shape;
    private readonly TrialSeeds _seeds;
    private readonly List<SeparableFilter> _filters = [];
    private readonly bool _changesNumbers;

    private ImageCorruption(CorruptOptions options, SampleShape shape, TrialSeeds seeds)
    {
        (_options, _shape, _seeds) = (options, shape, seeds);
        if (options.Rescale > 1)
        {
            _filters.Add(new SeparableFilter(AxisFilter.Rescaling(shape.Height, options.Rescale), AxisFilter.Rescaling(shape.Width, options.Rescale)));
        }

        if (options.Blur > 0)
        {
            _filters.Add(new SeparableFilter(AxisFilter.Gaussian(shape.Height, options.Blur), AxisFilter.Gaussian(shape.Width, options.Blur)));
        }

        _changesNumbers = _filters.Count > 0 || options.Brightness != 0 || options.Contrast != 1 || options.Noise > 0;
    }

    /// <summary>The corruption that the options ask for, or null when they ask for none.</summary>
    public static ImageCorruption? Of(CorruptOptions? options, SampleShape shape, TrialSeeds seeds)
    {
        if (options is null)
        {
            return null;
        }

        ImageCorruption corruption = new(options, shape, seeds);
        return corruption._changesNumbers || options.Jpeg is not null ? corruption : null;
    }

    /// <summary>Corrupts an image in place.</summary>
    /// <param name="pixels">(height, width, channels), 0..255.</param>
    /// <param name="isOfTestSource">Whether it comes from a test source of its own.</param>
    /// <param name="index">Its index in its source.</param>
    public void Apply(Span<byte> pixels, bool isOfTestSource, int index)
    {
        if (_changesNumbers)
        {
            float[] room = ArrayPool<float>.Shared.Rent(2 * pixels.Length);
            try
            {
                ApplyToNumbers(pixels, room.AsSpan(0, pixels.Length), room.AsSpan(pixels.Length, pixels.Length), isOfTestSource, index);
            }
            finally
            {
                ArrayPool<float>.Shared.Return(room);
            }
        }

        if (_options.Jpeg is { } quality)
        {
            byte[] room = ArrayPool<byte>.Shared.Rent(4 * _shape.Width * _shape.Height);
            try
            {
                EncodedPixels.ThroughJpeg(pixels, _shape, quality, room);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(room);
            }
        }
    }

    private void ApplyToNumbers(Span<byte> pixels, Span<float> values, Span<float> workspace, bool isOfTestSource, int index)
    {
        PixelChanges.ToNumbers(pixels, values);
        foreach (SeparableFilter filter in _filters)
        {
            filter.Apply(values, _shape, workspace);
        }

        if (_options.Brightness != 0)
        {
            PixelChanges.Brighten(values, (float)(255 * _options.Brightness));
        }

        if (_options.Contrast != 1)
        {
            PixelChanges.ScaleContrast(values, (float)_options.Contrast);
        }

        if (_options.Noise > 0)
        {
            CounterRandom random = _seeds.Draws(RandomStream.Data, NoiseCounter + (isOfTestSource ? 1 : 0), index);
            PixelChanges.AddNoise(values, (float)(255 * _options.Noise), ref random);
        }

        PixelChanges.ToBytes(values, pixels);
    }
}
