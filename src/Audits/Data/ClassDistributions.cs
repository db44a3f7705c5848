using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>How the values of a column are distributed in each class.</summary>
internal static class ClassDistributions
{
    private const int MostCategories = 5;

    /// <summary>The distributions of numbers; a class without rows is left out, one without values has neither mean nor quantiles.</summary>
    /// <param name="values">By row; NaN where missing.</param>
    /// <param name="labels">By row.</param>
    /// <param name="classes">The class names.</param>
    public static IReadOnlyList<ClassDistribution> OfNumbers(double[] values, IReadOnlyList<int> labels, IReadOnlyList<string> classes) =>
    [
        .. from rows in ByClass(labels, classes)
           let present = rows.Rows.Select(row => values[row]).Where(value => !double.IsNaN(value)).Order().ToArray()
           select new ClassDistribution(rows.Name, present.Length == 0 ? null : present.Average(), Deviation(present), Quantiles(present), []),
    ];

    /// <summary>The distributions of categories; a missing value is the category of the empty text.</summary>
    /// <param name="texts">By row.</param>
    /// <param name="labels">By row.</param>
    /// <param name="classes">The class names.</param>
    public static IReadOnlyList<ClassDistribution> OfTexts(string[] texts, IReadOnlyList<int> labels, IReadOnlyList<string> classes) =>
    [
        .. from rows in ByClass(labels, classes)
           select new ClassDistribution(rows.Name, null, null, [],
           [
               .. rows.Rows.CountBy(row => texts[row])
                   .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                   .Take(MostCategories)
                   .Select(pair => new CategoryShare(pair.Key, (double)pair.Value / rows.Rows.Length)),
           ]),
    ];

    /// <summary>Minimum, quartiles and maximum of sorted values, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default).</summary>
    internal static IReadOnlyList<double> Quantiles(double[] sorted) =>
        sorted.Length == 0 ? [] : [.. Enumerable.Range(0, 5).Select(quarter => SampleQuantiles.Of(sorted, quarter / 4.0))];

    /// <summary>The sample standard deviation; null for fewer than two values.</summary>
    private static double? Deviation(double[] values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static IEnumerable<(string Name, int[] Rows)> ByClass(IReadOnlyList<int> labels, IReadOnlyList<string> classes) =>
        Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(rows => rows.Key).Select(rows => (classes[rows.Key], rows.ToArray()));
}
