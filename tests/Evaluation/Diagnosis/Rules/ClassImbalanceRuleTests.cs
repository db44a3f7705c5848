using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class ClassImbalanceRuleTests
{
    /// <summary>150 to 100 is 1.5 times as many, the least that is uneven.</summary>
    [Theory]
    [InlineData(149, false)]
    [InlineData(150, true)]
    public void Judge_Shares_AreUnevenFromOneAndAHalfOn(int largest, bool symptom) =>
        Assert.Equal(symptom, new ClassImbalanceRule().Judge(Evidence([largest, 100], 0.95, 0.5)).Decided is null);

    [Fact]
    public void Judge_RareClassesNotLower_IsAbsent()
    {
        Assert.Equal(FindingState.Absent, new ClassImbalanceRule().Judge(Evidence([300, 100], 0.9, 0.9)).Decided);
        Assert.Equal(FindingState.Absent, new ClassImbalanceRule().Judge(Evidence([300, 100], 0.8, 0.9)).Decided);
    }

    /// <summary>One point of 4,000 and 4,000 rows: 0.99 - 0.98, surely below 2 points.</summary>
    [Fact]
    public void Judge_RareClassesLowerBySurelyLess_IsAbsent() =>
        Assert.Equal(FindingState.Absent, new ClassImbalanceRule().Judge(Evidence([300, 100], 0.99, 0.985, rows: 4000)).Decided);

    [Fact]
    public void Judge_RareClassesLower_IsUndecidedWithTheirRecall()
    {
        CauseJudgement judgement = new ClassImbalanceRule().Judge(Evidence([300, 100], 0.95, 0.5));

        Assert.Null(judgement.Decided);
        Assert.Null(judgement.Estimate);
        Assert.Equal("balancedAccuracy", judgement.Metric);
        Assert.StartsWith("The largest class has 300 training samples, the smallest 100: 3 times as many.", judgement.Evidence[0], StringComparison.Ordinal);
        Assert.StartsWith("Test recall is 95.0% for frequent classes and 50.0% for rare ones: 45.0 points lower", judgement.Evidence[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_Remedies_AreJudgedByBalancedAccuracy()
    {
        DiagnosisEvidence evidence = Evidence([300, 100], 0.95, 0.5)
            .WithRemedy(Causes.ClassImbalance, "class weights", 0.1, 0.1).WithRemedy(Causes.ClassImbalance, "over-sampling", 0.05, 0.2);

        CauseJudgement judgement = new ClassImbalanceRule().Judge(evidence);

        Assert.Equal(0.1, judgement.Estimate!.Mean, 12);
        Assert.Contains("changes test balanced accuracy by +10.0 points", judgement.Evidence[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NoTestRowsOfRareClasses_IsNotExamined() =>
        Assert.Equal(FindingState.NotExamined, new ClassImbalanceRule().Judge(Evidence([300, 100, 100], 0.95, 0.5) with
        {
            Baseline = PlantedScores.Of([0, 0], 3, PlantedScores.Predicting(3, 0, 0)),
        }).Decided);

    /// <summary>Two proportions of 400 and 400 rows: sqrt(0.95 x 0.05/400 + 0.5 x 0.5/400) = 0.0273; the interval is 1.96 of it to either side (t of many degrees).</summary>
    [Fact]
    public void RecallDifference_OneRepeat_HasTheIntervalOfTwoProportions()
    {
        RecallDifference difference = RecallDifference.Of(Evidence([300, 100], 0.95, 0.5).Baseline, [0], [1])!;

        Assert.Equal(0.45, difference.Estimate.Mean, 12);
        Assert.Equal(0.0273, Math.Sqrt(difference.Estimate.Variance), 0.0005);
    }

    /// <summary>A class has the same number of test rows whatever its training share.</summary>
    private static DiagnosisEvidence Evidence(int[] counts, double frequent, double rare, int rows = 400)
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of();
        int classes = counts.Length;
        int[] labels = [.. Enumerable.Range(0, classes * rows).Select(row => row / rows)];
        int[] predicted = [.. labels.Select((label, row) => row % rows < (label == 0 ? frequent : rare) * rows ? label : (label + 1) % classes)];
        return evidence with
        {
            Dataset = evidence.Dataset with { Counts = new Dictionary<string, IReadOnlyList<int>> { ["train"] = counts } },
            Baseline = PlantedScores.Of(labels, classes, PlantedScores.Predicting(classes, predicted)),
        };
    }
}
