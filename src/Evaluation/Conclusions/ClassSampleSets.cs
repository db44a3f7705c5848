namespace MlPipelines.Evaluation;

/// <summary>
/// The rows of each class as a sample set of their own, which makes balanced accuracy a sum of means, each weighing 1/K, and the crossed interval its
/// interval. The class shares of the rows are taken as given.
/// </summary>
internal static class ClassSampleSets
{
    /// <param name="values">[repeat][row].</param>
    /// <param name="labels">(rows).</param>
    /// <param name="kind">What the values are.</param>
    public static IReadOnlyList<SampleSetScores> Crossed(double[][] values, int[] labels, RowValues kind)
    {
        int[][] classes = Positions(labels);
        return
        [
            .. classes.Select(positions => SampleSetScores.Crossed(
                [.. values.Select(ofRepeat => Array.ConvertAll(positions, position => ofRepeat[position]))], kind, 1.0 / classes.Length)),
        ];
    }

    /// <summary>One value per repeat: rows that are drawn anew cannot be told apart from seeds. A class without rows in a repeat does not count there.</summary>
    public static SampleSetScores Redrawn(double[][] values, int[][] labels) => SampleSetScores.Redrawn(
    [
        .. values.Select((ofRepeat, repeat) => new[]
        {
            Positions(labels[repeat]).Average(positions => positions.Average(position => ofRepeat[position])),
        }),
    ]);

    /// <summary>Repeats that hold different rows of one set. A class that some repeat lacks is left out of all.</summary>
    public static IReadOnlyList<SampleSetScores> Partial(double[][] values, int[][] labels, int[][] rows)
    {
        int[] common = [.. labels.Select(ofRepeat => ofRepeat.Distinct()).Aggregate((one, other) => one.Intersect(other)).Order()];
        int[][] Of(int label) =>
            [.. labels.Select(ofRepeat => Enumerable.Range(0, ofRepeat.Length).Where(position => ofRepeat[position] == label).ToArray())];
        return
        [
            .. common.Select(Of).Select(positions => SampleSetScores.Partial(
                [.. positions.Select((ofRepeat, repeat) => Array.ConvertAll(ofRepeat, position => values[repeat][position]))],
                [.. positions.Select((ofRepeat, repeat) => Array.ConvertAll(ofRepeat, position => rows[repeat][position]))],
                1.0 / common.Length)),
        ];
    }

    /// <summary>[class that has rows][position], classes ascending.</summary>
    public static int[][] Positions(int[] labels) =>
    [
        .. Enumerable.Range(0, labels.Length).GroupBy(position => labels[position]).OrderBy(group => group.Key).Select(group => group.ToArray()),
    ];
}
