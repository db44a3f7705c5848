namespace MlPipelines.Evaluation;

/// <summary>Quantiles of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default).</summary>
internal static class SampleQuantiles
{
    /// <param name="sorted">In ascending order, at least one.</param>
    /// <param name="share">0..1.</param>
    public static double Of(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
