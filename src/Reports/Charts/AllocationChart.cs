using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The gap as a waterfall of causes: a bar for every cause of every part, each starting where the one before ended, so that they end at the whole gap.</summary>
public static class AllocationChart
{
    /// <summary>What the arbiter calls the points that no present cause owns.</summary>
    public const string Unexplained = "unexplained";

    private const string Harmless = "harmless";

    /// <summary>Builds the chart of at least one line.</summary>
    public static RowChartModel Build(IReadOnlyList<GapAllocation> lines)
    {
        var (rows, links, reach) = (new List<ChartRow>(), new List<ChartLink>(), new List<double>());
        var level = 0.0;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            rows.Add(Row(line, level));
            links.Add(new ChartLink(index, level + line.Points, 10, index + 1, level + line.Points, -10, "step-link"));
            reach.AddRange([level, level + line.Points, .. line.Interval is { } interval ? [level + interval.Lower, level + interval.Upper] : Array.Empty<double>()]);
            level += line.Points;
        }

        rows.Add(new ChartRow("Whole gap", "the sum of all above", Figures.Points(level), "", [new BarMark(0, level, "whole")]));
        return new RowChartModel
        {
            Id = "allocation",
            Title = "How the gap divides among causes",
            Description = string.Join("; ", lines.Select(line => $"{CauseWords.Title(line.Cause)} in {PlainWords.PartTitle(line.Part).ToLowerInvariant()}: {Figures.Points(line.Points)}"))
                + $"; together {Figures.Points(level)}.",
            Axis = Axis.Points(reach),
            AxisTitle = "points of the gap between training and test accuracy",
            Reference = 0,
            LabelLines = 2,
            Rows = rows,
            Links = links,
            Numbers = Numbers(lines, level),
        };
    }

    private static ChartRow Row(GapAllocation line, double level) => new(
        CauseWords.Title(line.Cause),
        $"in {PlainWords.PartTitle(line.Part).ToLowerInvariant()}",
        Figures.Points(line.Points, Figures.Decimals(line.Interval)),
        line.Interval is null ? "what is left" : Figures.PointsInterval(line.Interval),
        line.Interval is { } interval
            ? [new BarMark(level, level + line.Points, Style(line)), new WhiskerMark(level + interval.Lower, level + interval.Upper, "on-bar")]
            : [new BarMark(level, level + line.Points, Style(line))]);

    private static string Style(GapAllocation line) => line.Cause switch
    {
        Unexplained => "nothing",
        Harmless => "harmless",
        _ => line.Points < 0 ? "gain" : "loss",
    };

    private static NumbersTable Numbers(IReadOnlyList<GapAllocation> lines, double total) => new(
        "The lines of a part add up to it exactly",
        ["Cause", "Part of the gap", "Points", "95% interval"],
        [
            .. lines.Select(line => (IReadOnlyList<string>)
            [
                CauseWords.Title(line.Cause), PlainWords.PartTitle(line.Part), Figures.SignedPoints(line.Points, 2), Figures.PointsInterval(line.Interval),
            ]),
            .. lines.GroupBy(line => line.Part).Select(part => (IReadOnlyList<string>)
                ["Sum", PlainWords.PartTitle(part.Key), Figures.SignedPoints(part.Sum(line => line.Points), 2), ""]),
            ["Whole gap", "", Figures.SignedPoints(total, 2), ""],
        ]);
}
