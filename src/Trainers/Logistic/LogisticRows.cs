using System.Collections;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// The rows that a logistic model is fitted to: classes that do not occur, or have no weight, are left out, and those that do are
/// numbered anew without gaps.
/// </summary>
/// <param name="Features">(rows, features), the features varying fastest; null where they are read from <see cref="Source"/>.</param>
/// <param name="Size">The number of features.</param>
/// <param name="Labels">The class of each row, as a position in <see cref="Classes"/>.</param>
/// <param name="Weights">The weight of each row; empty where <see cref="ClassWeights"/> says it.</param>
/// <param name="Classes">The classes that occur, as indexes into the data's classes, ascending.</param>
internal sealed record LogisticRows(float[]? Features, int Size, IReadOnlyList<int> Labels, float[] Weights, int[] Classes)
{
    /// <summary>The greatest number of values that are copied into one matrix, 128 MB; more are read from the samples at every pass. Chosen here.</summary>
    private const long MostCopied = 1 << 25;

    /// <summary>The number of rows.</summary>
    public int Count => Labels.Count;

    /// <summary>The weight of the rows of each class, where rows have no weights of their own.</summary>
    public float[]? ClassWeights { get; init; }

    /// <summary>The weight of a row.</summary>
    public float Weight(int row) => ClassWeights is { } weights ? weights[Labels[row]] : Weights[row];

    /// <summary>The samples that the rows are read from, and which sample each row is; null where there is a matrix.</summary>
    public (SampleSet Samples, IReadOnlyList<int> Rows)? Source { get; init; }

    /// <summary>Takes rows of a sample set, images flattened.</summary>
    /// <param name="samples">The training set.</param>
    /// <param name="size">The number of values of a sample.</param>
    /// <param name="rows">The rows to take, with repeats where they are over-sampled.</param>
    /// <param name="classWeights">The weight of each class.</param>
    /// <param name="mostCopied">The greatest number of values that are copied into a matrix.</param>
    public static LogisticRows Of(SampleSet samples, int size, IReadOnlyList<int> rows, float[] classWeights, long mostCopied = MostCopied)
    {
        IReadOnlyList<int> kept = classWeights.All(weight => weight > 0) ? rows : rows.Where(row => classWeights[samples.Labels[row]] > 0).ToArray();
        int[] classes = [.. kept.Select(row => samples.Labels[row]).Distinct().Order()];
        RowLabels labels = new(samples.Labels, kept, [.. Enumerable.Range(0, classWeights.Length).Select(label => Array.IndexOf(classes, label))]);
        float[] weights = [.. classes.Select(label => classWeights[label])];
        if ((long)kept.Count * size > mostCopied)
        {
            return new LogisticRows(null, size, labels, [], classes) { Source = (samples, kept), ClassWeights = weights };
        }

        float[] features = new float[(long)kept.Count * size];
        samples.CopySamples(kept as int[] ?? [.. kept], PreprocessingPath.Training, features);
        return new LogisticRows(features, size, labels, [], classes) { ClassWeights = weights };
    }

    /// <summary>Reads the features of rows on one thread.</summary>
    /// <param name="inOrder">Whether rows are asked for one after the other, so that it pays to read ahead.</param>
    public Reader Read(bool inOrder) => new(this, inOrder);

    /// <summary>The features of one row at a time.</summary>
    public sealed class Reader(LogisticRows rows, bool inOrder)
    {
        private readonly int _rowsAtOnce = inOrder ? Math.Clamp((1 << 18) / Math.Max(1, rows.Size), 1, 4096) : 1;
        private float[] _block = [];
        private int[] _rows = [];
        private int _first;
        private int _count;

        /// <summary>The features of a row; gone when the next one is asked for.</summary>
        public ReadOnlySpan<float> Row(int row)
        {
            if (rows.Source is not var (samples, indexes))
            {
                return rows.Features.AsSpan(row * rows.Size, rows.Size);
            }

            if (row < _first || row >= _first + _count)
            {
                (_first, _count) = (row, Math.Min(_rowsAtOnce, rows.Count - row));
                if (_block.Length == 0)
                {
                    (_block, _rows) = (new float[_rowsAtOnce * rows.Size], new int[_rowsAtOnce]);
                }

                for (int index = 0; index < _count; index++)
                {
                    _rows[index] = indexes[_first + index];
                }

                samples.CopySamples(_rows.AsSpan(0, _count), PreprocessingPath.Training, _block);
            }

            return _block.AsSpan((row - _first) * rows.Size, rows.Size);
        }
    }

    /// <summary>The class of each row, looked up among the samples: it takes no memory of its own.</summary>
    private sealed class RowLabels(IReadOnlyList<int> labels, IReadOnlyList<int> rows, int[] positions) : IReadOnlyList<int>
    {
        public int Count => rows.Count;

        public int this[int row] => positions[labels[rows[row]]];

        public IEnumerator<int> GetEnumerator() => rows.Select(row => positions[labels[row]]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
