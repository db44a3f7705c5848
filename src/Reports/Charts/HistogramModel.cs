using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The distributions of one property in two sets.</summary>
public sealed record HistogramModel
{
    // What the narrowest screen has room for below a chart.
    private const double LongestTitle = 220;

    private HistogramModel()
    {
    }

    /// <summary>The chart's id on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart is.</summary>
    public required string Title { get; init; }

    /// <summary>What the chart shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The shares of each bin.</summary>
    public required DistributionPair Pair { get; init; }

    /// <summary>The axis of the property.</summary>
    public required Axis X { get; init; }

    /// <summary>What it measures.</summary>
    public required string XTitle { get; init; }

    /// <summary>The axis of the shares.</summary>
    public required Axis Y { get; init; }

    /// <summary>The first set.</summary>
    public required string FromName { get; init; }

    /// <summary>The second set.</summary>
    public required string ToName { get; init; }

    /// <summary>The first set's class in the style sheet.</summary>
    public required string FromStyle { get; init; }

    /// <summary>The second set's.</summary>
    public required string ToStyle { get; init; }

    /// <summary>The chart's numbers.</summary>
    public required NumbersTable Numbers { get; init; }

    /// <summary>The chart of a property; null where its distributions were not kept.</summary>
    /// <param name="shift">The two sets.</param>
    /// <param name="property">The property.</param>
    /// <param name="id">The chart's id on the page.</param>
    public static HistogramModel? Build(ShiftAudit shift, ShiftedProperty property, string id)
    {
        if (property.Distributions is not { SharesFrom.Count: > 0 } pair || pair.SharesFrom.Count != pair.SharesTo.Count || !(pair.End > pair.Start) || !double.IsFinite(pair.End - pair.Start))
        {
            return null;
        }

        var name = DisplayName.Shorten(property.Name, 60);
        var (from, to) = (PlainWords.Set(shift.From).ToLowerInvariant(), PlainWords.Set(shift.To).ToLowerInvariant());
        var x = Axis.Numbers([pair.Start, pair.End], value => Figures.Number(value));
        var model = new HistogramModel
        {
            Id = id,
            Title = $"{name}: {from} against {to}",
            Description = $"Mean {Figures.Number(property.MeanFrom)} in {from} and {Figures.Number(property.MeanTo)} in {to}; the shares below a value differ by at most {Figures.Percent(property.Distance)}.",
            Pair = pair,
            X = x with { Scale = new LinearScale(pair.Start, pair.End), Ticks = [.. x.Ticks.Where(tick => tick >= pair.Start && tick <= pair.End)] },
            XTitle = DisplayName.Fit(property.Name, LongestTitle, 12),
            Y = Axis.Percent([0, .. pair.SharesFrom, .. pair.SharesTo], 3),
            FromName = from,
            ToName = to,
            FromStyle = Style(shift.From),
            ToStyle = Style(shift.To),
            Numbers = new NumbersTable(name, [name, from, to], []),
        };
        return model with
        {
            Numbers = model.Numbers with
            {
                Rows = [.. Enumerable.Range(0, pair.SharesFrom.Count).Select(bin => (IReadOnlyList<string>)[model.Range(bin), Figures.Percent(pair.SharesFrom[bin]), Figures.Percent(pair.SharesTo[bin])])],
            },
        };
    }

    /// <summary>Where a bin begins.</summary>
    public double Edge(int bin) => Pair.Start + ((Pair.End - Pair.Start) * bin / Pair.SharesFrom.Count);

    /// <summary>What a pointer at rest on a bin tells.</summary>
    public string Note(int bin) => $"{Range(bin)}: {FromName} {Figures.Percent(Pair.SharesFrom[bin])}, {ToName} {Figures.Percent(Pair.SharesTo[bin])}";

    private string Range(int bin) => $"{Figures.Number(Edge(bin))} to {Figures.Number(Edge(bin + 1))}";

    private static string Style(string set) => set switch
    {
        "train" => "train",
        "test" => "test",
        _ => "held",
    };
}
