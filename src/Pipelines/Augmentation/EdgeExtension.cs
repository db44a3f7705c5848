using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// How an axis goes on beyond its ends, with SciPy's meaning of the words (ndimage: <c>nearest</c>, <c>grid-constant</c>, <c>reflect</c>,
/// <c>grid-wrap</c>): the image is thought to be extended without end, and interpolated there like anywhere else.
/// </summary>
internal static class EdgeExtension
{
    /// <summary>Stands for the fill value.</summary>
    public const int Outside = -1;

    /// <summary>The index inside 0..length-1 that an index stands for, or <see cref="Outside"/>.</summary>
    public static int Index(int index, int length, FillMode mode)
    {
        if ((uint)index < (uint)length)
        {
            return index;
        }

        switch (mode)
        {
            case FillMode.Nearest:
                return index < 0 ? 0 : length - 1;
            case FillMode.Reflect:
                int place = Modulo(index, 2 * length);
                return place < length ? place : (2 * length) - 1 - place;
            case FillMode.Wrap:
                return Modulo(index, length);
            default:
                return Outside;
        }
    }

    private static int Modulo(int value, int divisor)
    {
        int rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }
}
