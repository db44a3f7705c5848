using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class SymptomJudgementTests
{
    private static readonly Symptom s_symptom = new(IsThere: true, "with less of it") { For = ["It is there."], Against = ["It is faint."] };

    [Fact]
    public void Of_SymptomWithoutRemedy_IsUndecidedAndSaysWhatToRun()
    {
        CauseJudgement judgement = SymptomJudgement.Of(PlantedEvidence.Of(), Causes.BatchSize, s_symptom);

        Assert.Null(judgement.Decided);
        Assert.Null(judgement.Estimate);
        Assert.Equal("Run `mlpipelines diagnose`: it trains once more with less of it and measures what that brings.", judgement.Advice);
        Assert.Contains("--budget", SymptomJudgement.Of(PlantedEvidence.Of() with { IsComplete = true }, Causes.BatchSize, s_symptom).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoSymptom_IsAbsentWhateverRemediesBring()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of().WithRemedy(Causes.BatchSize, "batch 32", 0.05, 0.05);

        CauseJudgement judgement = SymptomJudgement.Of(evidence, Causes.BatchSize, s_symptom with { IsThere = false });

        Assert.Equal(FindingState.Absent, judgement.Decided);
        Assert.Equal(0.05, judgement.Effect!.Mean, 12);
        Assert.Empty(judgement.Evidence);
        Assert.EndsWith("Without the symptom, what it gains has another cause.", judgement.Against[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SeveralRemedies_TakesTheBestOnValidationAndNotInTest()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of()
            .WithRemedy(Causes.BatchSize, "lucky", validation: 0.01, test: 0.09)
            .WithRemedy(Causes.BatchSize, "chosen", validation: 0.04, test: 0.03)
            .WithRemedy(Causes.Undertrained, "another's", validation: 0.2, test: 0.2);

        CauseJudgement judgement = SymptomJudgement.Of(evidence, Causes.BatchSize, s_symptom);

        Assert.Equal(0.03, judgement.Estimate!.Mean, 12);
        Assert.Equal(judgement.Effect, judgement.Estimate);
        Assert.Equal("The remedy \"chosen\", the best of 2 on validation samples, changes test accuracy by +3.0 points (1.9 to 4.1; 6 paired repeats).", judgement.Evidence[^1]);
        Assert.Equal("Keep the remedy that was measured: chosen.", judgement.Advice);
    }

    [Fact]
    public void Of_RemedyThatDoesNotHelp_SpeaksAgainst()
    {
        CauseJudgement judgement = SymptomJudgement.Of(PlantedEvidence.Of().WithRemedy(Causes.BatchSize, "batch 32", -0.01, -0.01), Causes.BatchSize, s_symptom);

        Assert.True(judgement.Estimate!.Interval().Upper < 0.02);
        Assert.Equal(["It is there."], judgement.Evidence);
        Assert.Contains("-1.0 points", judgement.Against[^1], StringComparison.Ordinal);
        Assert.Null(judgement.Advice);
    }

    [Fact]
    public void Of_UncertainRemedy_AsksForMoreRepeats() => Assert.StartsWith(
        "Run more repeats",
        SymptomJudgement.Of(PlantedEvidence.Of().WithRemedy(Causes.BatchSize, "batch 32", 0.04, 0.04, rows: 50), Causes.BatchSize, s_symptom).Advice,
        StringComparison.Ordinal);
}
