namespace MlPipelines.Reports;

/// <summary>
/// A chart of rows over one horizontal axis: the waterfall, the strips of repeats and the forest of differences are all of this kind. A row's label
/// stands beside it where there is room and above it where there is not.
/// </summary>
public sealed record RowChartModel
{
    /// <summary>The chart's id on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart is, for readers who cannot see it.</summary>
    public required string Title { get; init; }

    /// <summary>What the chart shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The axis.</summary>
    public required Axis Axis { get; init; }

    /// <summary>What the axis measures.</summary>
    public required string AxisTitle { get; init; }

    /// <summary>The rows, from the top.</summary>
    public required IReadOnlyList<ChartRow> Rows { get; init; }

    /// <summary>Shaded stretches of the axis, behind everything.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Lines from row to row.</summary>
    public IReadOnlyList<ChartLink> Links { get; init; } = [];

    /// <summary>The most lines that a row's label may take; a row whose label takes more than one is taller.</summary>
    public int LabelLines { get; init; } = 1;

    /// <summary>A value that stands out on the axis: the zero of a difference.</summary>
    public double? Reference { get; init; }

    /// <summary>The chart's numbers.</summary>
    public required NumbersTable Numbers { get; init; }
}

/// <summary>A row of a chart.</summary>
/// <param name="Label">What the row is.</param>
/// <param name="Detail">More about it, in a quieter line.</param>
/// <param name="Value">Its number.</param>
/// <param name="ValueDetail">The number's interval, in a quieter line.</param>
/// <param name="Marks">What is drawn.</param>
public sealed record ChartRow(string Label, string Detail, string Value, string ValueDetail, IReadOnlyList<RowMark> Marks);

/// <summary>Something drawn in a row.</summary>
/// <param name="Style">The style sheet's class.</param>
public abstract record RowMark(string Style);

/// <summary>A bar between two values.</summary>
public sealed record BarMark(double From, double To, string Style) : RowMark(Style);

/// <summary>An interval as a line with end caps.</summary>
public sealed record WhiskerMark(double Lower, double Upper, string Style) : RowMark(Style);

/// <summary>One observation.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Offset">Pixels below the row's middle, so that equal observations stay apart.</param>
/// <param name="Note">What a pointer at rest tells.</param>
/// <param name="Style">The style sheet's class.</param>
public sealed record DotMark(double Value, double Offset, string Note, string Style) : RowMark(Style);

/// <summary>A mean.</summary>
public sealed record DiamondMark(double Value, string Style) : RowMark(Style);

/// <summary>A shaded stretch of the axis.</summary>
public sealed record ChartBand(double From, double To, string Style);

/// <summary>A line between two rows.</summary>
public sealed record ChartLink(int FromRow, double FromValue, double FromOffset, int ToRow, double ToValue, double ToOffset, string Style);
