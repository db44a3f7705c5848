using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>A change that may help against a cause. What it is in a study follows from the study's options and results.</summary>
/// <param name="Name">Its name without <see cref="ReservedVariants.Prefix"/>.</param>
/// <param name="Causes">The ids of the causes that it is for.</param>
/// <param name="Propose">
/// What it changes in a study; nothing where it makes no sense (dropout without a network), and a reason where it makes sense but cannot be done.
/// </param>
internal sealed record Remedy(string Name, IReadOnlyList<string> Causes, Func<DiagnosedCase, IEnumerable<RemedyProposal>> Propose);

/// <summary>A remedy in a study.</summary>
/// <param name="What">What it changes, in a few words.</param>
/// <param name="Patch">The merge patch on the baseline; null when it is not run.</param>
/// <param name="Refusal">Why it is not run, whole sentences; null when it can be.</param>
internal sealed record RemedyProposal(string What, JsonObject? Patch, string? Refusal = null)
{
    /// <summary>How many times the work per sample becomes; only a change of the model's size changes it.</summary>
    public double Work { get; init; } = 1;

    /// <summary>Samples of the training source to leave out, by their ids; they become a list in the run directory, and the patch names it. Empty: none.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];
}

/// <summary>What remedies and evidence are chosen from.</summary>
internal sealed record DiagnosedCase
{
    /// <summary>The baseline's options, with the values that its search chose.</summary>
    public required ScenarioOptions Options { get; init; }

    /// <summary>What the study has found so far.</summary>
    public required StudyResult Result { get; init; }

    /// <summary>What the data of the baseline are.</summary>
    public required DatasetDescription Data { get; init; }

    /// <summary>The run directory.</summary>
    public required RunDirectory Directory { get; init; }

    /// <summary>Training samples of the baseline's first repeat.</summary>
    public int TrainRows => Data.Counts["train"].Sum();

    /// <summary>The network's options; null for another model.</summary>
    public NetworkOptions? Network => Options.Model as NetworkOptions;

    /// <summary>Whether more repeats say more: the split is fixed, and the trainer has luck.</summary>
    public bool SeedsAreTested => !Options.Vary.Contains(RandomStream.Split) && !Options.Vary.Contains(RandomStream.Data)
        && Options.Data.Split.Strategy != SplitStrategy.KFold && Result.Variants[0].Trials.Select(trial => trial.WeightsDigest).Distinct().Skip(1).Any();

    /// <summary>Whether the samples are images.</summary>
    public bool IsImage => Options.Data is ImageDataOptions;

    /// <summary>The layers of a network that writes them out, as a new array of JSON; null for the short form.</summary>
    public JsonArray? Layers => Network?.Layers is null ? null : (JsonArray)ScenarioJson.ValueAt(Options, "model")!["layers"]!.DeepClone();

    /// <summary>The layers of a network, written out where it has the short form, as a new array of JSON; null for another model.</summary>
    public JsonArray? WrittenLayers => Network is not { } network ? null
        : (JsonArray)ScenarioJson.ValueAt(Options with { Model = network with { Layers = NetworkPresets.Expand(network) } }, "model")!["layers"]!.DeepClone();
}
