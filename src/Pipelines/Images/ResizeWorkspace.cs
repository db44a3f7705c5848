namespace MlPipelines.Pipelines;

/// <summary>One thread's memory for resizing: plans of the sizes it met, and rows. Not safe to share.</summary>
internal sealed class ResizeWorkspace
{
    private const int MostPlans = 64;
    private readonly Dictionary<(int Width, int Height), ResizePlan> _plans = [];
    private float[] _row = [];
    private byte[] _luma = [];
    private byte[] _grey = [];

    /// <summary>Resizes an image to the target, with 1 or 3 channels. Colour becomes grey before it is resized.</summary>
    public void Resize(DecodedImage image, ImageTarget target, int channels, Span<byte> destination)
    {
        ResizePlan plan = Plan(image.Width, image.Height, target);
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        int sourceChannels = image.Channels;
        if (sourceChannels == 4 && channels == 1)
        {
            Span<byte> luma = Room(ref _luma, image.Width * image.Height);
            PixelColors.ToLuma(pixels, luma);
            pixels = luma;
            sourceChannels = 1;
        }

        Span<byte> resized = sourceChannels == 1 && channels == 3 ? Room(ref _grey, target.Width * target.Height) : destination;
        Resize(pixels, sourceChannels, plan, resized);
        if (resized != destination)
        {
            Repeat(resized, destination);
        }
    }

    private void Resize(ReadOnlySpan<byte> pixels, int channels, ResizePlan plan, Span<byte> destination)
    {
        if (!plan.IsIdentity)
        {
            LinearResizing.Resize(pixels, channels, plan, Room(ref _row, plan.InputWidth * channels), destination);
        }
        else if (channels == 1)
        {
            pixels.CopyTo(destination);
        }
        else
        {
            for (int pixel = 0; pixel < pixels.Length / 4; pixel++)
            {
                pixels.Slice(4 * pixel, 3).CopyTo(destination[(3 * pixel)..]);
            }
        }
    }

    private static void Repeat(ReadOnlySpan<byte> grey, Span<byte> rgb)
    {
        for (int pixel = 0; pixel < grey.Length; pixel++)
        {
            rgb.Slice(3 * pixel, 3).Fill(grey[pixel]);
        }
    }

    private static Span<T> Room<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }

        return array.AsSpan(0, length);
    }

    private ResizePlan Plan(int width, int height, ImageTarget target)
    {
        if (_plans.TryGetValue((width, height), out ResizePlan? plan))
        {
            return plan;
        }

        if (_plans.Count == MostPlans)
        {
            _plans.Clear();
        }

        plan = new ResizePlan(width, height, target.Width, target.Height, target.Resize);
        _plans.Add((width, height), plan);
        return plan;
    }
}
