using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Where the windows of a convolution or pooling lie along one axis.</summary>
/// <param name="Output">The number of windows.</param>
/// <param name="PadBefore">Padding at the top or left.</param>
/// <param name="PadAfter">Padding at the bottom or right; one more than before where the sum is odd, as in TensorFlow.</param>
internal readonly record struct WindowAxis(int Output, int PadBefore, int PadAfter)
{
    /// <summary>Lays windows along an axis. Without padding the axis must be at least as long as the window.</summary>
    public static WindowAxis Of(int size, int window, int strides, Padding padding)
    {
        if (padding == Padding.Valid)
        {
            return new WindowAxis(((size - window) / strides) + 1, 0, 0);
        }

        int output = (size + strides - 1) / strides;
        int pad = Math.Max(((output - 1) * strides) + window - size, 0);
        return new WindowAxis(output, pad / 2, pad - (pad / 2));
    }
}

/// <summary>The windows of a convolution or pooling.</summary>
/// <param name="Size">Height and width of the window.</param>
/// <param name="Strides">The step, both ways.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Columns">From left to right.</param>
internal sealed record WindowGeometry(int Size, int Strides, WindowAxis Rows, WindowAxis Columns)
{
    /// <summary>Whether both axes are padded alike on both sides.</summary>
    public bool IsSymmetric => Rows.PadBefore == Rows.PadAfter && Columns.PadBefore == Columns.PadAfter;

    /// <summary>Lays windows over a shape.</summary>
    public static WindowGeometry Of(LayerShape input, int window, int strides, Padding padding) => new(
        window, strides, WindowAxis.Of(input.Height, window, strides, padding), WindowAxis.Of(input.Width, window, strides, padding));
}
