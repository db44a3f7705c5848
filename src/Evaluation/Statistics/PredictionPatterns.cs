namespace MlPipelines.Evaluation;

/// <summary>
/// Rows with the same label and the same predictions in every repeat are alike to any metric of counts, and most rows are alike: right in
/// every repeat. Most frequent patterns first, ties in the order of their classes, so that the order of rows makes no difference.
/// </summary>
internal sealed class PredictionPatterns
{
    private PredictionPatterns(int rows, int classes, int repeats, string[] patterns, int[] counts)
    {
        (Rows, Classes, Repeats, Counts) = (rows, classes, repeats, counts);
        Patterns = patterns;
    }

    public int Rows { get; }

    public int Classes { get; }

    public int Repeats { get; }

    /// <summary>The label and the predicted class of each repeat, a character each.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>The rows of each pattern.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <param name="labels">(rows).</param>
    /// <param name="predicted">[repeat](rows).</param>
    /// <param name="classes">The number of classes.</param>
    public static PredictionPatterns Of(int[] labels, IReadOnlyList<int[]> predicted, int classes)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Span<char> key = new char[predicted.Count + 1];
        for (int row = 0; row < labels.Length; row++)
        {
            key[0] = (char)labels[row];
            for (int repeat = 0; repeat < predicted.Count; repeat++)
            {
                key[repeat + 1] = (char)predicted[repeat][row];
            }

            string pattern = key.ToString();
            counts[pattern] = counts.GetValueOrDefault(pattern) + 1;
        }

        KeyValuePair<string, int>[] sorted = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        return new PredictionPatterns(
            labels.Length, classes, predicted.Count, [.. sorted.Select(pair => pair.Key)], [.. sorted.Select(pair => pair.Value)]);
    }
}
