using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class LabelNoiseRuleTests
{
    private static readonly HashSet<int> s_none = [];

    /// <summary>
    /// Four classes, 80% right, 0.91 on the prediction and 0.03 on each other class: of true labels 20% are contradicted, of wrong ones 0.8 x 1 + 0.2 x 2/3 = 0.9333, and each takes
    /// 0.8 - 0.2/3 = 0.7333 of accuracy.
    /// </summary>
    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.1, 0.2)]
    [InlineData(0.2, 0.2)]
    [InlineData(0.1, null)]
    public void Contrast_PlantedRate_IsEstimated(double rate, double? limit)
    {
        ContradictedLabels contrast = ContradictedLabels.Of(Scores(rate), s_none, limit)!;

        Assert.Equal(rate, contrast.Rate.Mean, 0.003);
        Assert.Equal(0.7333 * rate, contrast.GapShare.Mean, 0.003);
        Assert.Equal(0.2, contrast.Test, 3);
        Assert.Equal((0.2 * (1 - rate)) + (0.9333 * rate), contrast.Validation, 0.003);
    }

    /// <summary>A naive sum: the variance of a share of 6,000 rows, and of four of 1,500 that count a quarter each.</summary>
    [Fact]
    public void Contrast_Variance_IsThatOfTwoShares()
    {
        ContradictedLabels contrast = ContradictedLabels.Of(Scores(0.1), s_none)!;
        double validation = contrast.Validation * (1 - contrast.Validation) / 6000;
        double test = 4 * 0.25 * 0.25 * 0.2 * 0.8 / 1500;

        Assert.Equal(Math.Sqrt(validation + test) / (0.9333 - 0.2), Math.Sqrt(contrast.Rate.Variance), 0.0002);
    }

    /// <summary>What is as hard in test as in validation is no noise: 40% wrong in both.</summary>
    [Fact]
    public void Contrast_HardTask_IsZero() => Assert.Equal(0, ContradictedLabels.Of(Scores(0, right: 3), s_none)!.Rate.Mean, 0.003);

    /// <summary>Models that are never below the limit cannot contradict: then predicted classes are compared.</summary>
    [Fact]
    public void Best_UnsureModels_ComparesPredictedClasses()
    {
        VariantScores unsure = Scores(0.1, sureness: 0.3f);

        Assert.Null(ContradictedLabels.Of(unsure, s_none));
        Assert.Equal(0.1, ContradictedLabels.Best(unsure, s_none)!.Rate.Mean, 0.003);
        Assert.Contains("predict another class for", ContradictedLabels.Best(unsure, s_none)!.Sentence(), StringComparison.Ordinal);
    }

    /// <summary>Copies make test rows easy: with them the contrast sees noise where there is none, without them it does not.</summary>
    [Fact]
    public void Contrast_LeakedRows_AreLeftOut()
    {
        VariantScores leaked = Scores(0, copied: 1500);

        Assert.True(ContradictedLabels.Of(leaked, s_none)!.Rate.PAbove(0) < 0.01);
        Assert.Equal(0, ContradictedLabels.Of(leaked, Enumerable.Range(0, 6000).Where(row => row % 4 == 0).ToHashSet())!.Rate.Mean, 0.003);
    }

    [Fact]
    public void Judge_CleanLabels_IsAbsentWhateverTheAuditSays()
    {
        CauseJudgement judgement = new LabelNoiseRule().Judge(Evidence(0) with { LabelAudit = Audit(0.157) });

        Assert.Equal(FindingState.Absent, judgement.Decided);
        Assert.Contains("contradicts 15.7%", judgement.Against[1], StringComparison.Ordinal);
    }

    /// <summary>One wrong label in a hundred takes 0.7 points, with a half-width of 1.5 on 6,000 and 6,000 rows: just not surely below 2. Four take 2.9.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(0.01, false)]
    [InlineData(0.04, false)]
    public void Judge_NearTheLimit_IsASymptomWhereTheIntervalReachesIt(double rate, bool absent) =>
        Assert.Equal(absent, new LabelNoiseRule().Judge(Evidence(rate)).Decided == FindingState.Absent);

    [Fact]
    public void Judge_NoiseWithoutRemedy_IsUndecidedWithItsShareOfTheGap()
    {
        CauseJudgement judgement = new LabelNoiseRule().Judge(Evidence(0.1));

        Assert.Null(judgement.Decided);
        Assert.Null(judgement.Estimate);
        Assert.Equal("generalisation", judgement.Gap!.Part);
        Assert.Equal(0.0733, judgement.Gap.Estimate.Mean, 0.003);
        Assert.StartsWith("Run `mlpipelines diagnose`", judgement.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NoiseAndRemedyThatHelpsALittle_IsDecidedByTheShare()
    {
        CauseJudgement judgement = new LabelNoiseRule().Judge(Evidence(0.1).WithRemedy(Causes.LabelNoise, "without suspects", 0.015, 0.015));

        Assert.Equal(judgement.Gap!.Estimate, judgement.Estimate);
        Assert.Equal(0.015, judgement.Effect!.Mean, 12);
    }

    [Fact]
    public void Judge_NoiseAndRemedyThatHelpsMuch_IsDecidedByTheEffect() =>
        Assert.Equal(0.06, new LabelNoiseRule().Judge(Evidence(0.1).WithRemedy(Causes.LabelNoise, "without suspects", 0.06, 0.06)).Estimate!.Mean, 12);

    /// <summary>A test set that is easier for another reason, or a list that names the wrong samples: nobody can tell.</summary>
    [Fact]
    public void Judge_ContrastAloneAndARemedyThatDoesNothing_IsUndecided()
    {
        CauseJudgement judgement = new LabelNoiseRule().Judge(Evidence(0.1).WithRemedy(Causes.LabelNoise, "without suspects", -0.005, -0.005));

        Assert.Equal(FindingState.Undecided, judgement.Decided);
        Assert.Contains("the fault of the list", judgement.Against[^1], StringComparison.Ordinal);
    }

    /// <summary>10% are wrong by the contrast: a list of 100 of 1,000 may be the right one and speaks against, one of 300 holds labels that are right.</summary>
    [Theory]
    [InlineData(100, false)]
    [InlineData(300, true)]
    public void Judge_ListThatNamesMoreThanCanBeWrong_IsNoWitnessAgainst(int suspects, bool decided)
    {
        DiagnosisEvidence evidence = Evidence(0.1).WithRemedy(Causes.LabelNoise, "without suspects", -0.005, -0.005) with { LabelAudit = Audit(0.3) with { SuspectCount = suspects } };

        CauseJudgement judgement = new LabelNoiseRule().Judge(evidence);

        Assert.Equal(decided, judgement.Decided is null && judgement.Estimate == judgement.Gap!.Estimate);
        Assert.Equal(decided, judgement.Against[^1].EndsWith("more than can be wrong.", StringComparison.Ordinal));
    }

    /// <summary>Surely more than 2 points by the contrast, and nothing tells test from validation: a remedy that leaves it open does not decide. What tells them apart is a rival.</summary>
    [Fact]
    public void Judge_SureContrastAndARemedyThatLeavesItOpen_IsDecidedByTheContrast()
    {
        DiagnosisEvidence evidence = Evidence(0.1).WithRemedy(Causes.LabelNoise, "without suspects", 0.01, 0.01, rows: 100);

        CauseJudgement judgement = new LabelNoiseRule().Judge(evidence);
        Assert.Equal(judgement.Gap!.Estimate, judgement.Estimate);

        judgement = new LabelNoiseRule().Judge(evidence with { Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } });
        Assert.Equal(0.01, judgement.Estimate!.Mean, 12);
    }

    [Fact]
    public void Judge_NoValidation_IsNotExamined()
    {
        DiagnosisEvidence evidence = PlantedEvidence.Of() with { Baseline = PlantedScores.Of([0, 1], 2, PlantedScores.Predicting(2, 0, 1)) };

        Assert.Equal(FindingState.NotExamined, new LabelNoiseRule().Judge(evidence).Decided);
        Assert.Equal(0.05, new LabelNoiseRule().Judge(evidence.WithRemedy(Causes.LabelNoise, "without suspects", 0.05, 0.05)).Estimate!.Mean, 12);
    }

    private static DiagnosisEvidence Evidence(double rate) => PlantedEvidence.Of() with { Baseline = Scores(rate) };

    private static LabelAuditResult Audit(double rate) => new()
    {
        Variant = "baseline",
        Rows = 1000,
        Folds = 5,
        OutOfFoldAccuracy = 0.8,
        NoiseRate = rate,
        NoiseRateInterval = new Interval(rate - 0.02, rate + 0.02),
        Joint = [],
        SuspectCount = 100,
        Suspects = [],
        SuspectsFile = "suspects.csv",
    };

    /// <summary>Validation and test of 6,000 rows each: <paramref name="right"/> of 5 predicted right, some validation labels wrong, the first test rows copies that are right.</summary>
    private static VariantScores Scores(double rate, int right = 4, float sureness = 0.91f, int copied = 0) => new PlantedTrials(
        _ => new Dictionary<string, TrialRows>
        {
            [MeasurementNames.Validation] = Rows(rate, right, sureness, 0),
            [MeasurementNames.Test] = Rows(0, right, sureness, copied),
        },
        Repeats: 2).Scores();

    private static TrialRows Rows(double rate, int right, float sureness, int copied)
    {
        int[] truth = [.. Enumerable.Range(0, 6000).Select(row => row / 1500)];
        bool[] isRight = [.. truth.Select((_, row) => row / 100 % 5 < right || (row % 4 == 0 && row < 4 * copied))];
        int[] predicted = [.. truth.Select((label, row) => isRight[row] ? label : (label + 1 + (row % 3)) % 4)];
        int[] given = [.. truth.Select((label, row) => row % 100 < Math.Round(100 * rate) ? (label + 1 + (row / 3 % 3)) % 4 : label)];
        float[] probabilities = [.. predicted.SelectMany(answer => Enumerable.Range(0, 4).Select(label => label == answer ? sureness : (1 - sureness) / 3))];
        return new TrialRows(
            [.. Enumerable.Range(0, 6000)],
            [.. truth.Select((_, row) => $"row {row}")],
            given,
            predicted,
            [.. given.Select((label, row) => probabilities[(row * 4) + label])],
            [.. predicted.Select((label, row) => probabilities[(row * 4) + label])],
            probabilities);
    }
}
