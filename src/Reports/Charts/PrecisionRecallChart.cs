using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Precision against recall of the classes that are ranked worst.</summary>
public static class PrecisionRecallChart
{
    private const int MostDrawn = 4;

    /// <summary>Builds the chart; null without a curve.</summary>
    public static XyChartModel? Build(IReadOnlyList<PrecisionRecallCurve> curves) => curves.Count == 0 ? null : new XyChartModel
    {
        Id = "precision-recall",
        Title = curves.Count > MostDrawn ? $"Precision against recall, the {MostDrawn} hardest classes" : "Precision against recall",
        Description = string.Join("; ", curves.Take(MostDrawn).Select(curve =>
            $"{DisplayName.Quote(curve.Class)}: average precision {Figures.Percent(curve.AveragePrecision)}, precision {Figures.Percent(curve.Points[^1].Precision)} when all are found")) + ".",
        X = Axis.Percent([0, 1]),
        XTitle = "recall: share of the class that is found",
        Y = Axis.Percent([0, 1]),
        Series = [.. curves.Take(MostDrawn).Select((curve, index) => new XySeries(curve.Class, XyChartModel.VariantStyle(index), Points(curve)) { HasSmallDots = true }).Reverse()],
        Numbers = new NumbersTable(
            "Precision at a recall, mean over repeats",
            ["Class", "Average precision", "Guessing", .. Shown(curves[0]).Select(point => $"at {Figures.Percent(point.Recall, 0)}")],
            [
                .. curves.Select(curve => (IReadOnlyList<string>)
                [
                    curve.Class,
                    Figures.Percent(curve.AveragePrecision),
                    Figures.Percent(curve.Share),
                    .. Shown(curve).Select(point => Figures.Percent(point.Precision)),
                ]),
            ]),
    };

    private static IReadOnlyList<XyPoint> Points(PrecisionRecallCurve curve) =>
    [
        .. curve.Points.Select(point => new XyPoint(
            point.Recall,
            point.Precision,
            null,
            $"{DisplayName.Shorten(curve.Class, 40)}: {Figures.Percent(point.Precision)} precision at {Figures.Percent(point.Recall, 0)} recall (repeats {Figures.Percent(point.Least)} to {Figures.Percent(point.Greatest)})")),
    ];

    // A table of every fifth point is as much as a screen bears.
    private static IEnumerable<PrecisionPoint> Shown(PrecisionRecallCurve curve) => curve.Points.Where((_, index) => index % 5 == 4);
}
