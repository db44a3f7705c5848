using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>What makes predictions of the probed images differ, in a sentence. It describes these images: an interval would speak of others.</summary>
public static class ProbeSentence
{
    /// <summary>A spread below half a point is told as hardly any. Chosen here: no decision hangs on it.</summary>
    private const double Hardly = 0.005;

    /// <summary>A second spread of at least this share of the greatest is named beside it: a standard deviation of 8 augmentations is right to a quarter (1/sqrt(2 (n - 1))).</summary>
    private const double AboutEqual = 0.75;

    /// <summary>A few words for the top of the page.</summary>
    public static string Headline(ProbeResult probe)
    {
        var (variant, most) = Most(probe);
        var images = Images(variant) + By(probe, variant);
        return most?.Spread is null or < Hardly
            ? $"Predictions of {images} hardly differ"
            : AboutAsMuch(variant, most) is { } second
                ? $"{Title(most)} and {Lower(Title(second))} move the predictions of {images} about equally"
                : $"{Title(most)} moves the predictions of {images} most";
    }

    /// <summary>The sentence.</summary>
    public static string Of(ProbeResult probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var (variant, most) = Most(probe);
        var of = By(probe, variant);
        var parts = SourcesOf(variant).Select(Part).ToList();
        var all = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])}, and {parts[^1]}";
        return most?.Spread is null or < Hardly
            ? $"Predictions of {Images(variant)}{of} hardly differ: the probability of the predicted class varies {all}."
            : $"What makes predictions of {Images(variant)}{of} differ most is {Subject(most)}"
                + (AboutAsMuch(variant, most) is { } second ? $", and about as much {Subject(second)}" : "")
                + $": the probability of the predicted class varies {all} (standard deviations).";
    }

    /// <summary>The sources of a variant over all images.</summary>
    public static IReadOnlyList<ProbeSource> SourcesOf(ProbedVariant variant) => ProbeSource.Of(variant.Spread, variant, ProbeTensors.Of(variant.Images));

    private static (ProbedVariant Variant, ProbeSource? Most) Most(ProbeResult probe)
    {
        var variant = probe.Variants.MaxBy(candidate => SourcesOf(candidate).Max(source => source.Spread ?? 0))!;
        return (variant, SourcesOf(variant).Where(source => source.Spread is not null).MaxBy(source => source.Spread));
    }

    /// <summary>What moves predictions about as much as the first does; null where nothing does.</summary>
    private static ProbeSource? AboutAsMuch(ProbedVariant variant, ProbeSource most) =>
        SourcesOf(variant).Where(source => source.Name != most.Name && source.Spread >= AboutEqual * most.Spread).MaxBy(source => source.Spread);

    private static string Title(ProbeSource source) => source.Name switch
    {
        "Path" => "The preprocessing path",
        "Augmentation" => "Augmentation",
        _ => "The seed of the training",
    };

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static string By(ProbeResult probe, ProbedVariant variant) =>
        probe.Variants.Count > 1 ? $" by the variant {DisplayName.Shorten(variant.Name, 40)}" : "";

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
