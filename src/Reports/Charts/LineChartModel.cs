namespace MlPipelines.Reports;

/// <summary>Lines over epochs, each the mean over the repeats with a band from the least to the greatest.</summary>
public sealed record LineChartModel
{
    /// <summary>The chart's id on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart is; also its visible heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the chart shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The axis of epochs.</summary>
    public required Axis Epochs { get; init; }

    /// <summary>The axis of values.</summary>
    public required Axis Values { get; init; }

    /// <summary>The lines, the most important last so that it lies on top.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>Epochs whose weights were kept, with the number of repeats that kept them.</summary>
    public required IReadOnlyDictionary<int, int> Kept { get; init; }

    /// <summary>The chart's numbers.</summary>
    public required NumbersTable Numbers { get; init; }
}

/// <summary>A line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">The style sheet's class.</param>
/// <param name="Points">Its points by epoch.</param>
public sealed record LineSeries(string Name, string Style, IReadOnlyList<EpochSummary> Points);

/// <summary>One quantity at one epoch, over the repeats that reached it with a finite value.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Mean">Mean over the repeats.</param>
/// <param name="Least">The least of them.</param>
/// <param name="Greatest">The greatest of them.</param>
/// <param name="Repeats">How many there are.</param>
public sealed record EpochSummary(int Epoch, double Mean, double Least, double Greatest, int Repeats);
