using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Changes of pixel values that augmentation and corruption share; values stay in 0..255, as a camera's would.</summary>
internal static class PixelChanges
{
    /// <summary>Adds the same to every value.</summary>
    public static void Brighten(Span<float> pixels, float added)
    {
        foreach (ref float value in pixels)
        {
            value = Math.Clamp(value + added, 0, 255);
        }
    }

    /// <summary>Multiplies the distance from the mean over all pixels and channels.</summary>
    public static void ScaleContrast(Span<float> pixels, float factor)
    {
        double sum = 0;
        foreach (float value in pixels)
        {
            sum += value;
        }

        float mean = (float)(sum / pixels.Length);
        foreach (ref float value in pixels)
        {
            value = Math.Clamp(mean + (factor * (value - mean)), 0, 255);
        }
    }

    /// <summary>Adds independent normal numbers.</summary>
    /// <param name="pixels">The values.</param>
    /// <param name="deviation">The standard deviation, on the scale of the values.</param>
    /// <param name="random">Two draws for each pair of values.</param>
    public static void AddNoise(Span<float> pixels, float deviation, ref CounterRandom random)
    {
        for (int index = 0; index < pixels.Length; index += 2)
        {
            // Box and Muller give two independent numbers for two draws.
            float radius = deviation * MathF.Sqrt(-2 * MathF.Log(1 - random.NextFloat()));
            (float sine, float cosine) = MathF.SinCos(2 * MathF.PI * random.NextFloat());
            pixels[index] = Math.Clamp(pixels[index] + (radius * cosine), 0, 255);
            if (index + 1 < pixels.Length)
            {
                pixels[index + 1] = Math.Clamp(pixels[index + 1] + (radius * sine), 0, 255);
            }
        }
    }

    /// <summary>Exchanges the first and the third of three channels.</summary>
    public static void SwapRedAndBlue(Span<byte> pixels)
    {
        for (int index = 0; index + 2 < pixels.Length; index += 3)
        {
            (pixels[index], pixels[index + 2]) = (pixels[index + 2], pixels[index]);
        }
    }

    /// <summary>Bytes as numbers.</summary>
    public static void ToNumbers(ReadOnlySpan<byte> pixels, Span<float> numbers)
    {
        for (int index = 0; index < pixels.Length; index++)
        {
            numbers[index] = pixels[index];
        }
    }

    /// <summary>Numbers in 0..255 as bytes, rounded half up.</summary>
    public static void ToBytes(ReadOnlySpan<float> numbers, Span<byte> pixels)
    {
        for (int index = 0; index < numbers.Length; index++)
        {
            pixels[index] = (byte)Math.Clamp(numbers[index] + 0.5f, 0, 255);
        }
    }
}
