using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Values against numbers that are no epochs: sweeps, ensembles, searches, range tests and gradients are all of this kind.</summary>
public sealed record XyChartModel
{
    /// <summary>The chart's id on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart is; also its visible heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the chart shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>What the horizontal axis measures.</summary>
    public required string XTitle { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The lines, the most important last so that it lies on top.</summary>
    public required IReadOnlyList<XySeries> Series { get; init; }

    /// <summary>Places along the horizontal axis that stand out.</summary>
    public IReadOnlyList<XyMarker> Markers { get; init; } = [];

    /// <summary>A height that stands out: the zero of a difference.</summary>
    public double? Reference { get; init; }

    /// <summary>The chart's numbers.</summary>
    public required NumbersTable Numbers { get; init; }

    /// <summary>The style of the n-th of several variants: four colours, each solid, dashed and dotted.</summary>
    public static string VariantStyle(int index) => "series-" + Figures.Plain(index % VariantStyles);

    /// <summary>The number of styles before they start again.</summary>
    public const int VariantStyles = 12;
}

/// <summary>Points that belong together.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Style">The style sheet's class.</param>
/// <param name="Points">The points, ascending along the horizontal axis.</param>
public sealed record XySeries(string Name, string Style, IReadOnlyList<XyPoint> Points)
{
    /// <summary>Whether a line joins the points.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>Whether each point has a dot.</summary>
    public bool HasDots { get; init; } = true;

    /// <summary>Whether the dots are small, because there are many.</summary>
    public bool HasSmallDots { get; init; }

    /// <summary>Pixels to the right, so that the whiskers of two series at the same place stay apart.</summary>
    public double Offset { get; init; }
}

/// <summary>A point.</summary>
/// <param name="X">Its place along the horizontal axis.</param>
/// <param name="Y">Its height.</param>
/// <param name="Interval">The interval of its height, drawn as a whisker.</param>
/// <param name="Note">What a pointer at rest tells.</param>
public sealed record XyPoint(double X, double Y, Interval? Interval = null, string Note = "");

/// <summary>A vertical line at a place that stands out.</summary>
/// <param name="X">The place.</param>
/// <param name="Label">What it is, for the legend.</param>
/// <param name="Style">The style sheet's class.</param>
public sealed record XyMarker(double X, string Label, string Style);
