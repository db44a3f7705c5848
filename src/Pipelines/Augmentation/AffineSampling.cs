using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Draws an image moved by an affine map, with linear interpolation. Pixels are (height, width, channels), channels 1 or 3.</summary>
internal static class AffineSampling
{
    /// <summary>Coordinates beyond this are clamped: far outside every image, well inside an integer.</summary>
    private const double Farthest = 1 << 24;

    /// <summary>Moves an image.</summary>
    /// <param name="source">The pixels.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="map">Where content goes, about the image's centre.</param>
    /// <param name="mode">What stands beyond the edges.</param>
    /// <param name="fill">The value for <see cref="FillMode.Constant"/>.</param>
    /// <param name="destination">Receives as many values; other memory than the source.</param>
    public static void Move(ReadOnlySpan<float> source, SampleShape shape, in AffineMap map, FillMode mode, float fill, Span<float> destination)
    {
        AffineMap back = map.Inverse();
        (double centreX, double centreY) = ((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0);
        for (int y = 0; y < shape.Height; y++)
        {
            double startX = (back.XX * -centreX) + (back.XY * (y - centreY)) + back.X + centreX;
            double startY = (back.YX * -centreX) + (back.YY * (y - centreY)) + back.Y + centreY;
            Span<float> row = destination.Slice(y * shape.Width * shape.Channels, shape.Width * shape.Channels);
            (int first, int end) = Interior(startX, back.XX, shape.Width, startY, back.YX, shape.Height);
            for (int x = 0; x < first; x++)
            {
                SampleAnywhere(source, shape, startX + (x * back.XX), startY + (x * back.YX), mode, fill, row.Slice(x * shape.Channels, shape.Channels));
            }

            if (shape.Channels == 1)
            {
                SampleInside(source, shape.Width, startX, back.XX, startY, back.YX, first, row[..end]);
            }
            else
            {
                SampleColorInside(source, shape.Width, startX, back.XX, startY, back.YX, first, row[..(3 * end)]);
            }

            for (int x = end; x < shape.Width; x++)
            {
                SampleAnywhere(source, shape, startX + (x * back.XX), startY + (x * back.YX), mode, fill, row.Slice(x * shape.Channels, shape.Channels));
            }
        }
    }

    /// <summary>The outputs of a row, first..end-1, all of whose four neighbours lie inside the image.</summary>
    private static (int First, int End) Interior(double startX, double stepX, int width, double startY, double stepY, int height)
    {
        bool IsInside(int x)
        {
            (double column, double row) = (startX + (x * stepX), startY + (x * stepY));
            return column >= 0 && column < width - 1 && row >= 0 && row < height - 1;
        }

        // Solved for each side, then made exact by testing: the condition is an interval, because both coordinates are monotone in x.
        (double low, double high) = (0, width - 1);
        Narrow(startX, stepX, width - 1, ref low, ref high);
        Narrow(startY, stepY, height - 1, ref low, ref high);
        if (!(low <= high))
        {
            return (0, 0);
        }

        (int first, int last) = ((int)Math.Floor(low), (int)Math.Ceiling(high));
        last = Math.Min(last, width - 1);
        while (first <= last && !IsInside(first))
        {
            first++;
        }

        while (last >= first && !IsInside(last))
        {
            last--;
        }

        return (first, last + 1);
    }

    /// <summary>Narrows [low, high] to where 0 ≤ start + x step ≤ limit.</summary>
    private static void Narrow(double start, double step, double limit, ref double low, ref double high)
    {
        if (step == 0)
        {
            high = start >= 0 && start < limit ? high : double.NegativeInfinity;
            return;
        }

        (double one, double other) = (-start / step, (limit - start) / step);
        low = Math.Max(low, Math.Min(one, other));
        high = Math.Min(high, Math.Max(one, other));
    }

    private static void SampleInside(
        ReadOnlySpan<float> source, int width, double startX, double stepX, double startY, double stepY, int first, Span<float> row)
    {
        for (int x = first; x < row.Length; x++)
        {
            (double column, double line) = (startX + (x * stepX), startY + (x * stepY));
            (int left, int top) = ((int)column, (int)line);
            (float right, float low) = ((float)(column - left), (float)(line - top));
            ReadOnlySpan<float> upper = source.Slice((top * width) + left, 2);
            ReadOnlySpan<float> lower = source.Slice(((top + 1) * width) + left, 2);
            float above = upper[0] + (right * (upper[1] - upper[0]));
            float below = lower[0] + (right * (lower[1] - lower[0]));
            row[x] = above + (low * (below - above));
        }
    }

    private static void SampleColorInside(
        ReadOnlySpan<float> source, int width, double startX, double stepX, double startY, double stepY, int first, Span<float> row)
    {
        for (int x = first; x < row.Length / 3; x++)
        {
            (double column, double line) = (startX + (x * stepX), startY + (x * stepY));
            (int left, int top) = ((int)column, (int)line);
            (float right, float low) = ((float)(column - left), (float)(line - top));
            ReadOnlySpan<float> upper = source.Slice(3 * ((top * width) + left), 6);
            ReadOnlySpan<float> lower = source.Slice(3 * (((top + 1) * width) + left), 6);
            Span<float> output = row.Slice(3 * x, 3);
            for (int channel = 0; channel < 3; channel++)
            {
                float above = upper[channel] + (right * (upper[channel + 3] - upper[channel]));
                float below = lower[channel] + (right * (lower[channel + 3] - lower[channel]));
                output[channel] = above + (low * (below - above));
            }
        }
    }

    private static void SampleAnywhere(
        ReadOnlySpan<float> source, SampleShape shape, double column, double line, FillMode mode, float fill, Span<float> output)
    {
        (double flooredX, double flooredY) = (Math.Floor(Math.Clamp(column, -Farthest, Farthest)), Math.Floor(Math.Clamp(line, -Farthest, Farthest)));
        (float right, float low) = ((float)Math.Clamp(column - flooredX, 0, 1), (float)Math.Clamp(line - flooredY, 0, 1));
        int left = EdgeExtension.Index((int)flooredX, shape.Width, mode);
        int next = EdgeExtension.Index((int)flooredX + 1, shape.Width, mode);
        int top = EdgeExtension.Index((int)flooredY, shape.Height, mode);
        int under = EdgeExtension.Index((int)flooredY + 1, shape.Height, mode);
        for (int channel = 0; channel < output.Length; channel++)
        {
            float upperLeft = At(source, shape, top, left, channel, fill);
            float upperRight = At(source, shape, top, next, channel, fill);
            float lowerLeft = At(source, shape, under, left, channel, fill);
            float lowerRight = At(source, shape, under, next, channel, fill);
            float above = upperLeft + (right * (upperRight - upperLeft));
            float below = lowerLeft + (right * (lowerRight - lowerLeft));
            output[channel] = above + (low * (below - above));
        }
    }

    private static float At(ReadOnlySpan<float> source, SampleShape shape, int row, int column, int channel, float fill) =>
        row == EdgeExtension.Outside || column == EdgeExtension.Outside
            ? fill
            : source[(((row * shape.Width) + column) * shape.Channels) + channel];
}
