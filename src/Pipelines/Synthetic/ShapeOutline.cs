using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The shapes of generated images as signed distances: below 0 inside, and near the outline the distance to it in pixels.</summary>
internal static class ShapeOutline
{
    /// <summary>Half the thickness of a bar, of a cross's arms and of a ring's line, as a fraction of the radius.</summary>
    private const double HalfThickness = 0.3;

    /// <summary>The signed distance of a point from a shape's outline.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="x">Pixels to the right of the centre.</param>
    /// <param name="y">Pixels below the centre.</param>
    /// <param name="radius">Half the shape's width in pixels.</param>
    public static double Distance(SyntheticShape shape, double x, double y, double radius) => shape switch
    {
        SyntheticShape.Circle => Math.Sqrt((x * x) + (y * y)) - radius,
        SyntheticShape.Square => Box(x, y, radius, radius),
        SyntheticShape.Triangle => Triangle(x, y, radius),
        SyntheticShape.Cross => Math.Min(Box(x, y, radius, HalfThickness * radius), Box(x, y, HalfThickness * radius, radius)),
        SyntheticShape.Ring => Math.Abs(Math.Sqrt((x * x) + (y * y)) - ((1 - (HalfThickness / 2)) * radius)) - (HalfThickness / 2 * radius),
        SyntheticShape.Bar => Box(x, y, radius, HalfThickness * radius),
        _ => throw new NotSupportedException($"The shape {shape}."),
    };

    /// <summary>How much of a pixel a shape covers, from the distance of the pixel's centre: exact for a straight upright edge, near enough for others.</summary>
    public static double Coverage(double distance) => Math.Clamp(0.5 - distance, 0, 1);

    private static double Box(double x, double y, double halfWidth, double halfHeight) => Math.Max(Math.Abs(x) - halfWidth, Math.Abs(y) - halfHeight);

    /// <summary>The base is as wide as the shape is high, twice the radius; the distances to its slanted sides are along their normals.</summary>
    private static double Triangle(double x, double y, double radius) =>
        Math.Max(y - radius, ((2 * Math.Abs(x)) - y - radius) / Math.Sqrt(5));
}
