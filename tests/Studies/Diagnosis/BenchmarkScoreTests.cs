using MlPipelines.Bench;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class BenchmarkScoreTests
{
    private static readonly CauseTruth There = new(Causes.LabelShift, 0.10, 0.08, 0.12, CauseTruth.Present);
    private static readonly CauseTruth NotThere = new(Causes.LabelShift, 0.001, -0.002, 0.004, CauseTruth.Absent);

    [Fact]
    public void Of_PlantedFoundAndMissed_Counts()
    {
        BenchmarkScore score = BenchmarkScore.Of([
            Case(Causes.LabelShift, [There], [Found(Causes.LabelShift)]),
            Case(Causes.Overfitting, [There], [Found(Causes.Overfitting), Found(Causes.LabelShift)]),
            Case(Causes.CannotTell, [There], [Found(Causes.LabelShift) with { State = "undecided" }])]);

        CauseScore cause = score.ByCause.Single(candidate => candidate.Cause == Causes.LabelShift);
        Assert.Equal((3, 1, 3, 1), (cause.Cases, cause.Top1, cause.Top3, cause.Missed));
        Assert.Equal((3, 1, 0), (score.Planted, score.Top1, score.Healthy));
        Assert.Equal(1, score.ByCause.Single(candidate => candidate.Cause == Causes.Overfitting).False);
    }

    [Fact]
    public void Of_FoundInAHealthyCase_IsAnAlarmUnlessItIsThere()
    {
        CauseTruth natural = new(Causes.Overfitting, 0.05, 0.03, 0.07, CauseTruth.Present);

        BenchmarkScore score = BenchmarkScore.Of([
            Case(Causes.Healthy, [], []),
            Case(Causes.LabelShift, [NotThere], [Found(Causes.LabelShift)]),
            Case(Causes.Overfitting, [], [Found(Causes.Overfitting)]) with { Natural = [natural] }]);

        Assert.Equal((3, 1, 1, 1), (score.Healthy, score.Alarms, score.AlarmSets, score.Confirmed));
        Assert.Equal(1, score.SaidHealthy);
    }

    [Theory]
    [InlineData(0.11, 0.001, true, true)] // the truth's own half-width is 0.02
    [InlineData(0.1202, 0.001, true, false)]
    [InlineData(0.115, 0.02, true, true)]
    [InlineData(0.15, 0.001, false, false)]
    public void PointsComparison_AgainstTheTruth_FollowsTheTolerance(double estimate, double half, bool within, bool covered)
    {
        CaseFinding finding = Found(Causes.LabelShift) with { GapPoints = estimate, GapInterval = new Interval(estimate - half, estimate + half) };

        PointsComparison comparison = PointsComparison.Of(Case(Causes.LabelShift, [There], [finding]), Causes.LabelShift)!;

        Assert.Equal((within, covered), (comparison.IsWithinTolerance, comparison.IsCovered));
    }

    [Fact]
    public void PointsComparison_OfALeak_TurnsTheSign()
    {
        CauseTruth leak = new(Causes.TrainTestLeakage, 0.05, 0.04, 0.06, CauseTruth.Present);
        CaseFinding finding = Found(Causes.TrainTestLeakage) with { EffectPoints = -0.05, EffectInterval = new Interval(-0.07, -0.03) };

        PointsComparison comparison = PointsComparison.Of(Case(Causes.TrainTestLeakage, [leak], [finding]), Causes.TrainTestLeakage)!;

        Assert.Equal(0.05, comparison.Estimate, 1e-12);
        Assert.True(comparison.IsCovered);
    }

    [Fact]
    public void PointsComparison_OfLabelNoise_IsOfWhatItTakesOfTheGap()
    {
        CauseTruth noise = new(Causes.LabelNoise, 0.02, 0.01, 0.03, CauseTruth.Between) { OfGap = new Interval(0.14, 0.16) };
        CaseFinding finding = Found(Causes.LabelNoise) with
        {
            GapPoints = 0.155,
            GapInterval = new Interval(0.15, 0.16),
            EffectPoints = 0.05,
            EffectInterval = new Interval(0.04, 0.06),
        };

        PointsComparison comparison = PointsComparison.Of(Case(Causes.LabelNoise, [noise], [finding]), Causes.LabelNoise)!;

        Assert.Equal(0.15, comparison.Truth, 1e-12);
        Assert.Equal((0.155, true), (comparison.Estimate, comparison.IsCovered));
        Assert.Null(PointsComparison.Of(Case(Causes.LabelNoise, [noise], [finding with { GapPoints = null }]), Causes.LabelNoise));
    }

    private static CaseFinding Found(string cause) => new(cause, "present", null, null, null, null);

    private static CaseOutcome Case(string verdict, IReadOnlyList<CauseTruth> truths, IReadOnlyList<CaseFinding> findings) => new()
    {
        Case = "case",
        DataSet = "data",
        IsScored = true,
        Planted = [.. truths.Select(truth => truth.Cause)],
        Truths = truths,
        Verdict = verdict,
        Findings = findings,
        Natural = [],
        Seconds = 0,
        TruthSeconds = 0,
    };
}
