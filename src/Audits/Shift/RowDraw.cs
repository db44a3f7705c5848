using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Draws rows of sets. The draws depend on the set's name and size alone, so that an audit of the same data says the same.</summary>
internal static class RowDraw
{
    /// <summary>The counter of these draws in their stream; those of other tests have others.</summary>
    private const int Rows = 2000;

    /// <summary>At most some rows of a set, in ascending order.</summary>
    public static int[] Ascending(SampleSet set, int most)
    {
        int[] rows = set.Count <= most ? [.. Enumerable.Range(0, set.Count)] : Shuffled(set, most);
        Array.Sort(rows);
        return rows;
    }

    /// <summary>At most some rows of a set, in random order.</summary>
    public static int[] Shuffled(SampleSet set, int most)
    {
        int[] rows = [.. Enumerable.Range(0, set.Count)];
        new CounterRandom(0, 0, RandomStream.Sampling, Rows, set.Name switch { "train" => 0, "selection" => 1, "validation" => 2, _ => 3 }).Shuffle(rows.AsSpan());
        return rows.Length <= most ? rows : rows[..most];
    }
}
