using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The loss against a rising learning rate, with the suggested and the configured rate marked.</summary>
public static class RangeTestChart
{
    private const double TallestOverLeast = 1.6;

    /// <summary>Builds the chart; null without a finite point.</summary>
    public static XyChartModel? Build(RangeTestResult test, int index)
    {
        var points = test.Points.Where(point => point.LearningRate > 0 && double.IsFinite(point.Smoothed)).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        // A diverging loss would press everything else to the bottom: the axis ends a little above the first value.
        var least = points.Min(point => point.Smoothed);
        var top = Math.Max(points[0].Smoothed * 1.15, least + (TallestOverLeast * Math.Max(points[0].Smoothed - least, 0.05 * Math.Abs(least))));
        XySeries raw = new("loss of each step", "raw", [.. points.Where(point => double.IsFinite(point.Loss)).Select(point => new XyPoint(point.LearningRate, Math.Min(point.Loss, top)))]) { HasDots = false };
        XySeries smooth = new("smoothed", "held", [.. points.Select(point => new XyPoint(point.LearningRate, Math.Min(point.Smoothed, top)))]) { HasDots = false };
        return new XyChartModel
        {
            Id = $"range-test-{Figures.Plain(index)}",
            Title = "Loss against learning rate",
            Description = $"From {Figures.Number(points[0].LearningRate)} to {Figures.Number(points[^1].LearningRate)}; suggested {Figures.Number(test.Suggested)}, configured {Figures.Number(test.Configured)}, diverges at {Figures.Number(test.DivergesAt)}.",
            X = Axis.Log([.. points.Select(point => point.LearningRate), test.Configured, test.Suggested ?? test.Configured], value => Figures.Number(value), 5),
            XTitle = "learning rate",
            Y = Axis.Numbers(smooth.Points.Concat(raw.Points).Select(point => point.Y), value => Figures.Number(value), 4),
            Series = [raw, smooth],
            Markers = [.. Markers(test)],
            Numbers = new NumbersTable(
                "Loss by learning rate",
                ["Learning rate", "Loss", "Smoothed"],
                [.. Thin(test.Points).Select(point => (IReadOnlyList<string>)[Figures.Number(point.LearningRate), Figures.Loss(point.Loss), Figures.Loss(point.Smoothed)])]),
        };
    }

    private static IEnumerable<XyMarker> Markers(RangeTestResult test)
    {
        if (test.Configured > 0)
        {
            yield return new XyMarker(test.Configured, $"configured {Figures.Number(test.Configured)}", "configured");
        }

        if (test.Suggested is > 0)
        {
            yield return new XyMarker(test.Suggested.Value, $"suggested {Figures.Number(test.Suggested)}", "suggested");
        }
    }

    private static IEnumerable<RangeTestPoint> Thin(IReadOnlyList<RangeTestPoint> points)
    {
        var stride = Math.Max(1, points.Count / 100);
        return points.Where((_, index) => index % stride == 0 || index == points.Count - 1);
    }
}
