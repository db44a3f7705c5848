namespace MlPipelines.Evaluation;

/// <summary>The loss of one training by epoch: how it moves at the end, and how unsteady it is.</summary>
internal sealed class LossCurve(IReadOnlyList<double> losses)
{
    /// <summary>The variance of a second difference over that of the independent values behind it: 1 + 4 + 1.</summary>
    private const double SecondDifferenceVariance = 6;

    private const int FewestForSecondDifference = 3;

    public int Epochs => losses.Count;

    /// <summary>The epochs of the last quarter, at least two.</summary>
    private ReadOnlySpan<double> LastQuarter => Last(Math.Max(2, (losses.Count + 3) / 4));

    /// <summary>The epochs of the last half, at least the three that a second difference takes.</summary>
    private ReadOnlySpan<double> LastHalf => Last(Math.Max(FewestForSecondDifference, (losses.Count + 1) / 2));

    /// <summary>Least-squares slope per epoch over the mean, in the last quarter; 0 for one epoch.</summary>
    public double Trend
    {
        get
        {
            ReadOnlySpan<double> window = LastQuarter;
            double mean = Mean(window);
            if (window.Length < 2 || mean == 0)
            {
                return 0;
            }

            double products = 0;
            for (int index = 0; index < window.Length; index++)
            {
                products += (index - ((window.Length - 1) / 2.0)) * (window[index] - mean);
            }

            return products / SquaredDistances(window.Length) / mean;
        }
    }

    /// <summary>
    /// The standard error of <see cref="Trend"/> for losses that scatter from epoch to epoch as the second differences of the last half say.
    /// Curvature counts as scatter,
    /// so it errs on the large side. Null for fewer than three epochs.
    /// </summary>
    public double? TrendError => losses.Count < FewestForSecondDifference || Mean(LastQuarter) == 0
        ? null
        : RootMeanSquare / Math.Sqrt(SecondDifferenceVariance * SquaredDistances(LastQuarter.Length)) / Mean(LastQuarter);

    /// <summary>Root mean square of the second differences over the mean, in the last half; 0 for fewer than three epochs.</summary>
    public double Oscillation => losses.Count < FewestForSecondDifference || Mean(LastHalf) == 0 ? 0 : RootMeanSquare / Mean(LastHalf);

    /// <summary>Root mean square of the second differences in the last half.</summary>
    public double RootMeanSquare
    {
        get
        {
            ReadOnlySpan<double> window = LastHalf;
            double squares = 0;
            for (int index = 2; index < window.Length; index++)
            {
                double second = window[index] - (2 * window[index - 1]) + window[index - 2];
                squares += second * second;
            }

            return window.Length < FewestForSecondDifference ? 0 : Math.Sqrt(squares / (window.Length - 2));
        }
    }

    /// <summary>
    /// The share of the last half's steps from epoch to epoch at which the loss rises. A loss that falls ever more slowly has second differences,
    /// too, but never rises.
    /// </summary>
    public double Rises
    {
        get
        {
            ReadOnlySpan<double> window = LastHalf;
            int rises = 0;
            for (int index = 1; index < window.Length; index++)
            {
                rises += window[index] > window[index - 1] ? 1 : 0;
            }

            return window.Length < 2 ? 0 : rises / (window.Length - 1.0);
        }
    }

    private ReadOnlySpan<double> Last(int count) => losses.ToArray().AsSpan(Math.Max(0, losses.Count - count));

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Sum over <c>count</c> consecutive epochs of the squared distance from their middle.</summary>
    private static double SquaredDistances(int count) => count * ((count * (double)count) - 1) / 12;
}
