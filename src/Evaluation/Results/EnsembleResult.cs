namespace MlPipelines.Evaluation;

/// <summary>What averaging the predicted probabilities of several repeats brings on the test set.</summary>
public sealed record EnsembleResult
{
    /// <summary>From one member to all repeats.</summary>
    public required IReadOnlyList<EnsembleSize> Sizes { get; init; }
}

/// <summary>Ensembles of one size.</summary>
/// <param name="Members">The number of repeats that are averaged.</param>
/// <param name="Groups">The number of disjoint ensembles of this size that the repeats make; with one, other seeds are unknown.</param>
/// <param name="Accuracy">Mean test accuracy of these ensembles.</param>
/// <param name="Interval">95% interval of it by the study's one rule, the groups being its repeats.</param>
/// <param name="Gain">Accuracy of an ensemble minus the mean accuracy of its own members.</param>
/// <param name="GainInterval">95% interval of it.</param>
/// <param name="LogLoss">Mean test log loss of these ensembles.</param>
public sealed record EnsembleSize(int Members, int Groups, double Accuracy, Interval? Interval, double Gain, Interval? GainInterval, double LogLoss);
