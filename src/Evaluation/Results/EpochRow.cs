namespace MlPipelines.Evaluation;

/// <summary>One line of <c>history.csv</c>, whose header is the names here in camel case.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="RunningLoss">Mean log loss over the batches, training mode, augmented.</param>
/// <param name="RunningAccuracy">Share of right predictions over the batches.</param>
/// <param name="TrainLoss">Log loss on the fixed clean training sample.</param>
/// <param name="TrainAccuracy">Accuracy on the fixed clean training sample.</param>
/// <param name="HeldOutSet"><c>selection</c> or <c>validation</c>.</param>
/// <param name="HeldOutLoss">Log loss on the held-out set.</param>
/// <param name="HeldOutAccuracy">Accuracy on the held-out set.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="GradientNorm">Mean L2 norm of the gradient.</param>
/// <param name="Seconds">Seconds of the epoch.</param>
public sealed record EpochRow(
    int Epoch,
    double RunningLoss,
    double RunningAccuracy,
    double TrainLoss,
    double TrainAccuracy,
    string HeldOutSet,
    double HeldOutLoss,
    double HeldOutAccuracy,
    double LearningRate,
    double GradientNorm,
    double Seconds);
