using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class RivalsTests
{
    private const double Delta = 0.02;
    private static readonly SyntheticVariant s_baseline = new("baseline", 0.70, 0.70, 0.70);

    private static (SyntheticVariant, ReservedRole, string) Remedy(string cause, double accuracy) =>
        (new SyntheticVariant($"diagnose-{cause}", accuracy, accuracy, accuracy), ReservedRole.Remedy, cause);

    private static string[] Order(DiagnosisEvidence evidence, params string[] causes)
    {
        CauseJudgement[] judgements =
        [
            .. causes.Select(cause => MeasuredEffect.Of(evidence, cause, balanced: false)!.Estimate is var effect
                ? new CauseJudgement { Cause = cause, Estimate = effect, Effect = effect }
                : throw new InvalidOperationException()),
        ];
        return [.. Rivals.Order(evidence, Arbiter.Rank(Arbiter.Decide(judgements, Delta))).Select(cause => cause.Judgement.Cause)];
    }

    [Fact]
    public void Order_MoreSpecificCauseThatRecoversAsMuch_ComesFirst()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(
            s_baseline, rows: 1000, reserved: [Remedy(Causes.LearningRateTooLow, 0.86), Remedy(Causes.BatchSize, 0.855), Remedy(Causes.Underfitting, 0.80)]);

        Assert.Equal(
            [Causes.BatchSize, Causes.LearningRateTooLow, Causes.Underfitting], Order(evidence, Causes.LearningRateTooLow, Causes.BatchSize, Causes.Underfitting));
    }

    [Fact]
    public void Order_MoreSpecificCauseThatRecoversSurelyLess_StaysBehind()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 1000, reserved: [Remedy(Causes.LearningRateTooLow, 0.90), Remedy(Causes.BatchSize, 0.78)]);

        Assert.Equal([Causes.LearningRateTooLow, Causes.BatchSize], Order(evidence, Causes.LearningRateTooLow, Causes.BatchSize));
    }

    /// <summary>By 5 points, more than 0 for sure and more than the smallest effect not for sure.</summary>
    [Fact]
    public void Order_MoreSpecificCauseThatRecoversSurelyLessAndByMoreThanMatters_StaysBehind()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 120, reserved: [Remedy(Causes.LearningRateTooLow, 0.86), Remedy(Causes.BatchSize, 0.81)]);
        RemedyMeasurement[] remedies = [.. evidence.Remedies];
        Interval less = StatisticEstimate.Of(
            [new(remedies[0].Scores, MeasurementNames.Test, 1), new(remedies[1].Scores, MeasurementNames.Test, -1)], RowMetric.Accuracy, remedies[0].Repeats).Interval();
        Assert.InRange(less.Lower, double.Epsilon, Delta);

        Assert.Equal([Causes.LearningRateTooLow, Causes.BatchSize], Order(evidence, Causes.LearningRateTooLow, Causes.BatchSize));
    }

    [Theory]
    [InlineData(0.0001, 10, Causes.LearningRateTooLow)] // a tenth of Adam's usual rate
    [InlineData(0.01, 10, Causes.Undertrained)] // more than the usual rate
    [InlineData(0.0001, 2, Causes.Undertrained)] // two epochs
    public void Order_SlowTraining_WhatIsUnusualIsNamed(double rate, int epochs, string first)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 1000, reserved: [Remedy(Causes.LearningRateTooLow, 0.86), Remedy(Causes.Undertrained, 0.86)]);
        evidence = evidence with { Options = evidence.Options with { Training = new TrainingOptions { Epochs = epochs, Optimizer = new AdamOptions { LearningRate = rate } } } };

        Assert.Equal(first, Order(evidence, Causes.LearningRateTooLow, Causes.Undertrained)[0]);
        Assert.Equal(first, Order(evidence, Causes.Undertrained, Causes.LearningRateTooLow)[0]);
    }

    /// <summary>A network of one unit at five times Adam's usual rate: a higher one makes up for it, and is not what is wrong.</summary>
    [Theory]
    [InlineData(0.005, Causes.Underfitting)]
    [InlineData(0.0005, Causes.LearningRateTooLow)]
    public void Order_HigherRateThatMakesUpForASmallModel_IsNamedWhereTheRateIsLow(double rate, string first)
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 1000, reserved: [Remedy(Causes.LearningRateTooLow, 0.86), Remedy(Causes.Underfitting, 0.86)]);
        evidence = evidence with { Options = evidence.Options with { Training = new TrainingOptions { Optimizer = new AdamOptions { LearningRate = rate } } } };

        Assert.Equal(first, Order(evidence, Causes.LearningRateTooLow, Causes.Underfitting)[0]);
        Assert.Equal(first, Order(evidence, Causes.Underfitting, Causes.LearningRateTooLow)[0]);
    }

    [Fact]
    public void Order_LeaderThatIsOvertaken_SaysByWhat()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 1000, reserved: [Remedy(Causes.Underfitting, 0.86), Remedy(Causes.UnshuffledData, 0.855)]);
        CauseJudgement Judged(string cause) => new() { Cause = cause, Estimate = MeasuredEffect.Of(evidence, cause, false)!.Estimate, Effect = MeasuredEffect.Of(evidence, cause, false)!.Estimate };

        IReadOnlyList<JudgedCause> ordered = Rivals.Order(evidence, Arbiter.Rank(Arbiter.Decide([Judged(Causes.Underfitting), Judged(Causes.UnshuffledData)], Delta)));

        Assert.Equal(Causes.UnshuffledData, ordered[0].Judgement.Cause);
        Assert.Contains(ordered[1].Judgement.Against, sentence => sentence.StartsWith("What is done against unshuffled-data recovers the same points", StringComparison.Ordinal));
    }

    [Fact]
    public void Order_NoRemedyWasRun_LeavesTheOrder()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 1000);
        JudgedCause[] judged =
        [
            .. new[] { Causes.Overfitting, Causes.UnshuffledData }.Select(cause =>
                new JudgedCause(new CauseJudgement { Cause = cause, Estimate = PlantedDiagnosis.Estimate(0.1) }, FindingState.Present, null)),
        ];

        Assert.Equal(judged, Rivals.Order(evidence, judged));
    }

    [Theory]
    [InlineData(0.001, "Absent")]
    [InlineData(0.02, "Undecided")]
    [InlineData(0.10, "Present")]
    public void Nested_OverfittingBesideLabelNoise_IsDecidedByWhatNoiseLeaves(double left, string state)
    {
        JudgedCause[] judged =
        [
            Present(Causes.LabelNoise, 0.10),
            Present(Causes.Overfitting, 0.10 + left),
            Present(Causes.DistributionShift, 0.05),
        ];

        IReadOnlyList<JudgedCause> decided = NestedCauses.Decide(judged, Delta);

        Assert.Equal(["Present", state, "Present"], decided.Select(cause => cause.State.ToString()));

        JudgedCause Present(string cause, double points) => new(
            new CauseJudgement { Cause = cause, Gap = new GapShare("generalisation", PlantedDiagnosis.Estimate(points)) }, FindingState.Present, null);
    }
}
