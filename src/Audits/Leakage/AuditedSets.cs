using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The sets of an audit of copies in one numbering: train and selection (the references), then validation, then test.</summary>
internal sealed class AuditedSets
{
    private readonly int[] _starts;

    public AuditedSets(PreparedData data)
    {
        Sets = [data.Train, .. data.Selection is { } selection ? new[] { selection } : [], data.Validation, data.Test];
        _starts = new int[Sets.Count];
        for (int set = 1; set < Sets.Count; set++)
        {
            _starts[set] = _starts[set - 1] + Sets[set - 1].Count;
        }

        (ValidationStart, TestStart) = (_starts[^2], _starts[^1]);
    }

    public IReadOnlyList<SampleSet> Sets { get; }

    /// <summary>The first validation row, which is the number of references.</summary>
    public int ValidationStart { get; }

    /// <summary>The first test row.</summary>
    public int TestStart { get; }

    public int References => ValidationStart;

    public SampleSet Test => Sets[^1];

    /// <summary>The set of a row and its row there.</summary>
    public (SampleSet Set, int Row) At(int row)
    {
        (int set, int own) = Place(row);
        return (Sets[set], own);
    }

    /// <summary>The index of a row's set and its row there.</summary>
    public (int Set, int Row) Place(int row)
    {
        int set = _starts.Length - 1;
        while (_starts[set] > row || Sets[set].Count == 0)
        {
            set--;
        }

        return (set, row - _starts[set]);
    }

    public int Label(int row) => At(row) is var (set, own) ? set.Labels[own] : 0;

    /// <summary>Values of all sets, one set after the other.</summary>
    public T[] All<T>(Func<SampleSet, IReadOnlyList<T>> values)
    {
        T[] all = new T[TestStart + Test.Count];
        for (int set = 0; set < Sets.Count; set++)
        {
            IReadOnlyList<T> ofSet = values(Sets[set]);
            for (int row = 0; row < ofSet.Count; row++)
            {
                all[_starts[set] + row] = ofSet[row];
            }
        }

        return all;
    }

    /// <summary>
    /// Honest rows: validation rows, then training rows, each evenly spaced. They are of the same source as training, and where a split works they have no more copies in it than chance makes.
    /// </summary>
    /// <param name="most">Of each kind.</param>
    public int[] Honest(int most) => [.. HonestOfValidation(most), .. Spaced(0, Sets[0].Count, most)];

    /// <summary>Validation rows alone, evenly spaced: where a training row, which is a reference itself, would not do.</summary>
    /// <param name="most">How many at most.</param>
    public int[] HonestOfValidation(int most) => [.. Spaced(ValidationStart, TestStart - ValidationStart, most)];

    private static IEnumerable<int> Spaced(int start, int count, int most)
    {
        int taken = Math.Min(count, most);
        return Enumerable.Range(0, taken).Select(index => start + (int)((long)index * count / taken));
    }
}
