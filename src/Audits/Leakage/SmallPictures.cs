using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>
/// The images of a set, small and smoothed: what is left when an image was re-encoded, rescaled or made noisy. At most 32 pixels a side (averaged over areas), then the binomial filter 1-2-1 along
/// both axes. One byte per value: 10,000 images of 28 x 28 take 8 MB.
/// </summary>
internal sealed class SmallPictures
{
    private const int MostSide = 32;
    private readonly byte[] _values;

    private SmallPictures(int width, int height, int channels, int count) =>
        (Width, Height, Channels, Count, _values) = (width, height, channels, count, new byte[checked(width * height * channels * count)]);

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    public int Count { get; }

    /// <summary>The number of values of an image.</summary>
    public int Size => Width * Height * Channels;

    /// <summary>(height, width, channels) of a row.</summary>
    public ReadOnlySpan<byte> Row(int row) => _values.AsSpan(row * Size, Size);

    /// <summary>The images of some sets, one set after the other, by the test path: both sides of a pair are prepared alike.</summary>
    public static SmallPictures Of(IReadOnlyList<SampleSet> sets, SampleShape shape, CancellationToken cancellation)
    {
        double scale = Math.Min(1, MostSide / (double)Math.Max(shape.Width, shape.Height));
        (int width, int height) = (Math.Max(1, (int)Math.Round(scale * shape.Width)), Math.Max(1, (int)Math.Round(scale * shape.Height)));
        SmallPictures pictures = new(width, height, shape.Channels, sets.Sum(set => set.Count));
        int start = 0;
        foreach (SampleSet set in sets)
        {
            int first = start;
            Parallel.For(0, set.Count, new ParallelOptions { CancellationToken = cancellation }, row =>
            {
                SamplePicture picture = set.Picture(row, PreprocessingPath.Test)!;
                float[] small = Averaged(picture, width, height);
                Smooth(small, width, height, shape.Channels, pictures._values.AsSpan((first + row) * pictures.Size, pictures.Size));
            });
            start += set.Count;
        }

        return pictures;
    }

    /// <summary>The mean of the pixels whose centres lie in each cell; the images themselves where the size stays.</summary>
    private static float[] Averaged(SamplePicture picture, int width, int height)
    {
        int channels = picture.Channels;
        float[] small = new float[width * height * channels];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = (y * picture.Height / height, Math.Max(((y + 1) * picture.Height / height), (y * picture.Height / height) + 1));
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = (x * picture.Width / width, Math.Max(((x + 1) * picture.Width / width), (x * picture.Width / width) + 1));
                for (int channel = 0; channel < channels; channel++)
                {
                    int sum = 0;
                    for (int row = top; row < bottom; row++)
                    {
                        for (int column = left; column < right; column++)
                        {
                            sum += picture.Pixels[(((row * picture.Width) + column) * channels) + channel];
                        }
                    }

                    small[(((y * width) + x) * channels) + channel] = sum / (float)((bottom - top) * (right - left));
                }
            }
        }

        return small;
    }

    /// <summary>1-2-1 along both axes, the edge repeated.</summary>
    private static void Smooth(float[] values, int width, int height, int channels, Span<byte> smoothed)
    {
        float[] rows = new float[values.Length];
        for (int y = 0; y < height; y++)
        {
            int above = Math.Max(0, y - 1) * width * channels;
            int here = y * width * channels;
            int below = Math.Min(height - 1, y + 1) * width * channels;
            for (int x = 0; x < width * channels; x++)
            {
                rows[here + x] = (values[above + x] + (2 * values[here + x]) + values[below + x]) / 4;
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    int line = y * width;
                    float left = rows[((line + Math.Max(0, x - 1)) * channels) + channel];
                    float here = rows[((line + x) * channels) + channel];
                    float right = rows[((line + Math.Min(width - 1, x + 1)) * channels) + channel];
                    smoothed[((line + x) * channels) + channel] = (byte)(((left + (2 * here) + right) / 4) + 0.5f);
                }
            }
        }
    }
}
