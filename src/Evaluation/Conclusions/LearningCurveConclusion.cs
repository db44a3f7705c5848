using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>What more training samples would bring: a power law through the test errors, and how far it can be trusted at twice the data.</summary>
internal static class LearningCurveConclusion
{
    private const int FewestSizes = 3;
    private const int Draws = 1000;
    private const int CurvePoints = 33;

    /// <summary>The curve; null with fewer than three sizes, or fewer than two repeats that all sizes finished.</summary>
    /// <param name="points">Training samples and variant, in any order.</param>
    public static LearningCurve? Of(IEnumerable<(double Size, VariantScores Variant)> points)
    {
        (double Size, VariantScores Variant)[] sizes =
        [
            .. points.Where(point => point.Size > 0 && point.Variant.RepeatsWith(MeasurementNames.Test).Count > 0).OrderBy(point => point.Size),
        ];
        if (sizes.Select(point => point.Size).Distinct().Count() < FewestSizes)
        {
            return null;
        }

        int[] repeats =
        [
            .. sizes.Select(point => point.Variant.RepeatsWith(MeasurementNames.Test).AsEnumerable()).Aggregate((common, other) => common.Intersect(other)),
        ];
        return repeats.Length < 2
            ? null
            : Of([.. sizes.Select(point => point.Size)], LearningCurveErrors.Of([.. sizes.Select(point => point.Variant)], repeats));
    }

    /// <summary>
    /// The gain is the law's own difference between the largest size and twice as much: against the measured accuracy it would also hold the luck of
    /// that one measurement.
    /// </summary>
    internal static LearningCurve Of(double[] sizes, LearningCurveErrors errors)
    {
        var fit = new PowerLawFit(sizes, errors.Weights);
        double largest = sizes[^1];
        PowerLaw law = fit.Fit(errors.Means);
        (double accuracy, double gain) = Predict(law, largest);
        (double[] accuracies, double[] gains) = (new double[Draws], new double[Draws]);
        var random = new CounterRandom(0, 0, RandomStream.Sampling, epoch: 2);
        double[] drawn = new double[sizes.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            errors.Draw(ref random, drawn);
            (accuracies[draw], gains[draw]) = Predict(fit.Fit(drawn), largest);
        }

        return new LearningCurve
        {
            Floor = law.Floor,
            Factor = law.Factor,
            Exponent = law.Exponent,
            Largest = largest,
            AccuracyAtTwice = accuracy,
            AccuracyAtTwiceInterval = Percentiles(accuracies, accuracy),
            Gain = gain,
            GainInterval = Percentiles(gains, gain),
            Curve = [.. Enumerable.Range(0, CurvePoints).Select(step => PointOf(law, sizes[0], largest, step))],
        };
    }

    private static (double Accuracy, double Gain) Predict(PowerLaw law, double largest)
    {
        double error = Math.Clamp(law.At(2 * largest), 0, 1);
        return (1 - error, Math.Clamp(law.At(largest), 0, 1) - error);
    }

    /// <summary>From the smallest size to twice the largest, evenly over the logarithm.</summary>
    private static CurvePoint PointOf(PowerLaw law, double smallest, double largest, int step)
    {
        double size = smallest * Math.Pow(2 * largest / smallest, step / (CurvePoints - 1.0));
        return new CurvePoint(size, 1 - Math.Clamp(law.At(size), 0, 1));
    }

    /// <summary>
    /// The middle 95% of the draws; the limits of floor and exponent can push all of them to one side of the estimate, which is then the bound.
    /// </summary>
    private static Interval Percentiles(double[] draws, double estimate)
    {
        Array.Sort(draws);
        double At(double share)
        {
            double position = share * (draws.Length - 1);
            int below = (int)position;
            return draws[below] + ((position - below) * (draws[Math.Min(below + 1, draws.Length - 1)] - draws[below]));
        }

        return new Interval(Math.Min(estimate, At(0.025)), Math.Max(estimate, At(0.975)));
    }
}
