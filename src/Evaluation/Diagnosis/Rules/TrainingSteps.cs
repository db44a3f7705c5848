using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>What the options make of the training rows.</summary>
internal static class TrainingSteps
{
    /// <summary>Fewer steps per epoch than this are few (<see cref="BatchSizeRule"/> says where it comes from).</summary>
    public const int Few = 10;

    /// <summary>The training rows of the baseline's first repeat.</summary>
    public static int Rows(DiagnosisEvidence evidence) => evidence.Dataset.Counts.TryGetValue("train", out IReadOnlyList<int>? counts) ? counts.Sum() : 0;

    /// <summary>Steps in an epoch; a last, smaller batch is one.</summary>
    public static int PerEpoch(DiagnosisEvidence evidence) =>
        (Rows(evidence) + evidence.Options.Training.BatchSize - 1) / evidence.Options.Training.BatchSize;

    /// <summary>Whether the network normalises over batches.</summary>
    public static bool HasBatchNormalization(ModelOptions model) => model is NetworkOptions network
        && (network.BatchNormalization
            || (network.Layers?.OfType<BatchNormOptions>().Any() ?? false)
            || network is CnnOptions { Layers: null, Filters: null, Preset: CnnPreset.Large });
}
