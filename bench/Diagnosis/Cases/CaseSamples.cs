using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>A sample of a case.</summary>
/// <param name="Cells">The features of a table, by column; empty for an image.</param>
/// <param name="Pixels">28 x 28 grey values; null for a table.</param>
/// <param name="Label">The class.</param>
/// <param name="Origin">For a test sample, its position among the test samples before anything was planted: what pairs a clean run with a planted one. For a training sample that is a copy of one, that one's; -1 for the others.</param>
internal sealed record CaseRow(IReadOnlyList<string> Cells, byte[]? Pixels, string Label, int Origin = -1);

/// <summary>The samples of one case, which plantings change.</summary>
internal sealed class CaseSamples
{
    /// <summary>The columns of a table without the label; empty for images.</summary>
    public required IReadOnlyList<string> Columns { get; set; }

    /// <summary>The training source: validation samples are split off it by the study.</summary>
    public required List<CaseRow> Train { get; set; }

    public required List<CaseRow> Test { get; set; }

    /// <summary>The classes in ordinal order, as they are in the training source.</summary>
    public IReadOnlyList<string> Classes => [.. Train.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The positions of the test samples that have no copy in the training source.</summary>
    public int[] Unleaked()
    {
        HashSet<int> copied = [.. Train.Select(row => row.Origin).Where(origin => origin >= 0)];
        return [.. Enumerable.Range(0, Test.Count).Where(position => !copied.Contains(Test[position].Origin))];
    }

    /// <summary>Draws training and test samples from a pool, each class in its share.</summary>
    /// <param name="columns">The columns of a table.</param>
    /// <param name="pool">All samples.</param>
    /// <param name="seed">Which of the many draws.</param>
    /// <param name="train">Training samples, roughly.</param>
    /// <param name="test">Test samples, roughly.</param>
    /// <param name="balanced">Whether every class is as frequent; otherwise as in the pool.</param>
    public static CaseSamples Draw(IReadOnlyList<string> columns, IReadOnlyList<CaseRow> pool, int seed, int train, int test, bool balanced)
    {
        List<CaseRow> trainRows = [];
        List<CaseRow> testRows = [];
        CounterRandom random = new(seed, 0, RandomStream.Data, epoch: 1);
        IGrouping<string, CaseRow>[] classes = [.. pool.GroupBy(row => row.Label).OrderBy(group => group.Key, StringComparer.Ordinal)];
        foreach (IGrouping<string, CaseRow> ofClass in classes)
        {
            CaseRow[] rows = [.. ofClass];
            Shuffle(rows, ref random);
            double share = balanced ? 1.0 / classes.Length : (double)rows.Length / pool.Count;
            int wanted = (int)Math.Round(share * (train + test));
            int forTrain = (int)Math.Round(Math.Min(wanted, rows.Length) * (double)train / (train + test));
            trainRows.AddRange(rows.Take(forTrain));
            testRows.AddRange(rows.Skip(forTrain).Take(Math.Min(wanted, rows.Length) - forTrain));
        }

        CaseRow[] trained = [.. trainRows];
        CaseRow[] tested = [.. testRows];
        Shuffle(trained, ref random);
        Shuffle(tested, ref random);
        return new CaseSamples
        {
            Columns = columns,
            Train = [.. trained],
            Test = [.. tested.Select((row, position) => row with { Origin = position })],
        };
    }

    /// <summary>Fisher and Yates' shuffle.</summary>
    public static void Shuffle<T>(T[] items, ref CounterRandom random)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = random.NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
