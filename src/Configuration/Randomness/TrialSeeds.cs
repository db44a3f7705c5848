namespace MlPipelines.Configuration;

/// <summary>
/// The seeds of one trial: which draws each random stream makes. Variants of one study with the same repeat share them, so that their
/// differences are paired.
/// </summary>
/// <param name="Seed">The study's seed.</param>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Vary">The streams that follow the repeat; the others draw as repeat 0.</param>
public sealed record TrialSeeds(int Seed, int Repeat, IReadOnlyList<RandomStream> Vary)
{
    /// <summary>Streams that make the draws of another repeat than this trial's, such as runs that differ in one stream only; usually none.</summary>
    public IReadOnlyDictionary<RandomStream, int> Exceptions { get; init; } = new Dictionary<RandomStream, int>();

    /// <summary>The repeat whose draws a stream makes in this trial.</summary>
    public int RepeatOf(RandomStream stream) => Exceptions.TryGetValue(stream, out int other) ? other : Vary.Contains(stream) ? Repeat : 0;

    /// <summary>The draws of a stream at an epoch and step (or other counters of the stream's own).</summary>
    public CounterRandom Draws(RandomStream stream, int epoch = 0, int step = 0) => new(Seed, RepeatOf(stream), stream, epoch, step);
}
