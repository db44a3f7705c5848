using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The reliability diagram: how often predictions are right against how sure they were.</summary>
public static class ReliabilityChart
{
    /// <summary>Builds the chart.</summary>
    public static XyChartModel Build(CalibrationResult calibration)
    {
        var widest = calibration.Bins.MaxBy(bin => Math.Abs(bin.Confidence - bin.Accuracy) * bin.Rows);
        return new XyChartModel
        {
            Id = "reliability",
            Title = "Right as often as it says",
            Description = widest is null
                ? "There is no bin."
                : $"What adds most to the calibration error: of {Figures.Count((long)Math.Round(widest.Rows))} rows of a repeat that are {Figures.Percent(widest.Confidence)} sure, {Figures.Percent(widest.Accuracy)} are right.",
            X = Axis.Percent([0, 1]),
            XTitle = "how sure it was (confidence)",
            Y = Axis.Percent([0, 1]),
            Series =
            [
                new XySeries("as sure as right", "law", [new XyPoint(0, 0), new XyPoint(1, 1)]) { HasDots = false },
                new XySeries("share that is right", "test", [.. calibration.Bins.Select(bin => new XyPoint(bin.Confidence, bin.Accuracy, bin.Interval, Note(bin)))]),
            ],
            Numbers = new NumbersTable(
                "Test rows by confidence",
                ["Confidence", "Rows of a repeat", "Mean confidence", "Right", "95% interval"],
                [
                    .. calibration.Bins.Select(bin => (IReadOnlyList<string>)
                    [
                        $"{Figures.Percent(bin.From, 0)} to {Figures.Percent(bin.To, 0)}",
                        Figures.Number(Math.Round(bin.Rows, 1)),
                        Figures.Percent(bin.Confidence),
                        Figures.Percent(bin.Accuracy),
                        Figures.PercentInterval(bin.Interval),
                    ]),
                ]),
        };
    }

    private static string Note(ReliabilityBin bin) =>
        $"{Figures.Percent(bin.Confidence)} sure, {Figures.Percent(bin.Accuracy)} right ({Figures.PercentInterval(bin.Interval)}); {Figures.Number(Math.Round(bin.Rows, 1))} rows of a repeat";
}
