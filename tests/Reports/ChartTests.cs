using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ChartTests
{
    private static readonly StudyReport Study = ReportFixture.Default();

    [Fact]
    public void Waterfall_Steps_LeadFromTrainingToTest()
    {
        var steps = WaterfallChart.Steps(Study.Baseline!.Gap!, 0.991);
        Assert.Equal(0.991, steps[0].From);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(steps, step => Assert.Equal(step.Part.Difference, step.From - step.To, 12));
        Assert.Equal(StudyReport.Metric(Study.Baseline, MeasurementNames.Test)!.Mean, steps[^1].To, 12);
    }

    [Fact]
    public void Waterfall_Parts_AreColouredOnlyWhereTheIntervalLeavesZero()
    {
        var styles = WaterfallChart.Build(Study.Baseline)!.Rows.SelectMany(row => row.Marks).OfType<BarMark>().Select(bar => bar.Style);
        Assert.Equal(["loss", "nothing", "nothing"], styles);
    }

    [Fact]
    public void Waterfall_GainedAccuracy_IsAGain()
    {
        var gap = Study.Baseline!.Gap!;
        var gained = new GapPart("shift", "validation", "test", -0.03, new Interval(-0.04, -0.02));
        var chart = WaterfallChart.Build(Study.Baseline with { Gap = gap with { Parts = [gained] } })!;
        Assert.Equal("gain", chart.Rows[1].Marks.OfType<BarMark>().Single().Style);
        Assert.Equal("+3.0 points", chart.Rows[1].Value);
    }

    [Fact]
    public void Waterfall_Everything_LiesOnTheAxis()
    {
        var chart = WaterfallChart.Build(Study.Baseline)!;
        var values = chart.Rows.SelectMany(row => row.Marks).SelectMany(Values).Concat(chart.Links.Select(link => link.FromValue));
        Assert.All(values, value => Assert.InRange(chart.Axis.Place(value), 0, 1));
    }

    [Fact]
    public void Strip_Links_JoinTheSameRepeat()
    {
        var chart = RepeatStrip.Build(Study, MeasurementNames.Test)!;
        Assert.Equal(10, chart.Links.Count);
        Assert.All(chart.Links, link => Assert.Equal(link.FromOffset, link.ToOffset));
        Assert.Equal(Study.Result.Variants[0].Trials[3].Measurements["test"].Accuracy, chart.Links[3].FromValue);
        Assert.Equal(Study.Result.Variants[1].Trials[3].Measurements["test"].Accuracy, chart.Links[3].ToValue);
    }

    [Fact]
    public void Forest_Comparisons_AreThoseOfTheMetric()
    {
        var chart = ForestChart.Comparisons(Study, "gap.total")!;
        Assert.Equal(["dropout-and-augment", "batch-128"], chart.Rows.Select(row => row.Label));
        Assert.Equal(["−5.7 points", "−0.5 points"], chart.Rows.Select(row => row.Value));
        Assert.Null(ForestChart.Comparisons(Study, "test.unknown"));
    }

    [Fact]
    public void Summarise_RepeatsOfUnequalLength_AverageThoseThatReachedTheEpoch()
    {
        IReadOnlyList<EpochRow> shorter = [Row(1, 0.4), Row(2, double.NaN)];
        IReadOnlyList<EpochRow> longer = [Row(1, 0.8), Row(2, 0.5), Row(3, 0.3)];
        var points = LearningCurves.Summarise([shorter, longer], row => row.HeldOutLoss);
        Assert.Equal([1, 2, 3], points.Select(point => point.Epoch));
        Assert.Equal([0.6, 0.5, 0.3], points.Select(point => Math.Round(point.Mean, 12)));
        Assert.Equal([0.4, 0.5, 0.3], points.Select(point => point.Least));
        Assert.Equal([0.8, 0.5, 0.3], points.Select(point => point.Greatest));
        Assert.Equal([2, 1, 1], points.Select(point => point.Repeats));
    }

    [Fact]
    public void Curves_KeptEpochs_CountFromOne()
    {
        // The fixture keeps the epochs of index 6, 7, 5, 6, 7.
        var kept = LearningCurves.Build(Study)[0].Loss.Kept;
        Assert.Equal(new Dictionary<int, int> { [6] = 1, [7] = 2, [8] = 2 }, kept);
    }

    [Fact]
    public void Curves_ManyEpochs_AreThinnedAndKeepTheLast()
    {
        IReadOnlyList<VariantResult> variants = [Study.Result.Variants[0]];
        var study = new StudyReport(ReportFixture.Result(variants), ReportFixture.Histories(variants, epochs: 1001));
        var points = LearningCurves.Build(study)[0].Loss.Series[0].Points;
        Assert.InRange(points.Count, 150, 201);
        Assert.Equal(1001, points[^1].Epoch);
    }

    [Fact]
    public void Confusion_Largest_AreTheMostFrequentWrongCells()
    {
        var model = new ConfusionModel(["a", "b"], [[90, 10], [25, 75]]);
        Assert.Equal([new Confusion(1, 0, 25, 0.25), new Confusion(0, 1, 10, 0.1)], model.Largest);
    }

    private static IEnumerable<double> Values(RowMark mark) => mark switch
    {
        BarMark bar => [bar.From, bar.To],
        WhiskerMark whisker => [whisker.Lower, whisker.Upper],
        DotMark dot => [dot.Value],
        DiamondMark diamond => [diamond.Value],
        _ => throw new InvalidOperationException(),
    };

    private static EpochRow Row(int epoch, double heldOutLoss) =>
        new(epoch, 1, 0.5, 1, 0.5, "validation", heldOutLoss, 0.5, 0.001, 1, 1);
}
