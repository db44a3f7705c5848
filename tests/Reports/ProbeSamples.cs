using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Reports;

/// <summary>Results of probes, made by hand.</summary>
internal static class ProbeSamples
{
    /// <summary>A PNG of one grey pixel.</summary>
    private static readonly ReadOnlyMemory<byte> s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private static readonly TensorStatistics s_tensor = new(28, 28, 1, -1.25, 2.5, [0.125], [1.5], new string('a', 64));

    /// <summary>Augmentation moves most; both paths give the same.</summary>
    public static ProbeResult Augmented { get; } = Of(Equal(), [
        new(0, [0.8f, 0.2f], [0.8f, 0.2f], [[0.9f, 0.1f], [0.2f, 0.8f]]),
        new(1, [0.7f, 0.3f], [0.7f, 0.3f], [[0.6f, 0.4f], [0.6f, 0.4f]]),
    ]);

    /// <summary>The path moves most: its tensors are scaled.</summary>
    public static ProbeResult Skewed { get; } = Of(
        Equal() with { Test = s_tensor with { Digest = new string('b', 64) }, EqualTensors = 0, MeanDifference = 1.25, Difference = "scaled by 0.0039" },
        [new(0, [0.9f, 0.1f], [0.6f, 0.4f], []), new(1, [0.1f, 0.9f], [0.7f, 0.3f], [])],
        augmentation: null);

    /// <summary>Nothing moves anything.</summary>
    public static ProbeResult Still { get; } = Of(Equal(), [new(0, [0.999f, 0.001f], [0.999f, 0.001f], []), new(1, [0.998f, 0.002f], [0.998f, 0.002f], [])], augmentation: null);

    /// <summary>One model, no augmentation.</summary>
    public static ProbeResult Lonely { get; } = Of(Equal(), [new(3, [0.9f, 0.1f], [0.9f, 0.1f], [])], augmentation: null);

    private static IdentityProbe Equal() => new() { Samples = 1, Training = s_tensor, Test = s_tensor, EqualTensors = 1, MeanDifference = 0 };

    private static ProbeResult Of(IdentityProbe tensors, IReadOnlyList<ProbedRepeat> repeats, string? augmentation = "rotation 10")
    {
        ProbeSpread spread = ProbeConclusion.SpreadOf(repeats, ProbeConclusion.ClassOf(repeats));
        return new ProbeResult
        {
            Scenario = "pictures",
            Run = "pictures/2026-11-29T12-00-00Z",
            Notes = ["1 of 1 images are grey"],
            Variants =
            [
                new ProbedVariant
                {
                    Name = "baseline",
                    Repeats = [.. repeats.Select(repeat => repeat.Repeat)],
                    Classes = ["<b>cat</b>", "dog"],
                    Augmentation = augmentation,
                    Spread = ProbeConclusion.Together([spread]),
                    Images =
                    [
                        new ProbedImage
                        {
                            Name = "in/<script>alert(1)</script>.png",
                            Width = 40,
                            Height = 30,
                            IsColored = true,
                            Tensors = tensors,
                            TrainingPicture = s_png,
                            TestPicture = s_png,
                            AugmentedPictures = [.. repeats[0].Augmented.Select(_ => s_png)],
                            Class = ProbeConclusion.ClassOf(repeats),
                            Repeats = repeats,
                            Spread = spread,
                        },
                    ],
                },
            ],
        };
    }
}
