using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;
using Finding = MlPipelines.Evaluation.Finding;

namespace MlPipelines.Tests.Evaluation;

public sealed class GateConclusionTests
{
    private static readonly Lazy<StudyResult> s_plain = new(new SyntheticStudy { Repeats = 8, TestRows = 2500 }.Conclude);

    [Theory]
    [InlineData(-0.2, true, "pass", true)]
    [InlineData(0.2, true, "fail", false)]
    [InlineData(0.0, true, "undecided", false)]
    [InlineData(0.2, false, "pass", true)]
    [InlineData(-0.2, false, "fail", false)]
    [InlineData(0.0, false, "undecided", false)]
    public void Of_Metric_IsJudgedByItsInterval(double fromMean, bool atLeast, string state, bool passes)
    {
        MetricSummary test = s_plain.Value.Variants[0].Summary[MeasurementNames.Test]["accuracy"];
        string gate = FormattableString.Invariant($"test.accuracy {(atLeast ? ">=" : "<=")} {test.Mean + fromMean}");

        GateResult result = Assert.Single(Conclude(UndecidedGate.Fail, gate));

        Assert.Equal(state, result.State);
        Assert.Equal(passes, result.Passes);
        Assert.Equal(test.Mean, result.Value!.Value, 1e-12);
        Assert.Equal(test.Interval!.Lower, result.Interval!.Lower, 1e-12);
        Assert.StartsWith(gate, result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UndecidedThatMayPass_Passes()
    {
        double mean = s_plain.Value.Variants[0].Summary[MeasurementNames.Test]["accuracy"].Mean;

        GateResult result = Assert.Single(Conclude(UndecidedGate.Pass, FormattableString.Invariant($"test.accuracy >= {mean}")));

        Assert.Equal("undecided", result.State);
        Assert.True(result.Passes);
    }

    [Fact]
    public void Of_OneRepeat_IsUndecided()
    {
        GateResult result = Assert.Single(GateConclusion.Of(
            new GateOptions { Require = ["test.accuracy >= 0.01"] }, Baseline(new SyntheticStudy { Repeats = 1 }), null));

        Assert.Equal("undecided", result.State);
        Assert.False(result.Passes);
        Assert.Contains("one repeat", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "pass")]
    [InlineData("present", "fail")]
    [InlineData("undecided", "undecided")]
    [InlineData("notExamined", "undecided")]
    public void Of_Cause_FollowsTheFinding(string state, string expected)
    {
        DiagnosisResult diagnosis = new()
        {
            Verdict = Causes.CannotTell,
            Sentences = [],
            SmallestEffect = 0.02,
            IsComplete = true,
            Findings = [new Finding { Cause = Causes.LabelShift, State = state, Evidence = ["Classes differ."] }],
        };

        GateResult result = Assert.Single(GateConclusion.Of(
            new GateOptions { Require = ["cause:label-shift absent"] }, Baseline(new SyntheticStudy()), diagnosis));

        Assert.Equal(expected, result.State);
    }

    private static IReadOnlyList<GateResult> Conclude(UndecidedGate undecided, params IReadOnlyList<string> gates) =>
        GateConclusion.Of(new GateOptions { Require = gates, Undecided = undecided }, Baseline(new SyntheticStudy { Repeats = 8, TestRows = 2500 }), null);

    private static VariantScores Baseline(SyntheticStudy study) =>
        VariantScores.Read(VariantResult.Baseline, study.Configuration().Baseline, study.Trials(), study.Rows);
}
