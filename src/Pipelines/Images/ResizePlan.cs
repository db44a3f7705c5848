using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// How an image of one size becomes the target's: the size it is scaled to, and where that lies against the target. <c>stretch</c> scales to the
/// target itself; <c>crop</c> to the least size of the image's shape that covers it, of which the middle is kept; <c>pad</c> to the greatest that
/// fits into it, put in the middle on black. Sizes are rounded to whole pixels (half up), offsets down, so that an exported model can do the same
/// with Resize and Slice or Pad.
/// </summary>
internal sealed class ResizePlan
{
    /// <summary>Plans the resize of images of one size.</summary>
    public ResizePlan(int inputWidth, int inputHeight, int width, int height, ResizeMode mode)
    {
        (InputWidth, InputHeight, Width, Height) = (inputWidth, inputHeight, width, height);
        (ScaledWidth, ScaledHeight) = ScaledSize(inputWidth, inputHeight, width, height, mode);
        int cropX = Math.Max(0, (ScaledWidth - width) / 2);
        int cropY = Math.Max(0, (ScaledHeight - height) / 2);
        Left = Math.Max(0, (width - ScaledWidth) / 2);
        Top = Math.Max(0, (height - ScaledHeight) / 2);
        Columns = new AxisWeights(inputWidth, ScaledWidth, cropX, Math.Min(width, ScaledWidth));
        Rows = new AxisWeights(inputHeight, ScaledHeight, cropY, Math.Min(height, ScaledHeight));
    }

    /// <summary>The width before.</summary>
    public int InputWidth { get; }

    /// <summary>The height before.</summary>
    public int InputHeight { get; }

    /// <summary>The width after.</summary>
    public int Width { get; }

    /// <summary>The height after.</summary>
    public int Height { get; }

    /// <summary>The width that the whole image is scaled to.</summary>
    public int ScaledWidth { get; }

    /// <summary>The height that the whole image is scaled to.</summary>
    public int ScaledHeight { get; }

    /// <summary>The columns of padding on the left.</summary>
    public int Left { get; }

    /// <summary>The rows of padding at the top.</summary>
    public int Top { get; }

    /// <summary>The weights of the columns that are kept.</summary>
    public AxisWeights Columns { get; }

    /// <summary>The weights of the rows that are kept.</summary>
    public AxisWeights Rows { get; }

    /// <summary>Whether pixels pass unchanged.</summary>
    public bool IsIdentity => Columns.IsIdentity && Rows.IsIdentity && Columns.Count == Width && Rows.Count == Height;

    /// <summary>The size that the whole image is scaled to.</summary>
    public static (int Width, int Height) ScaledSize(int inputWidth, int inputHeight, int width, int height, ResizeMode mode)
    {
        if (mode == ResizeMode.Stretch)
        {
            return (width, height);
        }

        // Which side decides is compared in whole numbers, and that side is the target's exactly.
        bool widthIsTighter = (long)width * inputHeight < (long)height * inputWidth;
        bool widthDecides = mode == ResizeMode.Pad ? widthIsTighter : !widthIsTighter;
        return widthDecides
            ? (width, Math.Max(1, RoundedRatio(inputHeight, width, inputWidth)))
            : (Math.Max(1, RoundedRatio(inputWidth, height, inputHeight)), height);
    }

    private static int RoundedRatio(int length, int numerator, int denominator) =>
        (int)((((2L * length * numerator) / denominator) + 1) / 2);
}
