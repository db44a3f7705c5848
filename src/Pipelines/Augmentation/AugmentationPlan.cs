using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The augmentations that are switched on, in the order in which they are applied.</summary>
internal sealed class AugmentationPlan
{
    private readonly List<IGeometricAugmentation> _geometric;
    private readonly List<IPixelAugmentation> _pixel;
    private readonly FillMode _fillMode;
    private readonly float _fillValue;

    /// <summary>Every augmentation there is stands in one of the two lists here; a new one is a class, a line, and a <see cref="DrawPlace"/>.</summary>
    public AugmentationPlan(AugmentOptions options)
    {
        (_fillMode, _fillValue) = (options.FillMode, (float)options.FillValue);
        _geometric = WhereOn<IGeometricAugmentation>(
            (options.Rotation > 0, new RandomRotation(options.Rotation)),
            (options.WidthShift > 0 || options.HeightShift > 0, new RandomShift(options.WidthShift, options.HeightShift)),
            (options.Zoom > 0, new RandomZoom(options.Zoom)),
            (options.Shear > 0, new RandomShear(options.Shear)),
            (options.HorizontalFlip || options.VerticalFlip, new RandomFlip(options.HorizontalFlip, options.VerticalFlip)));
        _pixel = WhereOn<IPixelAugmentation>(
            (options.RandomCrop > 0, new RandomCrop(options.RandomCrop, _fillMode, _fillValue)),
            (options.Brightness > 0, new RandomBrightness(options.Brightness)),
            (options.Contrast > 0, new RandomContrast(options.Contrast)),
            (options.GaussianNoise > 0, new GaussianNoise(options.GaussianNoise)),
            (options.Erasing > 0, new RandomErasing(options.Erasing, options.ErasingArea)));
    }

    /// <summary>Whether nothing is switched on.</summary>
    public bool IsEmpty => _geometric.Count == 0 && _pixel.Count == 0;

    /// <summary>Where the geometric augmentations together move the content.</summary>
    public AffineMap Map(in AugmentationDraws draws, SampleShape shape)
    {
        AffineMap map = AffineMap.Identity;
        foreach (IGeometricAugmentation augmentation in _geometric)
        {
            map = map.Then(augmentation.Map(draws, shape));
        }

        return map;
    }

    /// <summary>Augments one image.</summary>
    /// <param name="pixels">The pixels 0..255; used as room afterwards.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="draws">The sample's draws.</param>
    /// <param name="destination">Receives the augmented pixels 0..255; other memory than the pixels.</param>
    public void Apply(Span<float> pixels, SampleShape shape, in AugmentationDraws draws, Span<float> destination)
    {
        AffineMap map = Map(draws, shape);
        if (map == AffineMap.Identity)
        {
            pixels.CopyTo(destination);
        }
        else
        {
            AffineSampling.Move(pixels, shape, map, _fillMode, _fillValue, destination);
        }

        foreach (IPixelAugmentation augmentation in _pixel)
        {
            augmentation.Apply(destination, shape, draws, pixels);
        }
    }

    private static List<T> WhereOn<T>(params (bool IsOn, T Augmentation)[] all) =>
        [.. all.Where(entry => entry.IsOn).Select(entry => entry.Augmentation)];
}
