using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class CalibrationConclusionTests
{
    [Fact]
    public void Of_TwoRepeats_CountsRightAndSureByBin()
    {
        // Bins of 1/15: 0.9 lies in the 14th (0.8667 to 0.9333), 0.6 closes the 9th (0.5333 to 0.6).
        VariantScores variant = PlantedScores.Of([0, 0, 1, 1], 2, [0.9f, 0.1f, 0.1f, 0.9f, 0.1f, 0.9f, 0.4f, 0.6f], [0.9f, 0.1f, 0.9f, 0.1f, 0.1f, 0.9f, 0.4f, 0.6f]);
        CalibrationResult result = CalibrationConclusion.Of(variant)!;

        Assert.Equal(2, result.Bins.Count);
        ReliabilityBin sure = result.Bins[^1];
        Assert.Equal(3, sure.Rows);
        Assert.Equal(0.9, sure.Confidence, 1e-6);
        Assert.Equal(5.0 / 6, sure.Accuracy, 1e-12);
        Assert.Equal((13 / 15.0, 14 / 15.0), (sure.From, sure.To));
        Assert.Equal(WilsonInterval.Of(2.5, 3), sure.Interval);
    }

    [Fact]
    public void Of_AnyVariant_AddsUpToTheCalibrationError()
    {
        VariantScores variant = PlantedScores.Of(RankingCase.Labels, 2, RankingCase.Probabilities);
        CalibrationResult result = CalibrationConclusion.Of(variant)!;

        double rows = result.Bins.Sum(bin => bin.Rows);
        Assert.Equal(RankingCase.Labels.Length, rows);
        Assert.Equal(
            ClassificationMetrics.Measure(RankingCase.Labels, RankingCase.Probabilities, 2).ExpectedCalibrationError!.Value,
            result.Bins.Sum(bin => bin.Rows * Math.Abs(bin.Confidence - bin.Accuracy)) / rows,
            1e-6);
    }
}
