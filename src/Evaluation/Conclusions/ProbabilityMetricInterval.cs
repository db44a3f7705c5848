namespace MlPipelines.Evaluation;

/// <summary>
/// Intervals of the metrics that need the probabilities of all classes: Brier score, expected calibration error, ROC AUC and average precision. All by
/// the crossed rule, over rows' values where the metric is a mean and over their influence on it where it is not: a study may have millions of
/// probabilities, which rules out drawing them a thousand times. How often the intervals hold the truth is measured in bench (<c>coverage</c>).
/// </summary>
internal static class ProbabilityMetricInterval
{
    public const string Brier = "brier";
    public const string CalibrationError = "expectedCalibrationError";
    public const string RocAuc = "rocAuc";
    public const string AveragePrecision = "averagePrecision";

    /// <summary>Fewer rows have no interval of a metric that is not a mean of rows.</summary>
    private const int FewestRows = 50;

    /// <summary>Metric → interval; a metric without a rule is absent: probabilities that were not kept, a class that is missing.</summary>
    public static IReadOnlyDictionary<string, Interval?> Of(VariantScores variant, string measurement, IReadOnlyList<int> repeats, int classes)
    {
        var intervals = new Dictionary<string, Interval?>();
        MeasurementScores[] scores = [.. repeats.Select(repeat => variant.Scores(measurement, repeat))];
        bool same = variant.HoldsSameSamples(measurement, repeats);
        if (scores.Any(score => score.Probabilities is null) || (!same && !variant.SplitVaries))
        {
            return intervals;
        }

        SignedMeasurement[] terms = [new SignedMeasurement(variant, measurement, 1)];
        Interval brier = StatisticEstimate.Of(terms, RowMetric.Brier, repeats).Interval();
        intervals[Brier] = new Interval(Math.Max(0, brier.Lower), Math.Min(2, brier.Upper));
        if (scores.All(score => score.Count >= FewestRows))
        {
            double ratio = same ? 0 : StatisticEstimate.HeldOutRatio(terms, repeats);
            intervals[CalibrationError] = OfCalibration(scores, same, ratio);
            AddRanking(intervals, scores, classes, same, ratio);
        }

        return intervals;
    }

    /// <summary>
    /// With the side of each bin as observed, the error is a mean over rows of ±(right - confidence). Chance makes it too great, by what <see cref="CalibrationBins.Excess"/>
    /// says, and so the lower bound lies that much lower.
    /// </summary>
    internal static Interval OfCalibration(IReadOnlyList<MeasurementScores> scores, bool sameRows, double heldOutRatio)
    {
        double[][] values = new double[scores.Count][];
        double excess = 0;
        for (int repeat = 0; repeat < values.Length; repeat++)
        {
            MeasurementScores ofRepeat = scores[repeat];
            var bins = new CalibrationBins();
            for (int position = 0; position < ofRepeat.Count; position++)
            {
                bins.Add(Confidence(ofRepeat, position), IsRight(ofRepeat, position));
            }

            values[repeat] = new double[ofRepeat.Count];
            for (int position = 0; position < ofRepeat.Count; position++)
            {
                double confidence = Confidence(ofRepeat, position);
                values[repeat][position] = bins.Side(CalibrationBins.Bin(confidence)) * ((IsRight(ofRepeat, position) ? 1 : 0) - confidence);
            }

            excess += bins.Excess() / values.Length;
        }

        Interval interval = CrossedEstimate.Of([sameRows ? SampleSetScores.Crossed(values) : SampleSetScores.Redrawn(values)], heldOutRatio).Interval();
        return new Interval(Math.Max(0, interval.Lower - excess), Math.Min(1, interval.Upper));
    }

    /// <summary>
    /// Both metrics are means over the rows of each class of a row's influence, to first order: for the area that is DeLong's variance, per class a
    /// sample set as in balanced accuracy.
    /// </summary>
    internal static (CrossedEstimate RocAuc, CrossedEstimate AveragePrecision)? OfRanking(
        IReadOnlyList<MeasurementScores> scores, int classes, bool sameRows, double heldOutRatio)
    {
        double[][] area = [.. scores.Select(score => new double[score.Count])];
        double[][] precision = [.. scores.Select(score => new double[score.Count])];
        var metrics = new RankingMetrics[scores.Count];
        for (int repeat = 0; repeat < metrics.Length; repeat++)
        {
            if (RankingMetrics.Of(scores[repeat].Labels, scores[repeat].Probabilities, classes, area[repeat], precision[repeat]) is not { } found)
            {
                return null;
            }

            metrics[repeat] = found;
        }

        return (
            OfInfluence(area, [.. metrics.Select(metric => metric.RocAuc)], scores[0].Labels, sameRows, heldOutRatio),
            OfInfluence(precision, [.. metrics.Select(metric => metric.AveragePrecision)], scores[0].Labels, sameRows, heldOutRatio));
    }

    /// <summary>
    /// On the scale of log(x / (1 - x)), which keeps the interval within 0 and 1 and lets it be longer on the side away from the end, as the metric's
    /// distribution is (Pepe 2003 for the area). Null where nothing is ranked wrong (or all is), because nothing then says how uncertain that is.
    /// </summary>
    internal static Interval? OnLogitScale(CrossedEstimate estimate, double level = 0.95)
    {
        double slope = estimate.Mean * (1 - estimate.Mean);
        if (slope <= 0 || estimate.Variance <= 0)
        {
            return null;
        }

        double half = Quantiles.StudentT(level, estimate.DegreesOfFreedom) * Math.Sqrt(estimate.Variance) / slope;
        double odds = estimate.Mean / (1 - estimate.Mean);
        double lower = odds * Math.Exp(-half);
        double upper = odds * Math.Exp(half);
        return new Interval(lower / (1 + lower), double.IsPositiveInfinity(upper) ? 1 : upper / (1 + upper), level);
    }

    private static void AddRanking(
        Dictionary<string, Interval?> intervals, MeasurementScores[] scores, int classes, bool sameRows, double heldOutRatio)
    {
        if (OfRanking(scores, classes, sameRows, heldOutRatio) is { } ranking)
        {
            intervals[RocAuc] = OnLogitScale(ranking.RocAuc);
            intervals[AveragePrecision] = OnLogitScale(ranking.AveragePrecision);
        }
    }

    /// <param name="derivatives">[repeat][row]: the derivative by the row's weight.</param>
    /// <param name="metric">[repeat].</param>
    /// <param name="labels">(rows), where all repeats hold the same.</param>
    /// <param name="sameRows">Whether they do.</param>
    /// <param name="heldOutRatio">Nadeau and Bengio's ratio where they do not.</param>
    private static CrossedEstimate OfInfluence(double[][] derivatives, double[] metric, int[] labels, bool sameRows, double heldOutRatio)
    {
        if (!sameRows)
        {
            return CrossedEstimate.Of([SampleSetScores.Redrawn([.. metric.Select(value => new[] { value })])], heldOutRatio);
        }

        int[][] classes = ClassSampleSets.Positions(labels);
        return CrossedEstimate.Of(
            [
                .. classes.Select(positions => SampleSetScores.Crossed(
                    [.. derivatives.Select((ofRepeat, repeat) => Array.ConvertAll(
                        positions, position => (metric[repeat] / classes.Length) + (positions.Length * ofRepeat[position])))])),
            ]);
    }

    private static double Confidence(MeasurementScores scores, int position) => scores.ProbabilitiesOf(position)[scores.Predicted[position]];

    private static bool IsRight(MeasurementScores scores, int position) => scores.Predicted[position] == scores.Labels[position];
}
