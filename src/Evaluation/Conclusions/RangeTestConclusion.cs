namespace MlPipelines.Evaluation;

/// <summary>
/// What a learning-rate range test says (Smith 2017). The losses of batches are smoothed by an exponentially weighted mean whose memory is a
/// twenty-fifth of the steps,
/// corrected for its start (Kingma and Ba 2015, section 3), so that the same range tested in more steps looks the same.
/// </summary>
internal static class RangeTestConclusion
{
    /// <summary>
    /// Steps over memory of the mean. The mean trails by the memory, here by a twenty-fifth of the range: a quarter of a decade over six decades.
    /// </summary>
    private const double MemoriesInTest = 25;

    /// <summary>The share of the steps to either side of a step through which its slope is fitted.</summary>
    private const double SlopeReach = 0.05;

    /// <summary>How many times its least value the smoothed loss must pass to have diverged: the rule at which fastai's range test stops.</summary>
    private const double DivergedFactor = 4;

    /// <summary>
    /// The fall that is beyond chance, in standard deviations of the smoothed loss: half of it for the point before, half for the least one. Chosen
    /// so that in 2,000 simulated tests of 100 steps
    /// whose losses only scatter fewer than 1% suggest a rate.
    /// </summary>
    private const double SureFall = 8;

    /// <summary>The unsteadiness of batches is taken from at least one in so many of the steps.</summary>
    private const int FewestKnown = 4;

    /// <summary>Smooths the losses and finds where they fall most steeply and where they diverge.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="steps">Learning rate and loss of each step; a loss may be NaN or infinite.</param>
    /// <param name="configured">The learning rate that the variant trains with.</param>
    public static RangeTestResult Of(string variant, IReadOnlyList<CurvePoint> steps, double configured)
    {
        double keep = Math.Exp(-MemoriesInTest / Math.Max(1, steps.Count));
        IReadOnlyList<RangeTestPoint> points = Smooth(steps, keep);
        double? notFinite = steps.FirstOrDefault(step => !double.IsFinite(step.Y))?.X;

        // What comes after a loss that is not a number is no training any more.
        RangeTestPoint[] sound = [.. points.TakeWhile((_, index) => double.IsFinite(steps[index].Y))];
        int least = sound.Length == 0 ? 0 : Array.IndexOf(sound, sound.MinBy(point => point.Smoothed));
        double? high = sound.Length == 0 ? null : sound.Skip(least).FirstOrDefault(point => point.Smoothed > DivergedFactor * sound[least].Smoothed)?.LearningRate;
        return new RangeTestResult
        {
            Variant = variant,
            Points = points,
            Suggested = Suggested(sound, least, steps.Count, keep),
            DivergesAt = high ?? notFinite,
            Configured = configured,
        };
    }

    private static List<RangeTestPoint> Smooth(IReadOnlyList<CurvePoint> steps, double keep)
    {
        var points = new List<RangeTestPoint>(steps.Count);
        (double mean, double weight) = (0, 0);
        foreach (CurvePoint step in steps.Where(step => double.IsFinite(step.Y)))
        {
            weight = (keep * weight) + (1 - keep);
            // An update by the difference, so that losses near the largest number do not overflow.
            mean += (1 - keep) / weight * (step.Y - mean);
            points.Add(new RangeTestPoint(step.X, step.Y, mean));
        }

        return points;
    }

    /// <summary>The rate before the least smoothed loss at which the fitted slope over log10(rate) is steepest; null where the fall may be chance.</summary>
    private static double? Suggested(RangeTestPoint[] points, int least, int steps, double keep)
    {
        if (least == 0 || !FallsSurely(points, least, steps, keep))
        {
            return null;
        }

        int reach = Math.Max(1, (int)Math.Round(SlopeReach * steps));
        (int steepest, double slope) = (-1, 0);
        for (int index = 0; index < least; index++)
        {
            ReadOnlySpan<RangeTestPoint> around = points.AsSpan(Math.Max(0, index - reach)..(Math.Min(least, index + reach) + 1));
            double fitted = around.Length > reach ? Slope(around) : 0;
            (steepest, slope) = fitted < slope ? (index, fitted) : (steepest, slope);
        }

        return steepest < 0 ? null : points[steepest].LearningRate;
    }

    /// <summary>
    /// Whether some smoothed loss before the least is above it by more than batches explain. The first ones are means of few batches, and so less
    /// sure.
    /// </summary>
    private static bool FallsSurely(RangeTestPoint[] points, int least, int steps, double keep)
    {
        int known = Math.Min(points.Length, Math.Max(least + 1, steps / FewestKnown));
        double deviation = DeviationOfBatches(points.AsSpan(0, known)) * Math.Sqrt((1 - keep) / (1 + keep));
        for (int index = 0; index < least; index++)
        {
            double start = Math.Pow(keep, index + 1);
            double ofPoint = deviation * Math.Sqrt((1 + start) / (1 - start));
            if (points[index].Smoothed - points[least].Smoothed > SureFall / 2 * (ofPoint + deviation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Standard deviation of a batch's loss from second differences, which a steady fall leaves alone: those of independent values have six times
    /// their variance.
    /// </summary>
    private static double DeviationOfBatches(ReadOnlySpan<RangeTestPoint> points)
    {
        double squares = 0;
        for (int index = 2; index < points.Length; index++)
        {
            double second = points[index].Loss - (2 * points[index - 1].Loss) + points[index - 2].Loss;
            squares += second * second;
        }

        return points.Length < 3 ? 0 : Math.Sqrt(squares / (6.0 * (points.Length - 2)));
    }

    /// <summary>The least-squares slope of the smoothed loss over log10(rate).</summary>
    private static double Slope(ReadOnlySpan<RangeTestPoint> points)
    {
        (double meanX, double meanY) = (0, 0);
        foreach (RangeTestPoint point in points)
        {
            meanX += Math.Log10(point.LearningRate) / points.Length;
            meanY += point.Smoothed / points.Length;
        }

        (double products, double squares) = (0, 0);
        foreach (RangeTestPoint point in points)
        {
            double x = Math.Log10(point.LearningRate) - meanX;
            products += x * (point.Smoothed - meanY);
            squares += x * x;
        }

        return squares == 0 ? 0 : products / squares;
    }
}
