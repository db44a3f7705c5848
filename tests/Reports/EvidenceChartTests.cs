using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class EvidenceChartTests
{
    private static readonly StudyResult Result = EdgeStudies.All["diagnosed"]().Result;

    private static readonly ShiftAudit Shift = Result.Audit!.Shifts[0];

    [Fact]
    public void Reliability_Bins_StandAtTheirConfidence()
    {
        var chart = ReliabilityChart.Build(Result.Variants[0].Calibration!);
        Assert.Equal(["law", "test"], chart.Series.Select(series => series.Style));
        Assert.Equal([0.57, 0.77, 0.9, 0.985], chart.Series[1].Points.Select(point => point.X));
        Assert.Contains("90.0% sure, 79.0% right", chart.Series[1].Points[2].Note, StringComparison.Ordinal);
        Assert.Contains("1,200 rows of a repeat that are 90.0% sure, 79.0% are right", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void PrecisionRecall_FiveClasses_DrawsTheFourHardestAndListsAll()
    {
        var chart = PrecisionRecallChart.Build(Result.Variants[0].PrecisionRecall)!;
        Assert.Equal(["T-shirt", "pullover", "coat", "shirt"], chart.Series.Select(series => series.Name));
        Assert.Equal(5, chart.Numbers.Rows.Count);
        Assert.Equal(["Class", "Average precision", "Guessing", "at 25%", "at 50%", "at 75%", "at 100%"], chart.Numbers.Headers);
    }

    [Fact]
    public void PrecisionRecall_NoCurve_IsNone() => Assert.Null(PrecisionRecallChart.Build([]));

    [Fact]
    public void Histogram_OfAProperty_HasABinPerRow()
    {
        var model = HistogramModel.Build(Shift, Shift.Properties[0], "a")!;
        Assert.Equal("brightness: validation against test", model.Title);
        Assert.Equal(["0 to 0.2", "10.0%", "2.0%"], model.Numbers.Rows[0]);
        Assert.Equal("0.6 to 0.8: validation 20.0%, test 50.0%", model.Note(3));
        Assert.Equal(("held", "test"), (model.FromStyle, model.ToStyle));
        Assert.Equal((0, 1), (model.X.Place(0), model.X.Place(0.8)));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0, double.PositiveInfinity)]
    public void Histogram_NoWidth_IsNone(double start, double end) =>
        Assert.Null(HistogramModel.Build(Shift, Shift.Properties[0] with { Distributions = new DistributionPair(start, end, [1], [1]) }, "a"));

    [Fact]
    public void Categories_OfAColumn_HaveBothShares()
    {
        Assert.Null(HistogramModel.Build(Shift, Shift.Properties[1], "b"));
        var model = CategoryChart.Build(Shift, Shift.Properties[1], "b")!;
        Assert.Equal(["studio", "phone"], model.Rows.Select(row => row.Label));
        Assert.Equal([0.9, 0.7], model.Rows[0].Marks.OfType<DotMark>().Select(mark => mark.Value));
        Assert.Null(CategoryChart.Build(Shift, Shift.Properties[0], "a"));
    }
}
