using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class RichChartTests
{
    private static readonly StudyResult Study = RichStudies.Full().Result;

    [Fact]
    public void Sweep_ValuesOverMoreThanTwentyfold_AreLogarithmicAndReachTheExtrapolatedPoint()
    {
        var chart = SweepCharts.Accuracy(Study.Sweeps[0], 0);
        Assert.True(chart.X.Logarithmic);
        var point = chart.Series.Single(series => series.Style == "extrapolated").Points.Single();
        Assert.Equal((20000, 0.913, new Interval(0.901, 0.921)), (point.X, point.Y, point.Interval));
        Assert.All(chart.Series.SelectMany(series => series.Points), each => Assert.InRange(chart.X.Place(each.X), 0, 1));
    }

    [Fact]
    public void Sweep_FewValuesCloseTogether_AreLinear()
    {
        var sweep = Study.Sweeps[0] with { Points = [.. Study.Sweeps[0].Points.Take(3)], LearningCurve = null };
        Assert.False(SweepCharts.Accuracy(sweep, 0).X.Logarithmic);
    }

    [Fact]
    public void Sweep_WordsForValues_BecomeRowsOfWhatWasMeasured()
    {
        Assert.False(SweepCharts.IsNumeric(Study.Sweeps[1]));
        var rows = SweepCharts.Rows(Study.Sweeps[1], 1).Rows;
        Assert.Equal(["adam", "sgd"], rows.Select(row => row.Label));
        Assert.Equal([0.902, 0.881], rows[1].Marks.OfType<DiamondMark>().Select(mark => mark.Value));
    }

    // 0.4 over the root of 650 weights in the last layer.
    [Fact]
    public void Gradients_Norms_AreDrawnPerWeight()
    {
        var charts = GradientCharts.Build(Study.Variants);
        Assert.Equal(0.4 / Math.Sqrt(650), charts[0].Series[0].Points[3].Y, 9);
        Assert.Equal(charts[0].Y, charts[1].Y);
        Assert.Empty(GradientCharts.Build([Study.Variants[0] with { Dynamics = null }]));
    }

    [Fact]
    public void RangeTest_DivergingLoss_IsCutAndMarksBothRates()
    {
        var chart = RangeTestChart.Build(Study.RangeTests[0], 0)!;
        Assert.Equal(["configured 0.001", "suggested 0.0021"], chart.Markers.Select(marker => marker.Label));
        Assert.True(chart.Series[1].Points.Max(point => point.Y) < 6);
        Assert.Null(RangeTestChart.Build(Study.RangeTests[0] with { Points = [] }, 0));
    }

    [Fact]
    public void Search_BestSoFar_StartsWhereTheFirstFinished()
    {
        var search = Study.Searches[0] with { BestSoFar = [null, 0.5, 0.4] };
        var points = SearchChart.Build([search], 0)!.Series[0].Points;
        Assert.Equal([(2.0, 0.5), (3.0, 0.4)], points.Select(point => (point.X, point.Y)));
        Assert.Null(SearchChart.Build([search with { BestSoFar = [null] }], 0));
    }

    [Fact]
    public void Search_Values_ReadByTheirLastNames() => Assert.Equal(
        "learningRate 0.003, batchSize 32, type adam",
        SearchChart.Values(ReportFixture.Patch("""{"training.optimizer.learningRate":0.003,"training.batchSize":32,"training.optimizer.type":"adam"}""")));

    [Fact]
    public void Components_Rows_ShowBothEffectsOfEveryStream()
    {
        var rows = ComponentsChart.Effects(Study.VarianceComponents!).Rows;
        Assert.Equal(2 + (2 * 3), rows.Count);
        Assert.Equal(["0.12 points", "0.24 points"], rows.Skip(2).Take(2).Select(row => row.Value));
    }

    [Fact]
    public void Ensemble_ManyVariants_LeaveWhiskersToTheTable()
    {
        var ensembles = RichStudies.Full(12).Result.Variants.Select(variant => (variant.Name, variant.Ensemble!)).ToList();
        Assert.All(EnsembleChart.Build(ensembles).Series.SelectMany(series => series.Points), point => Assert.Null(point.Interval));
        Assert.Contains(EnsembleChart.Build([ensembles[0]]).Series[0].Points, point => point.Interval is not null);
    }

    [Fact]
    public void Metrics_Table_HasWhatAnyVariantHas()
    {
        var table = VariantTables.Metrics(RichStudies.Full())!;
        Assert.Equal(["Variant", "Accuracy", "Balanced accuracy", "Macro F1", "ROC AUC", "Average precision", "Log loss", "Brier score", "Calibration error"], table.Headers);
        Assert.Equal("0.991 (0.990 to 0.992)", table.Rows[0][4]);
        Assert.Equal("0.134", table.Rows[0][7]);
    }

    [Fact]
    public void IsImbalanced_OneClassHalfAsLargeAgain_IsTrue()
    {
        var study = RichStudies.Full();
        Assert.False(VariantTables.IsImbalanced(study));
        var baseline = study.Baseline!;
        var uneven = baseline with { Classes = [baseline.Classes[0] with { Support = 1500 }, baseline.Classes[1] with { Support = 1000 }] };
        Assert.True(VariantTables.IsImbalanced(study with { Result = study.Result with { Variants = [uneven] } }));
    }
}
