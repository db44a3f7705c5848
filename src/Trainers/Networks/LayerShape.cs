using System.Globalization;

namespace MlPipelines.Trainers;

/// <summary>
/// The shape of what flows between two layers, for one sample: (height, width, channels), the channels varying fastest, or flat (features) with
/// height and width 1.
/// </summary>
/// <param name="Height">Rows; 1 when flat.</param>
/// <param name="Width">Columns; 1 when flat.</param>
/// <param name="Channels">Channels, or features when flat.</param>
/// <param name="IsFlat">Whether height and width are gone.</param>
internal sealed record LayerShape(int Height, int Width, int Channels, bool IsFlat)
{
    /// <summary>The number of values.</summary>
    public long Size => (long)Height * Width * Channels;

    /// <summary>A flat shape.</summary>
    public static LayerShape Flat(int features) => new(1, 1, features, true);

    /// <summary><c>(28, 28, 1)</c> or <c>(784)</c>.</summary>
    public override string ToString() => IsFlat
        ? string.Create(CultureInfo.InvariantCulture, $"({Channels})")
        : string.Create(CultureInfo.InvariantCulture, $"({Height}, {Width}, {Channels})");
}
