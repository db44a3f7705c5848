using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What makes predictions of the probed images differ, in a sentence. It describes these images: an interval would speak of others.</summary>
public static class ProbeSentence
{
    /// <summary>A spread below half a point is told as hardly any. Chosen here: no decision hangs on it.</summary>
    private const double Hardly = 0.005;

    /// <summary>A few words for the top of the page.</summary>
    public static string Headline(ProbeResult probe)
    {
        var (variant, most) = Most(probe);
        var images = Images(variant);
        return most?.Spread is null or < Hardly
            ? $"Predictions of {images} hardly differ"
            : most.Name switch
            {
                "Path" => $"The preprocessing path moves predictions of {images} most",
                "Augmentation" => $"Augmentation moves predictions of {images} most",
                _ => $"The seed of the training moves predictions of {images} most",
            };
    }

    /// <summary>The sentence.</summary>
    public static string Of(ProbeResult probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var (variant, most) = Most(probe);
        var of = probe.Variants.Count > 1 ? $" by {variant.Name}" : "";
        var parts = SourcesOf(variant).Select(Part).ToList();
        var all = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])}, and {parts[^1]}";
        return most?.Spread is null or < Hardly
            ? $"Predictions of {Images(variant)}{of} hardly differ: the probability of the predicted class varies {all}."
            : $"What makes predictions of {Images(variant)}{of} differ most is {Subject(most)}: the probability of the predicted class varies {all} (standard deviations).";
    }

    /// <summary>The sources of a variant over all images.</summary>
    public static IReadOnlyList<ProbeSource> SourcesOf(ProbedVariant variant) => ProbeSource.Of(variant.Spread, variant, ProbeTensors.Of(variant.Images));

    private static (ProbedVariant Variant, ProbeSource? Most) Most(ProbeResult probe)
    {
        var variant = probe.Variants.MaxBy(candidate => SourcesOf(candidate).Max(source => source.Spread ?? 0))!;
        return (variant, SourcesOf(variant).Where(source => source.Spread is not null).MaxBy(source => source.Spread));
    }

    private static string Images(ProbedVariant variant) =>
        variant.Images.Count == 1 ? "this image" : $"these {Figures.Plain(variant.Images.Count)} images";

    private static string Subject(ProbeSource source) => source.Name switch
    {
        "Path" => "whether they are prepared as in training or as in test" + (source.Why is null ? "" : $" ({source.Why})"),
        "Augmentation" => "augmentation",
        _ => "which repeat trained the model",
    };

    private static string Part(ProbeSource source) => (source.Name, source.Spread) switch
    {
        ("Path", 0) => $"not at all between the training and the test path ({source.Why ?? "whose difference the model does not see"})",
        ("Path", { } spread) => $"by {Text(spread)} between the training and the test path",
        ("Augmentation", null) => $"by an unknown amount over augmentations ({source.Why})",
        ("Augmentation", { } spread) => $"by {Text(spread)} over augmentations of an image",
        (_, null) => "by an unknown amount over repeats (there is one model only)",
        (_, { } spread) => $"by {Text(spread)} over repeats",
    };

    /// <summary>A spread in points of probability: <c>8.4 points</c>.</summary>
    public static string Text(double spread) => spread is > 0 and < 0.0005 ? "less than 0.1 points" : $"{Figures.Fixed(spread * 100, 1)} points";
}
