using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>An augmentation of pixel values 0..255.</summary>
internal interface IPixelAugmentation
{
    /// <summary>Changes an image.</summary>
    /// <param name="pixels">(height, width, channels), changed in place.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="draws">The sample's draws.</param>
    /// <param name="workspace">Room for as many values.</param>
    void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace);
}

/// <summary>Pads each side and cuts a window of the image's own size out, at a uniform place (He et al. 2016 do so on CIFAR with 4 pixels).</summary>
internal sealed class RandomCrop(int padding, FillMode mode, float fill) : IPixelAugmentation
{
    /// <inheritdoc/>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace)
    {
        int places = (2 * padding) + 1;
        int right = (int)(draws.Uniform(DrawPlace.CropColumn) * places) - padding;
        int down = (int)(draws.Uniform(DrawPlace.CropRow) * places) - padding;
        pixels.CopyTo(workspace);
        for (int y = 0; y < shape.Height; y++)
        {
            int row = EdgeExtension.Index(y + down, shape.Height, mode);
            for (int x = 0; x < shape.Width; x++)
            {
                int column = EdgeExtension.Index(x + right, shape.Width, mode);
                Span<float> output = pixels.Slice(((y * shape.Width) + x) * shape.Channels, shape.Channels);
                if (row == EdgeExtension.Outside || column == EdgeExtension.Outside)
                {
                    output.Fill(fill);
                }
                else
                {
                    workspace.Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels).CopyTo(output);
                }
            }
        }
    }
}

/// <summary>Adds a fraction of the full range to every value; the result stays in 0..255, as a camera's would.</summary>
internal sealed class RandomBrightness(double range) : IPixelAugmentation
{
    /// <inheritdoc/>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace)
    {
        PixelChanges.Brighten(pixels, (float)(range * 255) * draws.Symmetric(DrawPlace.Brightness));
    }
}

/// <summary>Multiplies the distance from the mean over all pixels and channels; the result stays in 0..255.</summary>
internal sealed class RandomContrast(double range) : IPixelAugmentation
{
    /// <inheritdoc/>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace)
    {
        PixelChanges.ScaleContrast(pixels, 1 + ((float)range * draws.Symmetric(DrawPlace.Contrast)));
    }
}

/// <summary>Adds independent normal noise to every pixel and channel; the result stays in 0..255.</summary>
internal sealed class GaussianNoise(double deviation) : IPixelAugmentation
{
    /// <inheritdoc/>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace)
    {
        CounterRandom random = draws.Stream(DrawPurpose.Noise);
        PixelChanges.AddNoise(pixels, (float)(deviation * 255), ref random);
    }
}

/// <summary>
/// Fills a random rectangle with uniform random pixels (Zhong et al. 2020, "Random erasing data augmentation", algorithm 1): its share of the area
/// is uniform in [0.02, greatest], its height over width uniform in [0.3, 3.3]; one that does not fit is drawn again, at most 100 times.
/// </summary>
internal sealed class RandomErasing(double probability, double greatestArea) : IPixelAugmentation
{
    private const double LeastArea = 0.02;
    private const double LeastRatio = 0.3;
    private const double GreatestRatio = 3.3;
    private const int Attempts = 100;

    /// <inheritdoc/>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> workspace)
    {
        if (draws.Uniform(DrawPlace.Erasing) >= probability)
        {
            return;
        }

        CounterRandom random = draws.Stream(DrawPurpose.ErasedRectangle);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = random.NextDouble(LeastArea, greatestArea) * shape.Width * shape.Height;
            double ratio = random.NextDouble(LeastRatio, GreatestRatio);
            int height = Math.Max(1, (int)Math.Round(Math.Sqrt(area * ratio)));
            int width = Math.Max(1, (int)Math.Round(Math.Sqrt(area / ratio)));
            if (height <= shape.Height && width <= shape.Width)
            {
                int top = random.NextInt(shape.Height - height + 1);
                int left = random.NextInt(shape.Width - width + 1);
                Erase(pixels, shape, top, left, height, width, ref random);
                return;
            }
        }
    }

    private static void Erase(Span<float> pixels, SampleShape shape, int top, int left, int height, int width, ref CounterRandom random)
    {
        for (int y = top; y < top + height; y++)
        {
            foreach (ref float value in pixels.Slice(((y * shape.Width) + left) * shape.Channels, width * shape.Channels))
            {
                value = 255 * random.NextFloat();
            }
        }
    }
}
