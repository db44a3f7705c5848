using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The model does better on training samples in training mode than at rest, at fixed weights: the moving statistics of batch normalisation do not fit those of its batches. It explains why
/// "fit" shows more than "evaluate" on the same samples, costs accuracy wherever the model is used at rest, and is no part of the gap; the remedy's effect says how much. That dropout lowers the numbers shown while training is its purpose and harms nothing.
/// </summary>
/// <remarks>
/// The same weights on the same samples differ by nothing but the mode. Where that is sure and above the smallest effect as measured, a second witness suffices: the remedy surely does better on test samples, which were
/// never trained on, and by more than the smallest effect as measured; or the moving statistics cannot have arrived, which follows from momentum and steps alone (<see cref="StartingShare"/>). To ask that either
/// is surely above the smallest effect left 11.2 points (2.5 to 19.8) undecided beside a remedy that brings 10.2 (2.6 to 17.8).
/// </remarks>
internal sealed class TrainingModeMetricRule : ICauseRule
{
    /// <summary>The share of the moving statistics that may still be what they started as (mean 0, variance 1); chosen here.</summary>
    private const double SmallShare = 0.1;

    public string Cause => Causes.TrainingModeMetric;

    public CauseJudgement Judge(DiagnosisEvidence evidence)
    {
        string[] layers = [.. Modal(evidence.Options.Model)];
        if (layers.Length == 0)
        {
            return CauseJudgement.Absent(Cause, "The model computes the same in training and at rest: it has neither dropout nor batch normalisation.");
        }

        VariantScores baseline = evidence.Baseline;
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.TrainMode, MeasurementNames.TrainClean);
        if (repeats.Count == 0)
        {
            return CauseJudgement.NotExamined(Cause, "training samples were not measured in training mode with fixed weights");
        }

        var difference = CauseEstimate.Of(StatisticEstimate.Of(
            [new SignedMeasurement(baseline, MeasurementNames.TrainMode, 1), new SignedMeasurement(baseline, MeasurementNames.TrainClean, -1)], RowMetric.Accuracy, repeats));
        string measured = difference.Mean < 0
            ? $"With {EstimateText.List(layers)} as in training the same weights score {EstimateText.Of(difference with { Mean = -difference.Mean })} less on the training samples than at rest: the curve shown while training looks worse than the model is."
            : $"With {EstimateText.List(layers)} as in training the same weights score {EstimateText.Of(difference)} more on the training samples than at rest: the curve shown while training looks better than the model is.";
        bool isSmall = difference.Interval().Upper < evidence.SmallestEffect;
        (List<string> supporting, List<string> opposing) = ([], []);
        (isSmall ? opposing : supporting).Add(measured);
        MeasuredEffect? effect = MeasuredEffect.Of(evidence, Cause, balanced: false);
        if (effect is not null)
        {
            (effect.Helps ? supporting : opposing).Add(effect.Sentence);
        }

        double start = StartingShare(evidence);
        if (difference.Mean > 0 && !isSmall && start >= SmallShare)
        {
            supporting.Add(EstimateText.Text($"The moving statistics of batch normalisation are still {Points.Percent(start)} what they start as, mean 0 and variance 1: {Steps(evidence):0} steps are too few for their momentum."));
        }

        bool isWitnessed = start >= SmallShare || (effect is { Helps: true } && effect.Estimate.Mean >= evidence.SmallestEffect);
        return new CauseJudgement
        {
            Cause = Cause,
            Estimate = difference,
            Limit = isWitnessed && difference.Mean >= evidence.SmallestEffect ? 0 : null,
            Effect = effect?.Estimate,
            Evidence = supporting,
            Against = opposing,
            Excluded = isSmall ? [] : ["Moving weights and augmentation play no part in it: weights and samples are the same in both modes."],
            Advice = "Compare test accuracy with trainClean, and use larger batches or a lower batchNorm momentum, so that the moving statistics fit the batches'.",
        };
    }

    /// <summary>The share of the slowest moving statistics that is still their starting value, momentum^steps; 0 without batch normalisation, or where the steps are not known.</summary>
    private static double StartingShare(DiagnosisEvidence evidence)
    {
        if (!TrainingSteps.HasBatchNormalization(evidence.Options.Model) || evidence.Result.Dynamics is null)
        {
            return 0;
        }

        double momentum = ((NetworkOptions)evidence.Options.Model).Layers?.OfType<BatchNormOptions>().Max(layer => layer.Momentum) ?? new BatchNormOptions().Momentum;
        return Math.Pow(momentum, Steps(evidence));
    }

    /// <summary>The training steps to the kept epoch, mean over repeats.</summary>
    private static double Steps(DiagnosisEvidence evidence) => TrainingSteps.PerEpoch(evidence) * evidence.Result.Dynamics!.KeptEpoch.Mean;

    /// <summary>What computes differently in training, in words.</summary>
    private static IEnumerable<string> Modal(ModelOptions model)
    {
        if (model is not NetworkOptions network)
        {
            yield break;
        }

        bool isLarge = network is CnnOptions { Preset: CnnPreset.Large, Filters: null, Layers: null };
        if (network.Dropout > 0 || network.Layers?.Any(layer => layer is DropoutOptions { Rate: > 0 }) == true)
        {
            yield return "dropout";
        }

        if (network.BatchNormalization || isLarge || network.Layers?.Any(layer => layer is BatchNormOptions) == true)
        {
            yield return "batch normalisation";
        }
    }
}
