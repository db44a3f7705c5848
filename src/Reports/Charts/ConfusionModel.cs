namespace MlPipelines.Reports;

/// <summary>The confusions of a variant on test: a matrix while its cells can be read, a list of the largest beyond that.</summary>
/// <param name="Names">The classes.</param>
/// <param name="Counts">Test rows over the finished repeats: [true][predicted].</param>
public sealed record ConfusionModel(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<long>> Counts)
{
    /// <summary>The greatest number of classes whose matrix is drawn.</summary>
    public const int MostClassesDrawn = 20;

    /// <summary>The deepest shade of a cell; the count in it keeps its contrast up to here.</summary>
    public const double DeepestShade = 0.5;

    private const int LongestList = 30;

    /// <summary>Whether the matrix is drawn.</summary>
    public bool IsDrawn => Counts.Count is > 0 and <= MostClassesDrawn;

    /// <summary>The wrong cells, the most frequent first.</summary>
    public IReadOnlyList<Confusion> Largest =>
    [
        .. Enumerable.Range(0, Counts.Count)
            .SelectMany(truth => Enumerable.Range(0, Counts[truth].Count).Select(predicted => Cell(truth, predicted)))
            .Where(cell => cell.Truth != cell.Predicted && cell.Count > 0)
            .OrderByDescending(cell => cell.Count)
            .ThenBy(cell => cell.Truth)
            .ThenBy(cell => cell.Predicted)
            .Take(LongestList),
    ];

    /// <summary>One cell.</summary>
    public Confusion Cell(int truth, int predicted)
    {
        var row = Counts[truth].Sum();
        return new Confusion(truth, predicted, Counts[truth][predicted], row == 0 ? null : (double)Counts[truth][predicted] / row);
    }

    /// <summary>Builds the model; null when the variant has no matrix.</summary>
    public static ConfusionModel? Build(StudyReport report) =>
        report.Baseline is { Confusion.Count: > 0 } baseline ? new ConfusionModel(report.Result.Dataset.Classes, baseline.Confusion) : null;
}

/// <summary>A cell of the confusion matrix.</summary>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Count">Test rows over the finished repeats.</param>
/// <param name="Rate">Share of the true class's rows; null when it has none.</param>
public sealed record Confusion(int Truth, int Predicted, long Count, double? Rate);
