namespace MlPipelines.Reports;

/// <summary>Maps a value to its place along an axis: 0 at the start, 1 at the end.</summary>
public sealed record LinearScale
{
    /// <summary>An axis from one value to another.</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or the end is not above the start.</exception>
    public LinearScale(double start, double end)
    {
        if (!double.IsFinite(start) || !double.IsFinite(end) || end <= start)
        {
            throw new ArgumentException(FormattableString.Invariant($"A scale needs two finite, ascending bounds, received {start} and {end}."));
        }

        (Start, End) = (start, end);
    }

    /// <summary>The value at the start.</summary>
    public double Start { get; }

    /// <summary>The value at the end.</summary>
    public double End { get; }

    /// <summary>The place of a value; outside of [0, 1] when the value lies outside of the axis.</summary>
    public double Place(double value) => (value - Start) / (End - Start);

    /// <summary>The place of a value, which the axis's ends hold back.</summary>
    public double PlaceWithin(double value) => Math.Clamp(Place(value), 0, 1);
}
