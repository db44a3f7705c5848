using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ProbabilityMetricIntervalTests
{
    private static readonly VariantScores s_case = PlantedScores.Of(RankingCase.Labels, 2, RankingCase.Probabilities);

    // numpy 1.24.2, naively from DeLong's definition: var(V10)/positives + var(V01)/negatives over all pairs, ties at half.
    [Fact]
    public void OfRanking_OneRepeat_HasDeLongsVariance()
    {
        CrossedEstimate area = ProbabilityMetricInterval.OfRanking([s_case.Scores("test", 0)], 2, sameRows: true, 0)!.Value.RocAuc;

        Assert.Equal(0.7916666666666667, area.Mean, 1e-14);
        Assert.Equal(0.017361111111111112, area.Variance, 1e-14);
    }

    // scikit-learn 1.2.1: central differences of average_precision_score by sample_weight, step 1e-6.
    [Fact]
    public void RankingMetrics_Derivatives_AreThoseOfScikitLearnsWeights()
    {
        double[] expected =
        [
            0.0, -0.038387346, -0.012345679, 0.069251543, -0.038387346, -0.003665123, 0.0, 0.069251543, -0.003665123, -0.069637346, 0.027584877, 0.0,
        ];
        (double[] area, double[] precision) = (new double[12], new double[12]);
        RankingMetrics.Of(RankingCase.Labels, RankingCase.Probabilities, 2, area, precision);

        Assert.Equal(expected, precision, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(0, area.Sum(), 1e-14);
        Assert.Equal(0, precision.Sum(), 1e-14);
    }

    [Fact]
    public void OfRanking_IdenticalRepeats_IsThatOfOne()
    {
        MeasurementScores one = s_case.Scores("test", 0);
        CrossedEstimate area = ProbabilityMetricInterval.OfRanking([one, one, one], 2, sameRows: true, 0)!.Value.RocAuc;

        Assert.True(area.RepeatsAreIdentical);
        Assert.Equal(0.017361111111111112, area.Variance, 1e-14);
    }

    [Fact]
    public void OnLogitScale_AnArea_StaysWithinItsEnds()
    {
        CrossedEstimate area = ProbabilityMetricInterval.OfRanking([s_case.Scores("test", 0)], 2, sameRows: true, 0)!.Value.RocAuc;
        Interval interval = ProbabilityMetricInterval.OnLogitScale(area)!;
        double half = Quantiles.StudentT(0.95, area.DegreesOfFreedom) * Math.Sqrt(area.Variance) / (area.Mean * (1 - area.Mean));

        Assert.Equal(Math.Log(area.Mean / (1 - area.Mean)) - half, Math.Log(interval.Lower / (1 - interval.Lower)), 1e-12);
        Assert.Equal(Math.Log(area.Mean / (1 - area.Mean)) + half, Math.Log(interval.Upper / (1 - interval.Upper)), 1e-12);
    }

    [Fact]
    public void Of_NothingRankedWrong_ClaimsNothing()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 2)];
        VariantScores perfect = PlantedScores.Of(labels, 2, PlantedScores.Predicting(2, labels));
        IReadOnlyDictionary<string, Interval?> intervals = ProbabilityMetricInterval.Of(perfect, "test", [0], 2);

        Assert.Null(intervals["rocAuc"]);
        Assert.NotNull(intervals["expectedCalibrationError"]);
    }

    [Fact]
    public void Of_FewRows_HasTheBrierScoreAlone() =>
        Assert.Equal(["brier"], ProbabilityMetricInterval.Of(s_case, "test", [0], 2).Keys);

    [Fact]
    public void Of_TrainingRows_WhichKeepNoProbabilities_IsEmpty() => Assert.Empty(ProbabilityMetricInterval.Of(s_case, "trainClean", [0], 2));

    // scipy 1.10.1: the mean of a folded normal distribution, stats.foldnorm.mean(c, scale=s) with c = location/s, less the location. By hand for one bin: 4 rows at
    // confidence 0.75, 3 right: location 0, s = sqrt(0.75 * 0.25 / 4).
    [Fact]
    public void Excess_OfACalibratedBin_IsTheMeanOfAFoldedNormal()
    {
        var bins = new CalibrationBins();
        foreach (bool isRight in new[] { true, true, true, false })
        {
            bins.Add(0.75, isRight);
        }

        Assert.Equal(0, bins.Error);
        Assert.Equal(Math.Sqrt(2 / Math.PI) * Math.Sqrt(0.75 * 0.25 / 4), bins.Excess(), 1e-14);
    }
}
