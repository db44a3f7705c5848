namespace MlPipelines.Evaluation;

/// <summary>
/// The test errors behind a learning curve and how uncertain they are together: repeats are paired over sizes, and the test rows are the same for all
/// sizes, so that the errors of
/// different sizes are wrong in the same direction.
/// </summary>
internal sealed class LearningCurveErrors
{
    private readonly double[][] _ofRepeat;
    private readonly double _repeatScale;
    private readonly double[][]? _rowRoot;

    private LearningCurveErrors(double[][] ofRepeat, double heldOutRatio, double[][]? rowRoot)
    {
        _ofRepeat = ofRepeat;
        _repeatScale = Math.Sqrt(((1.0 / Repeats) + heldOutRatio) / (Repeats - 1));
        _rowRoot = rowRoot;
        Means = [.. ofRepeat.Select(SampleSetScores.Mean)];
        double[] variances = [.. ofRepeat.Select(values => SampleSetScores.Variance(values))];
        double mean = variances.Average();
        Weights = [.. variances.Select(variance => mean == 0 ? 1 : 2 / (variance + mean))];
    }

    /// <summary>The mean error of each size.</summary>
    public double[] Means { get; }

    /// <summary>
    /// One over the variance between repeats, which is taken halfway to its mean over sizes: a handful of repeats does not know its own variance well
    /// enough to be a weight. Equal
    /// where repeats do not differ.
    /// </summary>
    public double[] Weights { get; }

    private int Repeats => _ofRepeat[0].Length;

    /// <param name="sizes">The variants by size.</param>
    /// <param name="repeats">The repeats that all of them finished, at least two.</param>
    public static LearningCurveErrors Of(IReadOnlyList<VariantScores> sizes, IReadOnlyList<int> repeats)
    {
        SignedMeasurement[] terms = [.. sizes.Select(variant => new SignedMeasurement(variant, MeasurementNames.Test, 1))];
        SampleSetScores[] scores = [.. terms.Select(term => StatisticEstimate.ScoresOf([term], RowMetric.Accuracy, repeats))];
        return Of(scores, terms.Max(term => StatisticEstimate.HeldOutRatio([term], repeats)), HaveSameRows(sizes, repeats));
    }

    /// <param name="scores">What is right, by size.</param>
    /// <param name="heldOutRatio">Nadeau and Bengio's rho where the split varies; 0 where it is fixed.</param>
    /// <param name="sameRows">Whether all sizes and repeats are measured on the same rows.</param>
    internal static LearningCurveErrors Of(SampleSetScores[] scores, double heldOutRatio, bool sameRows)
    {
        double[][] errors = [.. scores.Select(score => (double[])[.. score.Means().Select(accuracy => 1 - accuracy)])];
        return new LearningCurveErrors(errors, heldOutRatio, sameRows ? RowRoot(scores, heldOutRatio) : null);
    }

    /// <summary>
    /// Draws errors as another study might have measured them. The repeats' part is a multivariate t with the degrees of freedom of the repeats
    /// (resampling a handful of them with
    /// replacement gives intervals that are far too narrow), the rows' part is normal; where every repeat draws test rows of its own they are in the
    /// repeats' part.
    /// </summary>
    public void Draw(ref Configuration.CounterRandom random, Span<double> errors)
    {
        double[] multipliers = new double[Repeats];
        double squares = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            multipliers[repeat] = random.NextNormal();
            double normal = repeat == 0 ? 0 : random.NextNormal();
            squares += normal * normal;
        }

        double scale = _repeatScale * Math.Sqrt((Repeats - 1) / squares);
        for (int size = 0; size < Means.Length; size++)
        {
            errors[size] = Means[size];
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                errors[size] += scale * multipliers[repeat] * (_ofRepeat[size][repeat] - Means[size]);
            }
        }

        for (int column = 0; _rowRoot is not null && column < Means.Length; column++)
        {
            double normal = random.NextNormal();
            for (int size = column; size < Means.Length; size++)
            {
                errors[size] += _rowRoot[size][column] * normal;
            }
        }
    }

    private static bool HaveSameRows(IReadOnlyList<VariantScores> sizes, IReadOnlyList<int> repeats) => sizes
        .SelectMany(variant => repeats.Select(repeat => variant.Facts(MeasurementNames.Test, repeat).Samples))
        .Distinct().Count() == 1;

    /// <summary>
    /// A root of the covariance of the mean errors over rows. The variance of a size is B less the interaction, which is already in the spread
    /// between repeats, so that both together are
    /// the V of the crossed interval; the correlations are those of the rows' mean errors.
    /// </summary>
    private static double[][] RowRoot(SampleSetScores[] scores, double ratio)
    {
        double[] deviations =
        [
            .. scores.Select(score =>
            {
                RowVariance rows = RowVariance.Of(score);
                double seeds = SampleSetScores.Variance(score.Means()) * ((1.0 / score.Repeats.Length) + ratio);
                return Math.Sqrt(Math.Max(0, rows.B - Math.Min(rows.C, seeds)));
            }),
        ];
        double[][] means = [.. scores.Select(CenteredRowMeans)];
        double[][] covariance = [.. means.Select((row, size) => (double[])[.. means.Select((column, other) =>
            deviations[size] * deviations[other] * (size == other ? 1 : Correlation(row, column)))])];
        return Cholesky.Of(covariance);
    }

    private static double[] CenteredRowMeans(SampleSetScores scores)
    {
        double[] means = new double[scores.Repeats[0].Length];
        foreach (double[] values in scores.Repeats)
        {
            for (int row = 0; row < means.Length; row++)
            {
                means[row] += values[row] / scores.Repeats.Length;
            }
        }

        double mean = SampleSetScores.Mean(means);
        return [.. means.Select(value => value - mean)];
    }

    private static double Correlation(double[] first, double[] second)
    {
        (double products, double ofFirst, double ofSecond) = (0, 0, 0);
        for (int row = 0; row < first.Length; row++)
        {
            products += first[row] * second[row];
            ofFirst += first[row] * first[row];
            ofSecond += second[row] * second[row];
        }

        return ofFirst == 0 || ofSecond == 0 ? 0 : products / Math.Sqrt(ofFirst * ofSecond);
    }
}
