using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class StudyConclusionTests
{
    private static readonly SyntheticStudy s_study = new();
    private static readonly Lazy<StudyResult> s_result = new(s_study.Conclude);

    [Fact]
    public void Conclude_ThreeVariants_KeepsTheirOrderAndPatches()
    {
        Assert.Equal(["baseline", "dropout", "noAugmentation"], s_result.Value.Variants.Select(variant => variant.Name));
        Assert.Null(s_result.Value.Variants[0].Patch);
        Assert.Equal(0.5, (double)s_result.Value.Variants[1].Patch!["model"]!["dropout"]!);
    }

    [Fact]
    public void Conclude_Gap_PartsAddUpToTheTotalExactly()
    {
        foreach (VariantResult variant in s_result.Value.Variants)
        {
            GapResult gap = variant.Gap!;
            Assert.Equal(["generalisation", "skew", "shift"], gap.Parts.Select(part => part.Name));
            Assert.Equal(gap.Total.Difference, gap.Parts.Sum(part => part.Difference));
            double train = variant.Summary["trainClean"]["accuracy"].Mean;
            double test = variant.Summary["test"]["accuracy"].Mean;
            Assert.Equal(train - test, gap.Total.Difference, 1e-12);
            Assert.InRange(gap.Total.Difference, gap.Total.Interval.Lower, gap.Total.Interval.Upper);
            Assert.Equal(gap.Total.Interval.HalfWidth, gap.Floor.Mean, 1e-15);
            Assert.NotNull(gap.Floor.SingleRun);
        }
    }

    [Fact]
    public void Conclude_SamePreprocessing_HasNoSkewAtAll()
    {
        GapPart skew = s_result.Value.Variants[0].Gap!.Parts[1];

        Assert.Equal(0, skew.Difference);
        Assert.Equal(new Interval(0, 0), skew.Interval);
    }

    [Fact]
    public void Conclude_OtherPreprocessingThatChangesNoRow_LeavesTheSkewUncertain()
    {
        StudyResult result = new SyntheticStudy { TestPath = new TestPathOptions { Resize = ResizeMode.Crop } }.Conclude();

        GapPart skew = result.Variants[0].Gap!.Parts[1];
        Assert.Equal(0, skew.Difference);
        Assert.InRange(skew.Interval.HalfWidth, 1e-3, 0.02);
    }

    [Fact]
    public void Conclude_TrainingMetric_TelescopesToRunningMinusClean()
    {
        VariantResult baseline = s_result.Value.Variants[0];
        GapResult gap = baseline.Gap!;

        Assert.Equal(["trainingMode", "augmentation"], gap.TrainingMetric.Select(part => part.Name));
        Assert.Equal(
            baseline.Summary["running"]["accuracy"].Mean - baseline.Summary["trainClean"]["accuracy"].Mean,
            gap.TrainingMetric.Sum(part => part.Difference),
            1e-12);
        Assert.Equal(["trainingMode"], s_result.Value.Variants[2].Gap!.TrainingMetric.Select(part => part.Name));
        Assert.Equal("trainClean", s_result.Value.Variants[2].Gap!.TrainingMetric[0].To);
        Assert.False(s_result.Value.Variants[2].Summary.ContainsKey("trainAugmented"));
    }

    [Fact]
    public void Conclude_Summary_IsMeanAndDeviationOfTheTrials()
    {
        double[] accuracies = [.. s_result.Value.Variants[0].Trials.Select(trial => trial.Measurements["test"].Accuracy)];
        MetricSummary summary = s_result.Value.Variants[0].Summary["test"]["accuracy"];
        double mean = accuracies.Average();

        Assert.Equal(mean, summary.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(accuracies.Sum(value => (value - mean) * (value - mean)) / 4), summary.StandardDeviation!.Value, 1e-15);
        Assert.Equal(5, summary.Repeats);
        Assert.False(summary.SeedsUnknown);
        Assert.Equal(["accuracy", "balancedAccuracy", "macroF1", "logLoss", "brier", "expectedCalibrationError", "rocAuc", "averagePrecision"], s_result.Value.Variants[0].Summary["test"].Keys);
        Assert.All(s_result.Value.Variants[0].Summary["test"].Values, metric => Assert.InRange(metric.Mean, metric.Interval!.Lower, metric.Interval.Upper));
    }

    [Fact]
    public void Conclude_Classes_AgreeWithTheConfusion()
    {
        VariantResult baseline = s_result.Value.Variants[0];

        Assert.Equal(5 * 500, baseline.Confusion.Sum(row => row.Sum()));
        for (int index = 0; index < 10; index++)
        {
            ClassResult line = baseline.Classes[index];
            Assert.Equal(50, line.Support);
            Assert.Equal(baseline.Confusion[index][index] / 250.0, line.Recall!.Value, 1e-15);
            Assert.Equal(baseline.Confusion[index][index] / (double)baseline.Confusion.Sum(row => row[index]), line.Precision!.Value, 1e-15);
            Assert.Equal(2 * line.Precision.Value * line.Recall.Value / (line.Precision.Value + line.Recall.Value), line.F1!.Value, 1e-12);
            Assert.InRange(line.Recall.Value, line.RecallInterval!.Lower, line.RecallInterval.Upper);
        }
    }

    [Fact]
    public void Conclude_TrialsInAnyOrder_IsTheSame()
    {
        StudyResult shuffled = StudyConclusion.Conclude(
            s_study.Configuration(), s_study.Provenance(), s_study.Dataset(), new StudyEvidence { Trials = [.. s_study.Trials().Reverse()], Rows = s_study.Rows });

        Assert.Equal(s_result.Value.Verdict.Sentence, shuffled.Verdict.Sentence);
        Assert.Equal(s_result.Value.Comparisons, shuffled.Comparisons);
        Assert.Equal(s_result.Value.Variants[1].Gap!.Parts, shuffled.Variants[1].Gap!.Parts);
    }

    [Fact]
    public void Conclude_RowsInAnyOrder_IsTheSame()
    {
        static TrialRows Turned(TrialRows rows) => new(
            [.. rows.Rows.Reverse()], [.. rows.Ids.Reverse()], [.. rows.Labels.Reverse()], [.. rows.Predicted.Reverse()],
            [.. rows.TrueProbabilities.Reverse()], [.. rows.Confidences.Reverse()],
            [.. rows.Probabilities!.Chunk(10).Reverse().SelectMany(ofRow => ofRow)]);
        StudyResult turned = StudyConclusion.Conclude(
            s_study.Configuration(), s_study.Provenance(), s_study.Dataset(), new StudyEvidence
            {
                Trials = s_study.Trials(),
                Rows = (variant, repeat) => s_study.Rows(variant, repeat).ToDictionary(pair => pair.Key, pair => repeat % 2 == 0 ? pair.Value : Turned(pair.Value)),
            });

        Assert.Equal(s_result.Value.Comparisons, turned.Comparisons);
        Assert.Equal(s_result.Value.Variants[0].Summary["test"].AsEnumerable(), turned.Variants[0].Summary["test"].AsEnumerable());
    }

    [Fact]
    public void Conclude_EveryTrial_IsReadOnceAndRepeatZeroOnceMore()
    {
        var reads = new List<(string, int)>();
        StudyConclusion.Conclude(s_study.Configuration(), s_study.Provenance(), s_study.Dataset(), new StudyEvidence
        {
            Trials = s_study.Trials(),
            Rows = (variant, repeat) =>
            {
                reads.Add((variant, repeat));
                return s_study.Rows(variant, repeat);
            },
        });

        // Once more for the rows of repeat 0 whose predictions depend on the treatment.
        Assert.Equal(15, reads.Distinct().Count());
        Assert.All(reads.GroupBy(read => read), read => Assert.InRange(read.Count(), 1, read.Key.Item2 == 0 ? 2 : 1));
    }

    [Fact]
    public void Conclude_RowsThatAreMissingInTheFile_AreAProblem()
    {
        var problem = Assert.Throws<ProblemException>(() => StudyConclusion.Conclude(
            s_study.Configuration(), s_study.Provenance(), s_study.Dataset(), new StudyEvidence { Trials = s_study.Trials(), Rows = (_, _) => new Dictionary<string, TrialRows>() }));

        Assert.Equal(ProblemStage.Data, problem.Stage);
        Assert.Contains("repeat 0", problem.Problems[0].Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Conclude_OneRepeat_IsWilsonAndSeedsUnknown()
    {
        SyntheticStudy study = new() { Repeats = 1 };
        StudyResult result = study.Conclude();
        MetricSummary accuracy = result.Variants[0].Summary["test"]["accuracy"];

        Assert.True(accuracy.SeedsUnknown);
        Assert.Null(accuracy.StandardDeviation);
        Assert.Equal(WilsonInterval.Of(accuracy.Mean * 500, 500), accuracy.Interval);
        Assert.Null(result.Variants[0].Gap!.Floor.SingleRun);
        Assert.All(result.Comparisons, comparison => Assert.Null(comparison.AdjustedP));
    }

    [Fact]
    public void Conclude_IdenticalRepeats_IsWilsonWithSeedsKnown()
    {
        StudyResult result = new SyntheticStudy { Deterministic = true }.Conclude();
        MetricSummary accuracy = result.Variants[0].Summary["test"]["accuracy"];

        Assert.False(accuracy.SeedsUnknown);
        Assert.Equal(0, accuracy.StandardDeviation!.Value, 1e-15);
        Assert.Equal(WilsonInterval.Of(Math.Round(accuracy.Mean * 500), 500), accuracy.Interval);
        Assert.NotNull(result.Variants[0].Gap!.Floor.SingleRun);
    }

    [Fact]
    public void Conclude_KFold_IsNadeauAndBengioOverTheFolds()
    {
        StudyResult result = new SyntheticStudy { KFold = true }.Conclude();
        double[] accuracies = [.. result.Variants[0].Trials.Select(trial => trial.Measurements["test"].Accuracy)];
        double half = 2.7764451051977987 * Math.Sqrt(SampleSetScores.Variance(accuracies) * ((1.0 / 5) + (500.0 / 600)));

        Assert.Equal(half, result.Variants[0].Summary["test"]["accuracy"].Interval!.HalfWidth, 1e-9);
        Assert.Equal(result.Variants[0].Gap!.Total.Difference, result.Variants[0].Gap!.Parts.Sum(part => part.Difference));
        Assert.NotNull(result.Variants[0].Summary["test"]["macroF1"].Interval);
    }

    [Fact]
    public void Conclude_EpochsThatPresentAPart_CompareThoseRows()
    {
        SyntheticStudy study = new() { PresentedShare = 0.5 };
        StudyResult result = study.Conclude();
        GapResult gap = result.Variants[0].Gap!;

        // Naively: per repeat, per class, the mean of running - trainAugmented over the rows that are there; then classes by their training shares.
        double expected = Enumerable.Range(0, 5).Average(repeat =>
        {
            IReadOnlyDictionary<string, TrialRows> rows = study.Rows("baseline", repeat);
            (TrialRows running, TrialRows augmented) = (rows["running"], rows["trainAugmented"]);
            Assert.Equal(running.Rows, augmented.Rows);
            return Enumerable.Range(0, running.Rows.Count).GroupBy(index => running.Labels[index]).Sum(group => 0.1 * group.Average(index =>
                (running.Predicted[index] == running.Labels[index] ? 1.0 : 0) - (augmented.Predicted[index] == augmented.Labels[index] ? 1.0 : 0)));
        });

        Assert.Equal(expected, gap.TrainingMetric[0].Difference, 1e-12);
        Assert.InRange(gap.TrainingMetric[0].Interval.HalfWidth, 0.001, 0.1);
        Assert.Null(result.Variants[0].Summary["running"]["macroF1"].Interval);
        Assert.NotNull(result.Variants[0].Summary["running"]["accuracy"].Interval);
        Assert.Contains(result.Verdict.Caveats, caveat => caveat.Contains("a part of the training samples", StringComparison.Ordinal));
    }
}
