using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Something that moves the predictions of an image.</summary>
/// <param name="Name">What it is: <c>Augmentation</c>.</param>
/// <param name="What">Over what the spread is taken.</param>
/// <param name="Spread">Standard deviation of the probability; null where it could not be measured.</param>
/// <param name="Changed">The share of predictions whose class changes; null where it could not be measured.</param>
/// <param name="Why">Why it could not be measured, or what holds in any case; null where the numbers say it all.</param>
public sealed record ProbeSource(string Name, string What, double? Spread, double? Changed, string? Why)
{
    /// <summary>The sources in a fixed order: path, augmentation, repeat.</summary>
    /// <param name="spread">The spreads.</param>
    /// <param name="variant">The variant that they are of.</param>
    /// <param name="tensors">Whether the tensors of both paths are equal, and what differs.</param>
    public static IReadOnlyList<ProbeSource> Of(ProbeSpread spread, ProbedVariant variant, ProbeTensors tensors) =>
    [
        new(
            "Path",
            "training path against test path",
            spread.Paths,
            spread.PathsChanged,
            tensors.AllEqual ? "the same tensors, to the last bit" : tensors.Difference),
        new(
            "Augmentation",
            variant.Augmentation is null ? "random changes of training images" : $"{variant.Augmentation}",
            spread.Augmentations,
            spread.AugmentationsChanged,
            variant.Augmentation is null ? "none is configured, or none was asked for" : spread.Augmentations is null ? "one augmentation has no spread" : null),
        new(
            "Repeat",
            $"{Figures.Of(variant.Repeats.Count, "model")} trained with other seeds",
            spread.Repeats,
            spread.RepeatsChanged,
            spread.Repeats is null ? "there is one model only" : null),
    ];
}

/// <summary>Whether the two paths give the same tensors.</summary>
/// <param name="AllEqual">Whether they do, for all images.</param>
/// <param name="Difference">What differs, in words, for the first image that differs; null where nothing does.</param>
public sealed record ProbeTensors(bool AllEqual, string? Difference)
{
    /// <summary>Looks at images.</summary>
    public static ProbeTensors Of(IEnumerable<ProbedImage> images)
    {
        var difference = images.Select(image => image.Tensors.Difference).FirstOrDefault(words => words is not null);
        return new ProbeTensors(difference is null, difference);
    }
}
