namespace MlPipelines.Pipelines;

/// <summary>
/// The random changes to training samples. The draws are a function of (seed, repeat, epoch, source sample, occurrence) alone, so they do not
/// depend on batch, order or threads. Safe to use from several threads at once.
/// </summary>
public abstract class SampleAugmentation
{
    /// <summary>Copies training samples as a network sees them in an epoch: augmented, then normalised.</summary>
    /// <param name="rows">Rows of <see cref="PreparedData.Train"/>.</param>
    /// <param name="occurrences">For each of them, how often it came before in this epoch (0 unless over-sampling repeats it).</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="destination">Receives (rows, height, width, channels) values, the last axis varying fastest.</param>
    public abstract void CopySamples(ReadOnlySpan<int> rows, ReadOnlySpan<int> occurrences, int epoch, Span<float> destination);
}
