namespace MlPipelines.Trainers;

/// <summary>What training one trial gave.</summary>
public sealed record TrainingOutcome
{
    /// <summary>The model, with the weights of <see cref="KeptEpoch"/>.</summary>
    public required ITrainedModel Model { get; init; }

    /// <summary>One record per finished epoch; empty for a trainer without epochs.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch whose weights were kept, from 0; null for a trainer without epochs.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>Whether early stopping ended the training before its last epoch.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Whether the caller ended the training before its last epoch, as a search does with a poor candidate.</summary>
    public bool StoppedByCaller { get; init; }

    /// <summary>The layers with weights, from input to output, as <see cref="EpochRecord.LayerGradientNorms"/> counts them; empty for a trainer without epochs.</summary>
    public IReadOnlyList<TrainedLayer> Layers { get; init; } = [];

    /// <summary>The largest eigenvalue of the Hessian of the mean log loss at the kept weights; null unless <c>training.landscape</c>, or where it is not a finite number.</summary>
    public double? Sharpness { get; init; }

    /// <summary>The simple noise scale of the gradient at the kept weights (McCandlish et al. 2018), in samples; null unless <c>training.landscape</c>, or where the mean gradient cannot be told from 0.</summary>
    public double? GradientNoiseScale { get; init; }

    /// <summary>
    /// Predictions on training samples as they were first presented in the kept epoch: training mode, moving weights, augmented. Null for a trainer
    /// without epochs.
    /// </summary>
    public TrainingPredictions? Running { get; init; }

    /// <summary>Predictions by the kept weights in evaluation mode on the same augmentation draws. Null without augmentation.</summary>
    public TrainingPredictions? TrainAugmented { get; init; }

    /// <summary>Predictions by the kept weights in training mode on clean training samples. Null for a trainer without epochs.</summary>
    public TrainingPredictions? TrainMode { get; init; }
}

/// <summary>A layer with weights.</summary>
/// <param name="Name">Its name: <c>layers[2] dense</c>.</param>
/// <param name="Weights">The number of its trained weights.</param>
public sealed record TrainedLayer(string Name, long Weights);

/// <summary>One step of a learning-rate range test.</summary>
/// <param name="LearningRate">The rate of the step.</param>
/// <param name="Loss">Mean log loss of the batch before the step; NaN or infinite when training diverged.</param>
public sealed record RangeTestStep(double LearningRate, double Loss);

/// <summary>Predictions on rows of the training set.</summary>
/// <param name="Rows">Rows of the training set, each once, ascending. Under-sampling leaves some out.</param>
/// <param name="Probabilities">(rows, classes), the classes varying fastest.</param>
public sealed record TrainingPredictions(IReadOnlyList<int> Rows, float[] Probabilities);

/// <summary>One epoch as it was trained.</summary>
public sealed record EpochRecord
{
    /// <summary>The epoch, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean log loss over the epoch's batches, in training mode on augmented samples, without penalties.</summary>
    public required double RunningLoss { get; init; }

    /// <summary>Share of right predictions over the epoch's batches.</summary>
    public required double RunningAccuracy { get; init; }

    /// <summary>Log loss on the fixed clean training sample after the epoch.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Accuracy on the fixed clean training sample after the epoch.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>Which held-out set the next two were measured on: <c>selection</c> when something selects, otherwise <c>validation</c>.</summary>
    public required string HeldOutSet { get; init; }

    /// <summary>Log loss on the held-out set, training path.</summary>
    public required double HeldOutLoss { get; init; }

    /// <summary>Accuracy on the held-out set, training path.</summary>
    public required double HeldOutAccuracy { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Mean over the steps of the L2 norm of the whole gradient, before clipping, penalties included.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>For each of <see cref="TrainingOutcome.Layers"/>, the mean over the steps of the L2 norm of its gradient, before clipping, penalties included.</summary>
    public IReadOnlyList<double> LayerGradientNorms { get; init; } = [];

    /// <summary>Seconds of the epoch, measurement included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of the epoch's training steps alone, waiting for batches included.</summary>
    public double StepSeconds { get; init; }
}
