namespace MlPipelines.Pipelines;

/// <summary>
/// The shape of one prepared sample: an image (height, width, channels), the channels varying fastest, or a row of a table (features), which
/// has height and width 1.
/// </summary>
/// <param name="Height">Pixels from top to bottom; 1 for a table.</param>
/// <param name="Width">Pixels from left to right; 1 for a table.</param>
/// <param name="Channels">1 for grey, 3 for colour, the number of features for a table.</param>
/// <param name="IsImage">Whether height and width mean something.</param>
public sealed record SampleShape(int Height, int Width, int Channels, bool IsImage)
{
    /// <summary>The number of values of a sample.</summary>
    public int Size => Height * Width * Channels;
}
