using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Accuracy and gap against the values of a swept option: lines where the values are numbers, rows where they are not.</summary>
public static class SweepCharts
{
    private const double LogarithmicFrom = 20;
    private const double Aside = 3;

    /// <summary>The points of a sweep that have anything to draw.</summary>
    public static IReadOnlyList<SweepPoint> Measured(SweepResult sweep) => [.. sweep.Points.Where(point => point.Train is not null || point.Test is not null)];

    /// <summary>Whether every measured point has a number for its value.</summary>
    public static bool IsNumeric(SweepResult sweep) => Measured(sweep) is { Count: > 0 } points && points.All(point => point.Value is { } value && double.IsFinite(value));

    /// <summary>Training and test accuracy against the value, with the fitted law and its extrapolated point where there is one.</summary>
    public static XyChartModel Accuracy(SweepResult sweep, int index)
    {
        var points = Measured(sweep);
        var law = sweep.LearningCurve;
        IReadOnlyList<XySeries> fitted = law is null ? [] :
        [
            new XySeries("fitted law", "law", [.. law.Curve.Select(point => new XyPoint(point.X, point.Y))]) { HasDots = false },
            new XySeries(
                "twice the data, extrapolated",
                "extrapolated",
                [new XyPoint(law.Largest * 2, law.AccuracyAtTwice, law.AccuracyAtTwiceInterval, $"{Figures.Number(law.Largest * 2)}: {Figures.Percent(law.AccuracyAtTwice)}")]) { HasLine = false },
        ];
        IReadOnlyList<XySeries> series =
        [
            .. fitted,
            Line("training", "train", points, point => point.Train, -Aside),
            Line("test", "test", points, point => point.Test, Aside),
        ];
        return new XyChartModel
        {
            Id = $"sweep-{Figures.Plain(index)}-accuracy",
            Title = $"Accuracy against {DisplayName.Shorten(sweep.Path, 60)}",
            Description = string.Join("; ", points.Select(point =>
                $"{Label(point)}: training {Figures.Percent(point.Train?.Mean)}, test {Figures.Percent(point.Test?.Mean)}")) + ".",
            X = XAxis(series.SelectMany(line => line.Points).Select(point => point.X)),
            XTitle = DisplayName.Shorten(sweep.Path, 60),
            Y = Axis.Percent(series.SelectMany(Heights)),
            Series = series,
            Numbers = Numbers(sweep),
        };
    }

    /// <summary>The gap against the value.</summary>
    public static XyChartModel? Gap(SweepResult sweep, int index)
    {
        var points = sweep.Points.Where(point => point.Gap is not null && point.Value is not null).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        XySeries line = new("gap", "gap", [.. points.Select(point => new XyPoint(
            point.Value!.Value, point.Gap!.Difference, point.Gap.Interval, $"{Label(point)}: {Figures.Points(point.Gap.Difference)}"))]);
        return new XyChartModel
        {
            Id = $"sweep-{Figures.Plain(index)}-gap",
            Title = "Gap: training minus test accuracy, in points",
            Description = string.Join("; ", points.Select(point => $"{Label(point)}: {Figures.Points(point.Gap!.Difference)}")) + ".",
            X = XAxis(line.Points.Select(point => point.X)),
            XTitle = DisplayName.Shorten(sweep.Path, 60),
            Y = Axis.Points(Heights(line)),
            Series = [line],
            Reference = 0,
            Numbers = Numbers(sweep),
        };
    }

    /// <summary>Training and test accuracy by value, where values are no numbers.</summary>
    public static RowChartModel Rows(SweepResult sweep, int index)
    {
        var points = Measured(sweep);
        var summaries = points.SelectMany(point => new[] { point.Train, point.Test }).OfType<MetricSummary>().ToList();
        return new RowChartModel
        {
            Id = $"sweep-{Figures.Plain(index)}-rows",
            Title = $"Accuracy by {DisplayName.Shorten(sweep.Path, 60)}",
            Description = string.Join("; ", points.Select(point =>
                $"{Label(point)}: training {Figures.Percent(point.Train?.Mean)}, test {Figures.Percent(point.Test?.Mean)}")) + ".",
            Axis = Axis.Percent(summaries.SelectMany(summary => Reach(summary.Mean, summary.Interval))),
            AxisTitle = "accuracy: training and test",
            Rows =
            [
                .. points.Select(point => new ChartRow(
                    point.Label,
                    $"gap {Figures.Points(point.Gap?.Difference, Figures.Decimals(point.Gap?.Interval))}",
                    Figures.Percent(point.Test?.Mean, Figures.Decimals(point.Test?.Interval)),
                    Figures.PercentInterval(point.Test?.Interval),
                    [.. Marks(point.Train, "train"), .. Marks(point.Test, "test")])),
            ],
            Numbers = Numbers(sweep),
        };
    }

    /// <summary>A sweep's points as a table.</summary>
    public static NumbersTable Numbers(SweepResult sweep) => new(
        $"Accuracy and gap by {DisplayName.Shorten(sweep.Path, 60)}",
        ["Value", "Variant", "Train", "95% interval", "Test", "95% interval", "Gap", "95% interval"],
        [
            .. sweep.Points.Select(point => (IReadOnlyList<string>)
            [
                point.Label,
                point.Variant,
                Figures.Percent(point.Train?.Mean, 2),
                Figures.PercentInterval(point.Train?.Interval),
                Figures.Percent(point.Test?.Mean, 2),
                Figures.PercentInterval(point.Test?.Interval),
                Figures.Points(point.Gap?.Difference, 2),
                Figures.PointsInterval(point.Gap?.Interval),
            ]),
        ]);

    /// <summary>An axis of numbers, logarithmic where they span more than a factor of 20.</summary>
    internal static Axis XAxis(IEnumerable<double> values)
    {
        var all = values.Where(double.IsFinite).ToList();
        return all.Count > 0 && all.Min() > 0 && all.Max() / all.Min() > LogarithmicFrom
            ? Axis.Log(all, value => Figures.Number(value), 5)
            : Axis.Numbers(all, value => Figures.Number(value), 4);
    }

    /// <summary>The heights that an axis must reach for a series.</summary>
    internal static IEnumerable<double> Heights(XySeries series) => series.Points.SelectMany(point => Reach(point.Y, point.Interval));

    private static string Label(SweepPoint point) => DisplayName.Shorten(point.Label, 40);

    private static IEnumerable<double> Reach(double value, Interval? interval) => interval is null ? [value] : [value, interval.Lower, interval.Upper];

    private static IEnumerable<RowMark> Marks(MetricSummary? summary, string style) => summary switch
    {
        null => [],
        { Interval: { } interval } => [new WhiskerMark(interval.Lower, interval.Upper, style), new DiamondMark(summary.Mean, style + " level")],
        _ => [new DiamondMark(summary.Mean, style + " level")],
    };

    private static XySeries Line(string name, string style, IReadOnlyList<SweepPoint> points, Func<SweepPoint, MetricSummary?> summary, double offset) => new(
        name,
        style,
        [
            .. points.Where(point => summary(point) is not null && point.Value is not null).OrderBy(point => point.Value).Select(point => new XyPoint(
                point.Value!.Value, summary(point)!.Mean, summary(point)!.Interval, $"{name}, {Label(point)}: {Figures.Percent(summary(point)!.Mean, 2)}")),
        ])
    { Offset = offset };
}
