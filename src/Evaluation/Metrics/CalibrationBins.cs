using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MlPipelines.Evaluation;

/// <summary>
/// Rows in 15 equal bins of confidence, open below and closed above (Guo et al. 2017): in each bin the sum of right - confidence, whose absolute values
/// make the expected calibration error.
/// </summary>
internal sealed class CalibrationBins
{
    public const int Count = 15;

    private readonly double[] _sums = new double[Count];
    private readonly double[] _squares = new double[Count];
    private double _weight;

    /// <summary>Sum over bins of |sum of right - confidence| over all rows.</summary>
    public double Error => _sums.Sum(Math.Abs) / _weight;

    /// <summary>The bin of a confidence in [0, 1].</summary>
    public static int Bin(double confidence) => Math.Clamp((int)Math.Ceiling(confidence * Count) - 1, 0, Count - 1);

    public void Add(double confidence, bool isRight, double weight = 1)
    {
        double deviation = (isRight ? 1 : 0) - confidence;
        int bin = Bin(confidence);
        _sums[bin] += weight * deviation;
        _squares[bin] += weight * deviation * deviation;
        _weight += weight;
    }

    /// <summary>1 or -1: on which side of its confidence a bin lies.</summary>
    public int Side(int bin) => _sums[bin] < 0 ? -1 : 1;

    /// <summary>
    /// How much chance adds to the error: an absolute value is never below 0, so bins that are right on average still count. The mean of a folded normal
    /// distribution less its location, per bin. The location is 0, where chance adds most, unless the bin's deviation is more than two standard errors
    /// from 0: taken as observed, a deviation that is chance hides the chance (in simulation the interval then held a truth of 0 in 79% of draws only).
    /// Rows must be unweighed.
    /// </summary>
    public double Excess()
    {
        double excess = 0;
        for (int bin = 0; bin < Count; bin++)
        {
            double location = Math.Abs(_sums[bin]) / _weight;
            double deviation = Math.Sqrt(Math.Max(0, _squares[bin] - (_sums[bin] * _sums[bin] / _weight))) / _weight;
            if (deviation > 0)
            {
                location = location > 2 * deviation ? location : 0;
                double ratio = location / deviation;
                excess += (deviation * Math.Sqrt(2 / Constants.Pi) * Math.Exp(-ratio * ratio / 2)) - (2 * location * Normal.CDF(0, 1, -ratio));
            }
        }

        return excess;
    }
}
