using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class RowBootstrapTests
{
    private static readonly int[] s_labels = [.. Enumerable.Range(0, 200).Select(row => row % 4)];

    private static readonly int[] s_predicted =
        [.. Enumerable.Range(0, 200).Select(row => row * 7919 % 100 >= 14 + (6 * (row % 4)) ? row % 4 : (row + 1) % 4)];

    // scipy 1.10.1, stats.bootstrap(paired, method="BCa", random_state=1): balanced accuracy 20,000 resamples (0.7085, 0.8240), macro F1 of scikit-learn 1.2.1,
    // 5,000 resamples (0.7084, 0.8249). The tolerance is a tenth of a standard error (0.030).
    [Fact]
    public void OfRowsAlone_OneRepeat_AgreesWithScipysBca()
    {
        var patterns = PredictionPatterns.Of(s_labels, [s_predicted], 4);

        Interval balanced = RowBootstrap.OfRowsAlone(patterns, CountMetric.BalancedAccuracy, 0.95, 20_000)!;
        Interval macroF1 = RowBootstrap.OfRowsAlone(patterns, CountMetric.MacroF1, 0.95, 20_000)!;

        Assert.Equal(0.7085112144361011, balanced.Lower, 0.003);
        Assert.Equal(0.8240301084946774, balanced.Upper, 0.003);
        Assert.Equal(0.7083838690939577, macroF1.Lower, 0.003);
        Assert.Equal(0.8248549119085449, macroF1.Upper, 0.003);
    }

    [Fact]
    public void Of_AnyOrderOfRows_IsTheSame()
    {
        int[] reversedLabels = [.. s_labels.Reverse()];
        int[] reversedPredicted = [.. s_predicted.Reverse()];

        Assert.Equal(
            RowBootstrap.Of(PredictionPatterns.Of(s_labels, [s_predicted], 4), [CountMetric.MacroF1]),
            RowBootstrap.Of(PredictionPatterns.Of(reversedLabels, [reversedPredicted], 4), [CountMetric.MacroF1]));
    }

    [Fact]
    public void Of_IdenticalRepeats_IsThatOfOne()
    {
        Interval one = RowBootstrap.Of(PredictionPatterns.Of(s_labels, [s_predicted], 4), [CountMetric.BalancedAccuracy])[0]!;
        Interval five = RowBootstrap.Of(
            PredictionPatterns.Of(s_labels, [s_predicted, s_predicted, s_predicted, s_predicted, s_predicted], 4), [CountMetric.BalancedAccuracy])[0]!;

        Assert.Equal(one.Lower, five.Lower, 1e-9);
        Assert.Equal(one.Upper, five.Upper, 1e-9);
    }

    [Fact]
    public void Of_NothingWrong_HasNoInterval() =>
        Assert.Null(RowBootstrap.Of(PredictionPatterns.Of(s_labels, [s_labels], 4), [CountMetric.BalancedAccuracy])[0]);

    // With classes of equal size balanced accuracy is accuracy on a stratified sample, so the crossed interval of the mean is an independent source;
    // the bootstrap draws class sizes too, which adds nothing to first order.
    [Fact]
    public void Of_EqualClassesAndFiveRepeats_IsNearTheCrossedInterval()
    {
        var random = new CounterRandom(9, 0, RandomStream.Sampling);
        int[] labels = [.. Enumerable.Range(0, 2000).Select(row => row % 5)];
        double[] difficulty = new double[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            difficulty[row] = random.NextNormal();
        }

        var predicted = new List<int[]>();
        var right = new List<double[]>();
        for (int repeat = 0; repeat < 5; repeat++)
        {
            double luck = 0.2 * random.NextNormal();
            int[] ofRepeat = new int[labels.Length];
            for (int row = 0; row < labels.Length; row++)
            {
                bool isRight = difficulty[row] + luck + (0.5 * random.NextNormal()) < 1;
                ofRepeat[row] = isRight ? labels[row] : (labels[row] + 1) % 5;
            }

            predicted.Add(ofRepeat);
            right.Add([.. ofRepeat.Select((value, row) => value == labels[row] ? 1.0 : 0.0)]);
        }

        Interval crossed = CrossedEstimate.Of([SampleSetScores.Crossed([.. right])]).Interval();
        Interval bootstrap = RowBootstrap.Of(PredictionPatterns.Of(labels, predicted, 5), [CountMetric.BalancedAccuracy])[0]!;

        Assert.Equal(crossed.Lower, bootstrap.Lower, 0.1 * crossed.HalfWidth);
        Assert.Equal(crossed.Upper, bootstrap.Upper, 0.1 * crossed.HalfWidth);
    }
}
