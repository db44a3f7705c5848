using CsCheck;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Tests.Studies;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ArbiterTests
{
    private const double Delta = 0.02;

    private static CauseJudgement Judged(string cause, double mean, double deviation = 0.002, double? effect = null, string? part = null) => new()
    {
        Cause = cause,
        Estimate = PlantedDiagnosis.Estimate(mean, deviation),
        Effect = effect is { } known ? PlantedDiagnosis.Estimate(known) : null,
        Gap = part is null ? null : new GapShare(part, PlantedDiagnosis.Estimate(mean, deviation)),
    };

    private static string[] Ranked(params CauseJudgement[] judgements) => [.. Arbiter.Rank(Arbiter.Decide(judgements, Delta)).Select(cause => cause.Judgement.Cause)];

    [Theory]
    [InlineData(0.03, 0.002, "Present")]
    [InlineData(0.01, 0.002, "Absent")]
    [InlineData(0.021, 0.002, "Undecided")]
    [InlineData(0.03, 0.02, "Undecided")]
    [InlineData(0.021, 0, "Present")] // a count
    [InlineData(0.02, 0, "Undecided")] // neither above nor below
    public void Decide_Estimate_IsComparedWithTheSmallestEffect(double mean, double deviation, string state) =>
        Assert.Equal(state, Arbiter.Decide([Judged(Causes.Overfitting, mean, deviation)], Delta)[0].State.ToString());

    [Fact]
    public void Decide_ManyCauses_AreCorrectedByHolm()
    {
        // t = 2.3 at 20 degrees of freedom: p = 0.016 alone, 0.16 among ten (scipy 1.10.1: stats.t.sf(2.3, 20) = 0.01617).
        CauseJudgement near = Judged(Causes.Overfitting, Delta + (2.3 * 0.002));
        CauseJudgement[] others = [.. Causes.All.Take(9).Select(cause => Judged(cause, Delta + 0.002))];

        Assert.Equal(FindingState.Present, Arbiter.Decide([near], Delta)[0].State);
        Assert.Equal(1 - 0.01617, Arbiter.Decide([near], Delta)[0].Confidence!.Value, 4);
        Assert.Equal(FindingState.Undecided, Arbiter.Decide([near, .. others], Delta)[0].State);
    }

    /// <summary>Copies that are counted are there whatever else is asked: t = 2.3 is enough among ten causes, at the limit of 0 that they have. At half of the level, too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Decide_CauseThatIsThereAsAFact_IsNoPartOfTheCorrection(int looks)
    {
        CauseJudgement copies = Judged(Causes.TrainTestLeakage, 2.3 * 0.01, deviation: 0.01) with { Limit = 0 };
        CauseJudgement near = Judged(Causes.Overfitting, Delta + (2.3 * 0.002));
        CauseJudgement[] others = [.. Causes.All.Where(cause => cause is not (Causes.TrainTestLeakage or Causes.Overfitting)).Take(9).Select(cause => Judged(cause, Delta + 0.002))];

        Assert.Equal(FindingState.Present, Arbiter.Decide([copies, .. others], Delta, looks)[0].State);
        Assert.Equal(FindingState.Present, Arbiter.Decide([near, copies], Delta, looks)[0].State);
    }

    [Fact]
    public void Decide_SecondLook_TakesHalfOfTheLevel()
    {
        // One-sided p of t at 20 degrees of freedom: 0.041 at 1.83, 0.0207 at 2.18 (scipy 1.10.1).
        Assert.Equal(FindingState.Present, Arbiter.Decide([Judged(Causes.Overfitting, Delta + (1.83 * 0.002))], Delta)[0].State);
        Assert.Equal(FindingState.Undecided, Arbiter.Decide([Judged(Causes.Overfitting, Delta + (1.83 * 0.002))], Delta, looks: 2)[0].State);
        Assert.Equal(FindingState.Present, Arbiter.Decide([Judged(Causes.Overfitting, Delta + (2.18 * 0.002))], Delta, looks: 2)[0].State);
    }

    /// <summary>scipy 1.10.1: stats.norm.ppf(1 - 0.025 / m) is 1.960, 2.498 and 2.807 for m of 1, 4 and 10.</summary>
    [Theory]
    [InlineData(1, 2.800)]
    [InlineData(4, 3.338)]
    [InlineData(10, 3.647)]
    public void SecondLook_Distance_IsThatOfItsShareOfTheLevelAmongAllEstimates(int causes, double distance)
    {
        MlPipelines.Evaluation.Finding[] findings = [.. Causes.All.Take(causes).Select(cause => new MlPipelines.Evaluation.Finding { Cause = cause, State = "undecided", EffectPoints = 0.03, EffectInterval = new Interval(0.01, 0.05) })];

        Assert.Equal(distance, SecondLook.Distance(DiagnosedCases.Diagnosis([]) with { Findings = findings }), 3);
    }

    [Fact]
    public void Decide_Facts_PassAndAreNoPartOfTheCorrection()
    {
        CauseJudgement near = Judged(Causes.Overfitting, Delta + (2.3 * 0.002));
        CauseJudgement[] facts = [.. Causes.All.Select(cause => Judged(cause, 0) with { Decided = FindingState.Present })];

        IReadOnlyList<JudgedCause> decided = Arbiter.Decide([near, .. facts], Delta);

        Assert.All(decided, cause => Assert.Equal(FindingState.Present, cause.State));
        Assert.Null(decided[1].Confidence);
    }

    [Fact]
    public void Rank_PresentCauses_InvalidatingThenEffectElseGapThenTheRest() => Assert.Equal(
        [Causes.NumericFailure, Causes.TrainTestLeakage, Causes.TrainingModeMetric, Causes.LearningRateTooHigh, Causes.Overfitting, Causes.DistributionShift, Causes.ClassImbalance, Causes.LabelShift],
        Ranked(
            Judged(Causes.TrainingModeMetric, 0.3),
            Judged(Causes.LabelShift, 0),
            Judged(Causes.ClassImbalance, 0.02),
            Judged(Causes.DistributionShift, 0.05, part: "shift"),
            Judged(Causes.Overfitting, 0.15, effect: 0.06, part: "generalisation"),
            Judged(Causes.LearningRateTooHigh, 0.08, effect: 0.08),
            Judged(Causes.TrainTestLeakage, 0.03, effect: -0.03, part: "shift"),
            new CauseJudgement { Cause = Causes.NumericFailure, Decided = FindingState.Present }));

    [Theory]
    [InlineData(Causes.Overfitting, 0.12, "high")]
    [InlineData(Causes.Overfitting, 0.06, "medium")]
    [InlineData(Causes.Overfitting, 0.03, "low")]
    [InlineData(Causes.TrainTestLeakage, 0.03, "invalidating")]
    [InlineData(Causes.TrainingModeMetric, 0.3, "invalidating")]
    [InlineData(Causes.SmallTestSet, 0.3, "low")]
    [InlineData(Causes.Overfitting, 0.0, null)]
    public void Severity_PresentCause_GoesBySizeInSmallestEffects(string cause, double mean, string? severity) =>
        Assert.Equal(severity, Arbiter.Severity(Arbiter.Decide([Judged(cause, mean)], Delta)[0], Delta));

    [Fact]
    public void Divide_AnyShares_AddUpToThePart()
    {
        Gen<double> points = Gen.Double[-0.3, 0.3];
        Gen<FindingState> state = Gen.Int[0, 2].Select(index => (FindingState)index);
        Gen.Select(points.Array[3], points.Array[7], state.Array[7]).Sample((parts, shares, states) =>
        {
            GapResult gap = Gap(parts);
            string[] causes =
                [Causes.LabelNoise, Causes.Overfitting, Causes.PreprocessingSkew, Causes.LabelShift, Causes.TargetLeakage, Causes.DistributionShift, Causes.TrainTestLeakage];
            string[] owned = ["generalisation", "generalisation", "skew", "shift", "shift", "shift", "shift"];
            JudgedCause[] judged =
                [.. causes.Select((cause, index) => new JudgedCause(Judged(cause, shares[index], part: owned[index]), states[index], null))];

            IReadOnlyList<GapAllocation> rows = GapDivision.Of(gap, judged, Delta);

            foreach (GapPart part in gap.Parts)
            {
                Assert.Equal(part.Difference, rows.Where(row => row.Part == part.Name).Sum(row => row.Points), 1e-15);
            }

            Assert.All(rows.Where(row => row.Cause is not (GapDivision.Unexplained or GapDivision.Harmless)), row =>
                Assert.Equal(FindingState.Present, judged.Single(cause => cause.Judgement.Cause == row.Cause).State));
        });
    }

    [Fact]
    public void Divide_LabelNoiseAndOverfitting_NoiseFirst()
    {
        JudgedCause[] judged =
        [
            new(Judged(Causes.Overfitting, 0.14, part: "generalisation"), FindingState.Present, null),
            new(Judged(Causes.LabelNoise, 0.05, part: "generalisation"), FindingState.Present, null),
        ];

        IReadOnlyList<GapAllocation> rows = GapDivision.Of(Gap([0.14, 0, 0.01]), judged, Delta);

        Assert.Equal([(Causes.LabelNoise, 0.05), (Causes.Overfitting, 0.09), ("unexplained", 0), ("unexplained", 0.01)], rows.Select(row => (row.Cause, Math.Round(row.Points, 12))));
        Assert.True(rows[1].Interval!.Lower < 0.09 && rows[1].Interval!.Upper > 0.09);
    }

    /// <summary>Wrong labels take 12 points of validation accuracy and most of them of training accuracy, too: of the gap they own no more than there is, and the interval is about that.</summary>
    [Fact]
    public void Divide_NoiseThatTakesMoreThanThePart_OwnsThePartWithItsInterval()
    {
        JudgedCause[] judged = [new(Judged(Causes.LabelNoise, 0.12, part: "generalisation"), FindingState.Present, null)];

        GapResult gap = Gap([0.03, 0, 0]);
        GapAllocation row = GapDivision.Of(gap, judged, Delta)[0];

        Assert.Equal(0.03, row.Points, 12);
        Assert.Equal(gap.Parts[0].Interval, row.Interval);
    }

    [Fact]
    public void Divide_HarmlessGap_IsCalledSo()
    {
        JudgedCause[] judged = [new(Judged(Causes.Overfitting, 0.14, part: "generalisation") with { Decided = FindingState.Absent }, FindingState.Absent, null)];

        Assert.Equal(GapDivision.Harmless, GapDivision.Of(Gap([0.14, 0, 0]), judged, Delta)[0].Cause);
        Assert.Equal(GapDivision.Unexplained, GapDivision.Of(Gap([0.01, 0, 0]), judged, Delta)[0].Cause);
    }

    [Fact]
    public void Divide_LeakingColumnAndShift_TheColumnTakesThePoints()
    {
        JudgedCause[] judged =
        [
            new(Judged(Causes.DistributionShift, 0.08, part: "shift"), FindingState.Present, null),
            new(Judged(Causes.TargetLeakage, 0.08, part: "shift"), FindingState.Present, null),
        ];

        Assert.DoesNotContain(GapDivision.Of(Gap([0, 0, 0.09]), judged, Delta), row => row.Cause == Causes.DistributionShift);
    }

    private static GapResult Gap(double[] parts)
    {
        string[] names = ["generalisation", "skew", "shift"];
        return new GapResult
        {
            Total = new GapPart("total", "trainClean", "test", parts.Sum(), new Interval(parts.Sum() - 0.01, parts.Sum() + 0.01)),
            Parts = [.. names.Select((name, index) => new GapPart(name, "from", "to", parts[index], new Interval(parts[index] - 0.01, parts[index] + 0.01)))],
            TrainingMetric = [],
            Floor = new NoiseFloor(0.01, 0.02),
        };
    }
}
