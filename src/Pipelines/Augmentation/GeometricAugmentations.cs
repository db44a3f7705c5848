namespace MlPipelines.Pipelines;

/// <summary>An augmentation that moves an image's content by an affine map about its centre.</summary>
internal interface IGeometricAugmentation
{
    /// <summary>Where the content goes.</summary>
    AffineMap Map(in AugmentationDraws draws, SampleShape shape);
}

/// <summary>Turns counter-clockwise by an angle in [-degrees, degrees].</summary>
internal sealed class RandomRotation(double degrees) : IGeometricAugmentation
{
    /// <inheritdoc/>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape) => ByDegrees(degrees * draws.Symmetric(DrawPlace.Rotation));

    /// <summary>Counter-clockwise as seen, so that y, which points down, changes the usual signs.</summary>
    public static AffineMap ByDegrees(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle * Math.PI / 180);
        return new AffineMap(cosine, sine, 0, -sine, cosine, 0);
    }
}

/// <summary>Moves by fractions of width and height, to the right and down when positive.</summary>
internal sealed class RandomShift(double width, double height) : IGeometricAugmentation
{
    /// <inheritdoc/>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape) => new(
        1, 0, width * draws.Symmetric(DrawPlace.WidthShift) * shape.Width,
        0, 1, height * draws.Symmetric(DrawPlace.HeightShift) * shape.Height);
}

/// <summary>Scales width and height alike by a factor in [1 - zoom, 1 + zoom]: above 1, the content becomes larger.</summary>
internal sealed class RandomZoom(double zoom) : IGeometricAugmentation
{
    /// <inheritdoc/>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape)
    {
        double scale = 1 + (zoom * draws.Symmetric(DrawPlace.Zoom));
        return new AffineMap(scale, 0, 0, 0, scale, 0);
    }
}

/// <summary>Shears along the rows by an angle in [-degrees, degrees]: at a positive angle, what is below moves to the right.</summary>
internal sealed class RandomShear(double degrees) : IGeometricAugmentation
{
    /// <inheritdoc/>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape) =>
        new(1, Math.Tan(degrees * draws.Symmetric(DrawPlace.Shear) * Math.PI / 180), 0, 0, 1, 0);
}

/// <summary>Mirrors left and right, top and bottom, each with probability one half where it is on.</summary>
internal sealed class RandomFlip(bool horizontal, bool vertical) : IGeometricAugmentation
{
    /// <inheritdoc/>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape) => new(
        horizontal && draws.Coin(DrawPlace.HorizontalFlip) ? -1 : 1, 0, 0,
        0, vertical && draws.Coin(DrawPlace.VerticalFlip) ? -1 : 1, 0);
}
