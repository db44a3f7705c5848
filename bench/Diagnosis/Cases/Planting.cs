using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>A cause that is planted into a case.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Strength">How strongly, in a few words.</param>
/// <param name="Truth">How its true effect is measured.</param>
internal sealed record Planting(string Cause, string Strength, TruthKind Truth)
{
    /// <summary>Changes the scenario of the planted run.</summary>
    public Action<JsonObject>? Options { get; init; }

    /// <summary>
    /// Takes the cause out of the planted run, so that the clean run is trained on the same samples of the same split; null where the samples of the clean run are others, and for copies, which are left out of
    /// training by name.
    /// </summary>
    public Action<JsonObject>? Undone { get; init; }

    /// <summary>Changes the samples of both runs.</summary>
    public SampleChange? Both { get; init; }

    /// <summary>Changes the samples of the clean run only.</summary>
    public SampleChange? Clean { get; init; }

    /// <summary>Changes the samples of the planted run only.</summary>
    public SampleChange? Data { get; init; }
}

/// <summary>Changes samples by draws of its own.</summary>
internal delegate void SampleChange(CaseSamples samples, ref CounterRandom random);

/// <summary>How the true size of a planted cause is measured: by trainings of the benchmark's own, without the diagnosis.</summary>
internal enum TruthKind
{
    /// <summary>Accuracy of the clean run minus that of the planted run on identical test rows.</summary>
    Accuracy,

    /// <summary>The negative of it: what a leak adds.</summary>
    Inflation,

    /// <summary>Either sign: a leaked column helps where the test has it and hurts where it vanishes.</summary>
    AnySign,

    /// <summary>Balanced accuracy of the clean run minus that of the planted run on identical test rows.</summary>
    BalancedAccuracy,

    /// <summary>The generalisation gap of the planted run, and harm: lower test accuracy or higher test log loss than the clean run.</summary>
    Overfitting,

    /// <summary>Accuracy of the clean run on its test rows as they are minus the same with classes in the shares of the planted test rows.</summary>
    ClassShares,

    /// <summary>Accuracy of the planted run on all test rows minus that on the few that the planted case keeps: the luck of the draw.</summary>
    FewRows,

    /// <summary>|accuracy in training mode - accuracy at rest| on the training rows of the planted run.</summary>
    TrainingMode,

    /// <summary>1.96 standard deviations of test accuracy between seeds of the planted run.</summary>
    SeedSpread,

    /// <summary>The share of training labels that no function of the features can get right, counted.</summary>
    ConflictCount,

    /// <summary>1 when a training ends in a number that is not finite, 0 when none does.</summary>
    Failure,
}
