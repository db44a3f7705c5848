using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The shares of the categories of a column that changed most between two sets.</summary>
public static class CategoryChart
{
    /// <summary>Builds the chart; null without categories.</summary>
    /// <param name="shift">The two sets.</param>
    /// <param name="property">The column.</param>
    /// <param name="id">The chart's id on the page.</param>
    public static RowChartModel? Build(ShiftAudit shift, ShiftedProperty property, string id)
    {
        if (property.Categories.Count == 0)
        {
            return null;
        }

        var (from, to) = (PlainWords.Set(shift.From).ToLowerInvariant(), PlainWords.Set(shift.To).ToLowerInvariant());
        return new RowChartModel
        {
            Id = id,
            Title = $"{DisplayName.Shorten(property.Name, 60)}: {from} against {to}",
            Description = string.Join("; ", property.Categories.Select(category => $"{Name(category)}: {Figures.Percent(category.ShareFrom)} to {Figures.Percent(category.ShareTo)}")) + ".",
            Axis = Axis.Percent([0, .. property.Categories.SelectMany(category => new[] { category.ShareFrom, category.ShareTo })]),
            AxisTitle = "share of the rows",
            Rows = [.. property.Categories.Select(category => Row(category, from, to))],
            Numbers = new NumbersTable(
                DisplayName.Shorten(property.Name, 60),
                ["Category", from, to],
                [.. property.Categories.Select(category => (IReadOnlyList<string>)[Name(category), Figures.Percent(category.ShareFrom), Figures.Percent(category.ShareTo)])]),
        };
    }

    private static ChartRow Row(ShiftedCategory category, string from, string to) => new(
        Name(category),
        "",
        Figures.Points(category.ShareTo - category.ShareFrom),
        $"{Figures.Percent(category.ShareFrom)} → {Figures.Percent(category.ShareTo)}",
        [
            new DotMark(category.ShareFrom, -5, $"{from}: {Figures.Percent(category.ShareFrom)}", "dot train"),
            new DotMark(category.ShareTo, 5, $"{to}: {Figures.Percent(category.ShareTo)}", "dot test"),
        ]);

    private static string Name(ShiftedCategory category) => category.Category.Length == 0 ? "missing" : DisplayName.Shorten(category.Category, 40);
}
