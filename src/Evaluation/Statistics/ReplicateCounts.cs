namespace MlPipelines.Evaluation;

/// <summary>The counts per class and repeat of one set of rows, built up pattern by pattern.</summary>
internal sealed class ReplicateCounts(PredictionPatterns patterns)
{
    private readonly int _classes = patterns.Classes;
    private readonly int[] _support = new int[patterns.Classes];
    private readonly int[] _predicted = new int[patterns.Classes * patterns.Repeats];
    private readonly int[] _right = new int[patterns.Classes * patterns.Repeats];

    public void Clear()
    {
        Array.Clear(_support);
        Array.Clear(_predicted);
        Array.Clear(_right);
    }

    /// <summary>Adds rows of one pattern, or takes them away.</summary>
    public void Add(int pattern, int rows)
    {
        string classes = patterns.Patterns[pattern];
        char label = classes[0];
        _support[label] += rows;
        for (int repeat = 0, offset = 0; repeat < classes.Length - 1; repeat++, offset += _classes)
        {
            char predicted = classes[repeat + 1];
            _predicted[offset + predicted] += rows;
            if (predicted == label)
            {
                _right[offset + predicted] += rows;
            }
        }
    }

    public double Of(CountMetric metric, int repeat) => metric.Of(
        _support, _predicted.AsSpan(repeat * _classes, _classes), _right.AsSpan(repeat * _classes, _classes));
}
