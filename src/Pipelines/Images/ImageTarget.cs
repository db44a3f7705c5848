using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What an image becomes when it is decoded: its size and channels, before normalisation.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="WidthMustMatch">No width is configured: an image of another width is a problem, not resized.</param>
/// <param name="HeightMustMatch">No height is configured: an image of another height is a problem, not resized.</param>
/// <param name="Resize">What happens to the aspect ratio.</param>
/// <param name="Color">Grey, RGB, or by what the images are.</param>
internal sealed record ImageTarget(
    int Width,
    int Height,
    bool WidthMustMatch,
    bool HeightMustMatch,
    ResizeMode Resize,
    ColorMode Color)
{
    /// <summary>Whether an image of this size (as seen, after its EXIF orientation) can be used.</summary>
    public bool Accepts(int width, int height) =>
        (!WidthMustMatch || width == Width) && (!HeightMustMatch || height == Height);

    /// <summary>The target as a part of a cache key: everything that changes decoded pixels.</summary>
    public string CacheKey => string.Create(
        CultureInfo.InvariantCulture,
        $"{Width}x{Height} {WidthMustMatch} {HeightMustMatch} {Resize} {Color}");
}
