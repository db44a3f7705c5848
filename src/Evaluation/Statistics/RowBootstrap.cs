using MathNet.Numerics.Distributions;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The BCa bootstrap over rows (Efron 1987) for metrics that are not means of rows, and its combination with the variance between repeats. A
/// replicate draws how often each pattern of predictions occurs, and the rare ones row by row, instead of all rows.
/// </summary>
internal sealed class RowBootstrap
{
    private const int Replicates = 1000;

    /// <summary>From here on a pattern's count is drawn at once.</summary>
    private const int FrequentPattern = 16;

    private readonly PredictionPatterns _patterns;
    private readonly int[] _rareRows;
    private readonly int _frequent;
    private readonly ReplicateCounts _counts;

    private RowBootstrap(PredictionPatterns patterns)
    {
        _patterns = patterns;
        _frequent = patterns.Counts.TakeWhile(count => count >= FrequentPattern).Count();
        _rareRows = [.. Enumerable.Range(_frequent, patterns.Counts.Count - _frequent).SelectMany(pattern => Enumerable.Repeat(pattern, patterns.Counts[pattern]))];
        _counts = new ReplicateCounts(patterns);
    }

    /// <summary>
    /// 95% interval of the mean over repeats of each metric, from the same replicates; null when no replicate differs from another (nothing is wrong, or
    /// all is).
    /// </summary>
    public static Interval?[] Of(PredictionPatterns patterns, IReadOnlyList<CountMetric> metrics)
    {
        var bootstrap = new RowBootstrap(patterns);
        double[][][] replicates = bootstrap.Draw(metrics, Replicates);
        return [.. metrics.Select((metric, index) => bootstrap.Combined(metric, replicates[index]))];
    }

    /// <summary>The BCa interval over rows alone, of the mean over repeats.</summary>
    internal static Interval? OfRowsAlone(PredictionPatterns patterns, CountMetric metric, double level, int replicates)
    {
        var bootstrap = new RowBootstrap(patterns);
        return bootstrap.Bca(metric, MeansOver(bootstrap.Draw([metric], replicates)[0]), level);
    }

    /// <param name="metric">The metric.</param>
    /// <param name="ofRepeat">[repeat][replicate].</param>
    private Interval? Combined(CountMetric metric, double[][] ofRepeat)
    {
        double[] means = MeansOver(ofRepeat);
        if (Bca(metric, means, 0.95) is not { } rows)
        {
            return null;
        }

        double[] values = Values(metric);
        double mean = values.Average();
        double withinRepeats = ofRepeat.Average(replicates => SampleSetScores.Variance(replicates));

        // A, B and C of the crossed interval, with bootstrap variances in the place of means of squares: a repeat's own variance is
        // (s2I + s2RI)/n, that of their mean s2I/n + s2RI/(R n).
        int repeats = values.Length;
        double a = SampleSetScores.Variance(values) / repeats;
        double b = SampleSetScores.Variance(means);
        double c = repeats < 2 ? 0 : Math.Max(0, (withinRepeats - b) / (repeats - 1));
        double variance = Math.Max(a + b - c, Math.Max(a, b));
        double denominator = (repeats < 2 ? 0 : a * a / (repeats - 1)) + (b * b / (_patterns.Rows - 1));
        double t = Quantiles.StudentT(0.95, variance * variance / denominator);
        double z = Quantiles.Normal(0.95);
        double Half(double rowHalf) => t * Math.Sqrt((rowHalf * rowHalf / (z * z)) + variance - b);
        return new Interval(Math.Max(0, mean - Half(Math.Max(0, mean - rows.Lower))), Math.Min(1, mean + Half(Math.Max(0, rows.Upper - mean))));
    }

    private double[] Values(CountMetric metric)
    {
        AddAll();
        return [.. Enumerable.Range(0, _patterns.Repeats).Select(repeat => _counts.Of(metric, repeat))];
    }

    private void AddAll()
    {
        _counts.Clear();
        for (int pattern = 0; pattern < _patterns.Counts.Count; pattern++)
        {
            _counts.Add(pattern, _patterns.Counts[pattern]);
        }
    }

    /// <summary>[metric][repeat][replicate].</summary>
    private double[][][] Draw(IReadOnlyList<CountMetric> metrics, int replicates)
    {
        var random = new CounterRandom(0, 0, RandomStream.Sampling, epoch: 1);
        double[][][] values =
            [.. metrics.Select(_ => Enumerable.Range(0, _patterns.Repeats).Select(_ => new double[replicates]).ToArray())];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            DrawOne(ref random);
            for (int metric = 0; metric < values.Length; metric++)
            {
                for (int repeat = 0; repeat < _patterns.Repeats; repeat++)
                {
                    values[metric][repeat][replicate] = _counts.Of(metrics[metric], repeat);
                }
            }
        }

        return values;
    }

    private static double[] MeansOver(double[][] ofRepeat)
    {
        double[] means = new double[ofRepeat[0].Length];
        for (int replicate = 0; replicate < means.Length; replicate++)
        {
            foreach (double[] replicates in ofRepeat)
            {
                means[replicate] += replicates[replicate];
            }

            means[replicate] /= ofRepeat.Length;
        }

        return means;
    }

    private void DrawOne(ref CounterRandom random)
    {
        _counts.Clear();
        (int draws, int rows) = (_patterns.Rows, _patterns.Rows);
        for (int pattern = 0; pattern < _frequent; pattern++)
        {
            int drawn = BinomialDraw.Next(ref random, draws, _patterns.Counts[pattern] / (double)rows);
            _counts.Add(pattern, drawn);
            draws -= drawn;
            rows -= _patterns.Counts[pattern];
        }

        for (int draw = 0; draw < draws; draw++)
        {
            _counts.Add(_rareRows[random.NextInt(_rareRows.Length)], 1);
        }
    }

    private Interval? Bca(CountMetric metric, double[] means, double level)
    {
        double[] sorted = [.. means.Order()];
        if (sorted[0] == sorted[^1])
        {
            return null;
        }

        double[] values = Values(metric);
        double observed = values.Sum() / values.Length;
        // Ties count half; the outermost shares stay off 0 and 1, where the normal quantile is infinite.
        double below = means.Sum(mean => mean < observed ? 1 : mean == observed ? 0.5 : 0);
        double bias = Normal.InvCDF(0, 1, Math.Clamp(below / means.Length, 0.5 / means.Length, 1 - (0.5 / means.Length)));
        double acceleration = Acceleration(metric);
        double Bound(double tail)
        {
            double z = bias + Normal.InvCDF(0, 1, tail);
            return Percentile(sorted, Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z)))));
        }

        return new Interval(Bound((1 - level) / 2), Bound((1 + level) / 2), level);
    }

    /// <summary>From the jackknife: the metric without each row, once per pattern.</summary>
    private double Acceleration(CountMetric metric)
    {
        AddAll();
        double[] without = new double[_patterns.Counts.Count];
        for (int pattern = 0; pattern < without.Length; pattern++)
        {
            _counts.Add(pattern, -1);
            without[pattern] = Enumerable.Range(0, _patterns.Repeats).Average(repeat => _counts.Of(metric, repeat));
            _counts.Add(pattern, 1);
        }

        double mean = without.Select((value, pattern) => value * _patterns.Counts[pattern]).Sum() / _patterns.Rows;
        (double squares, double cubes) = (0, 0);
        for (int pattern = 0; pattern < without.Length; pattern++)
        {
            double deviation = mean - without[pattern];
            squares += _patterns.Counts[pattern] * deviation * deviation;
            cubes += _patterns.Counts[pattern] * deviation * deviation * deviation;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>Linear between neighbouring order statistics.</summary>
    private static double Percentile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = Math.Clamp((int)position, 0, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
