namespace MlPipelines.Audits;

/// <summary>A quantile of each class's values, of all values where a class has fewer than 20.</summary>
internal sealed class ClassQuantile
{
    private const int LeastValues = 20;
    private readonly double[] _ofClass;

    /// <param name="values">The values; not a number does not count.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="share">The share of values below it.</param>
    public ClassQuantile(IReadOnlyList<double> values, IReadOnlyList<int> labels, int classes, double share)
    {
        ILookup<int, double> byClass = Enumerable.Range(0, values.Count).Where(row => !double.IsNaN(values[row])).ToLookup(row => labels[row], row => values[row]);
        double pooled = Of([.. byClass.SelectMany(ofClass => ofClass)], share);
        _ofClass = [.. Enumerable.Range(0, classes).Select(label => byClass[label].Count() >= LeastValues ? Of([.. byClass[label]], share) : pooled)];
    }

    public double this[int label] => _ofClass[label];

    private static double Of(double[] values, double share)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[(int)(share * (values.Length - 1))];
    }
}
