namespace MlPipelines.Trainers;

/// <summary>Training met a loss, gradient or weight that is NaN or infinite. The trial fails and the study reports it as a finding.</summary>
/// <param name="epoch">The epoch, from 0.</param>
/// <param name="step">The step in the epoch, from 0.</param>
/// <param name="what">What was not finite: <c>loss</c>, <c>gradient of layers[2] dense</c>, ...</param>
/// <param name="history">The epochs that were finished before.</param>
public sealed class NumericFailureException(int epoch, int step, string what, IReadOnlyList<EpochRecord> history)
    : Exception($"epoch {epoch + 1}, step {step + 1}: the {what} is not a finite number")
{
    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The step in the epoch, from 0.</summary>
    public int Step { get; } = step;

    /// <summary>The epochs that were finished before.</summary>
    public IReadOnlyList<EpochRecord> History { get; } = history;
}
