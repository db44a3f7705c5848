using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>A reference run of a diagnosis.</summary>
/// <param name="Name">Its name with <see cref="ReservedVariants.Prefix"/>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Patch">The merge patch on the baseline; null when it is not run.</param>
/// <param name="Repeats">How often it is trained.</param>
/// <param name="Refusal">Why it is not run, a sentence; null when it can be.</param>
internal sealed record EvidenceProposal(string Name, ReservedRole Role, string What, JsonObject? Patch, int Repeats, string? Refusal = null)
{
    /// <summary>Samples of the training source to leave out; they become a list in the run directory. Empty: none.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];
}

/// <summary>The one visible list of reference runs, those that say most for their time first.</summary>
internal static class EvidenceVariants
{
    /// <summary>The name of the run on a quarter of the training samples.</summary>
    public const string Quarter = ReservedVariants.Prefix + "quarter";

    /// <summary>The name of the run on half of them.</summary>
    public const string Half = ReservedVariants.Prefix + "half";

    /// <summary>The samples that any network that can learn fits: one usual batch.</summary>
    private const int SanitySamples = 32;

    /// <summary>
    /// In that many steps: a network of this program with its usual rate of 0.001 fits 32 samples in about a hundred; chosen here with room to spare. Small batches keep the
    /// epochs few, each of which measures the held-out samples.
    /// </summary>
    private const int SanitySteps = 300;
    private const int SanityBatch = 8;

    /// <summary>Enough to see a fall that counts; the curve is evidence and no comparison.</summary>
    private const int CurveRepeats = 3;

    /// <summary>Two runs, so that one lucky one does not decide.</summary>
    private const int ShuffledRepeats = 2;

    /// <summary>Members of <c>training</c> that a logistic model does not read.</summary>
    private static readonly string[] s_networkMembers =
        ["epochs", "batchSize", "order", "shuffleBuffer", "optimizer", "schedule", "clipNorm", "earlyStopping", "cleanTrainingSample", "landscape", "device", "engine", "tensorFlowLibrary"];

    /// <summary>The reference runs of a study.</summary>
    public static IEnumerable<EvidenceProposal> Of(DiagnosedCase study) =>
    [
        OverfitSanity(study),
        LogisticBaseline(study),
        .. WithoutLeakedCopies(study),
        Part(study, Quarter, 4),
        Part(study, Half, 2),
        ShuffledLabels(study),
    ];

    private static EvidenceProposal OverfitSanity(DiagnosedCase study)
    {
        EvidenceProposal proposal = new(
            ReservedVariants.Prefix + "overfit32", ReservedRole.OverfitSanity, FormattableString.Invariant($"{SanitySamples} training samples, which a network that can learn fits"), null, 1);
        if (study.Network is null)
        {
            return proposal with { Refusal = "The model is no network: its training has one optimum and no steps that could be wired wrongly." };
        }

        int samples = Math.Min(study.TrainRows, Math.Max(SanitySamples, study.Data.Classes.Count));
        int batch = Math.Min(study.Options.Training.BatchSize, SanityBatch);
        int steps = (int)Math.Ceiling(samples / (double)batch);
        JsonObject training = new()
        {
            ["epochs"] = (int)Math.Ceiling(SanitySteps / (double)steps),
            ["batchSize"] = batch,
            ["earlyStopping"] = null,
            ["schedule"] = null,
            ["sampling"] = null,
            ["order"] = null,
            ["shuffleBuffer"] = null,
            ["classWeighting"] = null,
            ["classWeights"] = null,
            ["landscape"] = null,
        };
        if (study.Options.Training.Optimizer.WeightDecay != 0)
        {
            training["optimizer"] = new JsonObject { ["weightDecay"] = 0 };
        }

        JsonObject patch = new()
        {
            ["data"] = new JsonObject { ["trainSize"] = samples },
            ["training"] = training,
            ["model"] = study.Layers is { } layers
                ? new JsonObject { ["layers"] = LayerRewriting.WithoutRestraint(layers) }
                : new JsonObject { ["dropout"] = null, ["l2"] = null },
        };
        return proposal with { Patch = WithoutAugmentation(patch, study) };
    }

    private static EvidenceProposal LogisticBaseline(DiagnosedCase study)
    {
        EvidenceProposal proposal = new(
            ReservedVariants.Prefix + "logistic", ReservedRole.LogisticBaseline, "logistic regression on the same samples", null, SamplesVary(study) ? Repeats(study) : 1);
        if (study.Network is null)
        {
            return proposal with { Refusal = "The model is a logistic regression itself." };
        }

        JsonObject training = [];
        foreach (string member in s_networkMembers)
        {
            training[member] = null;
        }

        if (study.Options.Training.Sampling == SamplingMode.Stratified)
        {
            training["sampling"] = null;
        }

        JsonObject patch = new() { ["model"] = new JsonObject { ["type"] = "logisticRegression" }, ["training"] = training };
        return proposal with { Patch = WithoutAugmentation(patch, study) };
    }

    private static IEnumerable<EvidenceProposal> WithoutLeakedCopies(DiagnosedCase study)
    {
        if (study.Result.Audit?.Leakage is { TrainingCopies: { Count: > 0 } copies })
        {
            yield return new EvidenceProposal(
                ReservedVariants.Prefix + "without-copies",
                ReservedRole.WithoutLeakedCopies,
                FormattableString.Invariant($"training without the {copies.Count} copies of test samples"),
                [],
                Repeats(study))
            {
                Excluded = copies,
            };
        }
    }

    private static EvidenceProposal Part(DiagnosedCase study, string name, int divisor)
    {
        int samples = study.TrainRows / divisor;
        EvidenceProposal proposal = new(
            name, ReservedRole.LearningCurve, FormattableString.Invariant($"{samples} of {study.TrainRows} training samples"), null,
            Math.Min(Repeats(study), CurveRepeats));

        // Fewer than two of a class are no data to learn from.
        return samples < 2 * study.Data.Classes.Count
            ? proposal with { Refusal = FormattableString.Invariant($"{samples} samples are too few for {study.Data.Classes.Count} classes.") }
            : proposal with { Patch = new JsonObject { ["data"] = new JsonObject { ["trainSize"] = samples } } };
    }

    /// <summary>
    /// Labels that are wrong with probability (K - 1) / K, evenly over the other classes, say nothing about the sample. Noise that the scenario plants is replaced. Test
    /// labels stay.
    /// </summary>
    private static EvidenceProposal ShuffledLabels(DiagnosedCase study)
    {
        double classes = study.Data.Classes.Count;
        return new EvidenceProposal(
            ReservedVariants.Prefix + "shuffled-labels", ReservedRole.ShuffledLabels, "random training labels, from which nothing can be learned",
            new JsonObject { ["data"] = new JsonObject { ["labelNoise"] = new JsonObject { ["rate"] = (classes - 1) / classes, ["pairs"] = null } } },
            study.Network is null && !SamplesVary(study) ? 1 : Math.Min(ShuffledRepeats, Repeats(study)));
    }

    private static JsonObject WithoutAugmentation(JsonObject patch, DiagnosedCase study)
    {
        if (study.Options.Pipeline.Augment is not null)
        {
            patch["pipeline"] = new JsonObject { ["augment"] = null };
        }

        return patch;
    }

    private static int Repeats(DiagnosedCase study) => Math.Max(1, study.Result.Variants[0].Trials.Count);

    /// <summary>Otherwise all repeats of a logistic model are the same.</summary>
    private static bool SamplesVary(DiagnosedCase study) => study.Options.Vary.Contains(RandomStream.Split) || study.Options.Vary.Contains(RandomStream.Data);
}
