namespace MlPipelines.Pipelines;

/// <summary>
/// An affine map of the plane, x to the right and y down, with the image's centre as origin: (x, y) becomes (XX x + XY y + X, YX x + YY y + Y).
/// </summary>
internal readonly record struct AffineMap(double XX, double XY, double X, double YX, double YY, double Y)
{
    /// <summary>Leaves every point where it is.</summary>
    public static AffineMap Identity => new(1, 0, 0, 0, 1, 0);

    /// <summary>This map, followed by another.</summary>
    public AffineMap Then(in AffineMap next) => new(
        (next.XX * XX) + (next.XY * YX),
        (next.XX * XY) + (next.XY * YY),
        (next.XX * X) + (next.XY * Y) + next.X,
        (next.YX * XX) + (next.YY * YX),
        (next.YX * XY) + (next.YY * YY),
        (next.YX * X) + (next.YY * Y) + next.Y);

    /// <summary>The map that undoes this one.</summary>
    public AffineMap Inverse()
    {
        double determinant = (XX * YY) - (XY * YX);
        (double xx, double xy, double yx, double yy) = (YY / determinant, -XY / determinant, -YX / determinant, XX / determinant);
        return new AffineMap(xx, xy, -((xx * X) + (xy * Y)), yx, yy, -((yx * X) + (yy * Y)));
    }
}
