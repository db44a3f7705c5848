using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Batches are too large or too small to learn well in the given epochs. The symptom: fewer than 10 steps per epoch, or batch normalisation over fewer than 8 samples. The test effect
/// of batches of 32 decides.
/// </summary>
/// <remarks>
/// Few steps: in the scenario <c>batch-size</c> of docs/scenarios.md (2,000 training rows, plain SGD) batches of 256, 8 steps per epoch, cost 2.4 points (1.0 to 3.7) against
/// batches of 32, those of 1,024, 2 steps, 8.7 points (7.2 to 10.1); with Adam the 8 steps cost nothing, so the symptom alone says little. Small batches: on
/// ImageNet batch normalisation loses 1.2 points with 8 samples per batch and 3.7 with 4, against 32 (Wu and He 2018, "Group Normalization", table 2).
/// </remarks>
internal sealed class BatchSizeRule : ICauseRule
{
    private const int SmallForNormalization = 8;

    public string Cause => Causes.BatchSize;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        if (evidence.Options.Model is not NetworkOptions)
        {
            return CauseJudgement.Absent(Cause, "The model is not trained in batches.");
        }

        int batch = evidence.Options.Training.BatchSize;
        int steps = TrainingSteps.PerEpoch(evidence);
        bool normalised = TrainingSteps.HasBatchNormalization(evidence.Options.Model);

        // A single batch that holds few rows for want of rows: smaller ones would be the same.
        bool few = steps < TrainingSteps.Few && batch > StandardBatch;
        bool small = normalised && batch < SmallForNormalization;
        return SymptomJudgement.Of(evidence, Cause, new Symptom(few || small, "in batches of 32")
        {
            For =
            [
                .. few ? [Text($"{TrainingSteps.Rows(evidence)} training samples in batches of {batch} make {steps} {(steps == 1 ? "step" : "steps")} per epoch, fewer than {TrainingSteps.Few}.")] : Array.Empty<string>(),
                .. small ? [Text($"Batch normalisation takes its statistics from {batch} samples, fewer than {SmallForNormalization}.")] : Array.Empty<string>(),
            ],
            Against = few || small ? [] : [Text($"An epoch has {steps} steps of {batch} samples{(normalised ? ", enough for batch normalisation" : "")}.")],
            Excluded = few && evidence.Result.Dynamics is { StillFalling: false }
                ? [Text($"{Causes.Undertrained}: the loss no longer fell for sure when training ended.")]
                : [],
        });
    }

    /// <summary>The default of <c>training.batchSize</c>, and the remedy: batches that are not larger cannot be mended by it.</summary>
    private const int StandardBatch = 32;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
