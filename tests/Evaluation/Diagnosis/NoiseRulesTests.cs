using System.Globalization;
using System.Text.RegularExpressions;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class NoiseRulesTests
{
    private static readonly SyntheticVariant s_baseline = new("baseline", 0.90, 0.90, 0.90);

    [Theory]
    [InlineData(2.0, 12, "Present")]
    [InlineData(0.0, 12, "Absent")]
    [InlineData(0.08, 4, "Undecided")]
    public void SeedVariance_SpreadBetweenSeeds_DecidesIt(double spread, int repeats, string state) => Assert.Equal(
        state,
        PlantedDiagnosis.Evidence(new SyntheticStudy { Variants = [s_baseline], SeedSpread = spread, TestRows = 2000, Repeats = repeats }).StateName(new SeedVarianceRule()));

    /// <summary>What is not seen in a few repeats may still be there: the interval decides, and says what would end the doubt.</summary>
    [Fact]
    public void SeedVariance_NothingSeenAndAWideInterval_IsUndecidedWithRepeatsThatTell()
    {
        int few = RepeatsThatTell(400);
        int many = RepeatsThatTell(800);

        Assert.InRange(few, many + 1, 200);
        Assert.InRange(many, 4, 200);

        static int RepeatsThatTell(int testRows)
        {
            CauseJudgement judgement = PlantedDiagnosis.Evidence(new SyntheticStudy { Variants = [s_baseline], SeedSpread = 0, TestRows = testRows, Repeats = 3 }).Judge(new SeedVarianceRule());
            Assert.Equal(FindingState.Undecided, judgement.Decided);
            return int.Parse(Regex.Match(judgement.Advice!, @"^About (\d+) repeats instead of 3 would tell").Groups[1].Value, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void SeedVariance_TwoRepeats_IsNotExamined() =>
        Assert.Equal(FindingState.NotExamined, PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2).State(new SeedVarianceRule()));

    [Fact]
    public void SeedVariance_SplitVaries_IsNotExamined() => Assert.Equal(
        FindingState.NotExamined, PlantedDiagnosis.Evidence(new SyntheticStudy { Variants = [s_baseline], KFold = true }).State(new SeedVarianceRule()));

    [Fact]
    public void SmallTestSet_GapSeenAndNotShownForItsRowsAlone_IsPresentWithARowCount()
    {
        DiagnosisEvidence evidence = FewTestRows(0.90, 0.90, 0.84);

        CauseJudgement judgement = evidence.Judge(new SmallTestSetRule());

        Assert.Equal(FindingState.Present, judgement.Decided);
        Assert.Matches(@"^Collect about \d+ test rows instead of 60\.$", judgement.Advice);
    }

    /// <summary>A gap of 20 points is sure on 60 rows; that 10 of them lie between validation and test is not.</summary>
    [Fact]
    public void SmallTestSet_SureGapAndAnOpenStepToTest_IsPresentByTheStep()
    {
        DiagnosisEvidence evidence = FewTestRows(0.99, 0.90, 0.82);

        CauseJudgement judgement = evidence.Judge(new SmallTestSetRule());

        Assert.Equal(FindingState.Present, judgement.Decided);
        Assert.StartsWith("From validation to test samples, which nothing tells apart, the loss of accuracy is", judgement.Evidence[0], StringComparison.Ordinal);
        Assert.StartsWith("The gap is", Assert.Single(judgement.Against), StringComparison.Ordinal);

        // What tells them apart is no luck.
        evidence = evidence with { Audit = new AuditResult { Shifts = [PlantedDiagnosis.Darker()] } };
        Assert.Equal(FindingState.Absent, evidence.Judge(new SmallTestSetRule()).Decided);
    }

    [Theory]
    [InlineData(0.90)] // no gap is seen
    [InlineData(0.50)] // 60 rows suffice for a gap of that size
    public void SmallTestSet_AsSmall_IsAbsentWhereItsSizeDoesNotMatter(double test) => Assert.Equal(
        FindingState.Absent,
        PlantedDiagnosis.Evidence(new SyntheticStudy { Variants = [new SyntheticVariant("baseline", 0.86, 0.86, test)], TrainRows = 4000, TestRows = 60 }).State(new SmallTestSetRule()));

    [Fact]
    public void TrainingMode_NeitherDropoutNorBatchNorm_IsAbsent() =>
        Assert.Equal(FindingState.Absent, PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2).Judge(new TrainingModeMetricRule()).Decided);

    [Theory]
    [InlineData(0.60, 1000, "Absent", "")]
    [InlineData(0.80, 1000, "Absent", "")]
    [InlineData(0.82, 200, "Undecided", "")]
    [InlineData(0.95, 1000, "Present", "more")]
    public void TrainingMode_SameWeightsInBothModes_AreCompared(double trainMode, int rows, string state, string says)
    {
        IReadOnlyDictionary<string, TrialRows> Rows(int repeat) => new Dictionary<string, TrialRows>
        {
            [MeasurementNames.TrainClean] = Planted(rows, 0.80, repeat),
            [MeasurementNames.TrainMode] = Planted(rows, trainMode, repeat),
        };
        ScenarioOptions options = new SyntheticStudy().Configuration().Baseline with { Model = new MlpOptions { Dropout = 0.5 } };
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2) with
        {
            Options = options,
            Baseline = new PlantedTrials(Rows, 5) { Options = options }.Scores(),
        };

        Assert.Equal(state, evidence.StateName(new TrainingModeMetricRule()));
        Assert.Contains(says, string.Concat(evidence.Judge(new TrainingModeMetricRule()).Evidence), StringComparison.Ordinal);
    }

    /// <summary>3 points on 100 rows are surely more than none and not surely more than 2: a remedy that surely helps is the second witness.</summary>
    [Theory]
    [InlineData(0.05, "Present")]
    [InlineData(0.01, "Undecided")] // surely some, but not what matters
    [InlineData(null, "Undecided")]
    public void TrainingMode_SureDifferenceAndASureRemedy_SufficeTogether(double? remedy, string state)
    {
        IReadOnlyDictionary<string, TrialRows> Rows(int repeat) => new Dictionary<string, TrialRows>
        {
            [MeasurementNames.TrainClean] = Planted(100, 0.80, repeat),
            [MeasurementNames.TrainMode] = Planted(100, 0.83, repeat),
        };
        ScenarioOptions options = new SyntheticStudy().Configuration().Baseline with { Model = new MlpOptions { BatchNormalization = true } };
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2) with
        {
            Options = options,
            Baseline = new PlantedTrials(Rows, 5) { Options = options }.Scores(),
        };
        evidence = remedy is { } gain ? evidence.WithRemedy(Causes.TrainingModeMetric, "momentum 0.9", gain, gain, rows: 4000) : evidence;

        Assert.Equal(state, evidence.StateName(new TrainingModeMetricRule()));
    }

    /// <summary>100 rows in batches of 32 make 4 steps per epoch: after 32 steps moving statistics are 0.99^32 = 72.5% what they started as, after 800 steps nothing of it is left.</summary>
    [Theory]
    [InlineData(8, 0.99, "Present")]
    [InlineData(200, 0.99, "Undecided")]
    [InlineData(8, 0.9, "Undecided")]
    public void TrainingMode_StatisticsThatCannotHaveArrived_AreASecondWitness(int epochs, double momentum, string state)
    {
        IReadOnlyDictionary<string, TrialRows> Rows(int repeat) => new Dictionary<string, TrialRows>
        {
            [MeasurementNames.TrainClean] = Planted(100, 0.80, repeat),
            [MeasurementNames.TrainMode] = Planted(100, 0.83, repeat),
        };
        ScenarioOptions options = new SyntheticStudy().Configuration().Baseline with
        {
            Model = momentum == 0.99 ? new MlpOptions { BatchNormalization = true } : new MlpOptions { Layers = [new BatchNormOptions { Momentum = momentum }] },
            Training = new TrainingOptions { BatchSize = 32 },
        };
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2);
        evidence = evidence with
        {
            Options = options,
            Baseline = new PlantedTrials(Rows, 5) { Options = options }.Scores(),
            Dataset = evidence.Dataset with { Counts = new Dictionary<string, IReadOnlyList<int>> { ["train"] = [50, 50] } },
            Result = evidence.Result with { Dynamics = PlantedEvidence.Settled with { KeptEpoch = new MetricSummary(epochs, 0, 2, null, false) } },
        };

        Assert.Equal(state, evidence.StateName(new TrainingModeMetricRule()));
        Assert.Equal(state == "Present", evidence.Judge(new TrainingModeMetricRule()).Evidence.Any(sentence => sentence.Contains("72.5% what they start as", StringComparison.Ordinal)));
    }

    [Fact]
    public void TrainingMode_NotMeasured_IsNotExamined()
    {
        DiagnosisEvidence evidence = PlantedDiagnosis.Evidence(s_baseline, rows: 100, repeats: 2);

        Assert.Equal(FindingState.NotExamined, (evidence with { Options = evidence.Options with { Model = new MlpOptions { BatchNormalization = true } } }).State(new TrainingModeMetricRule()));
    }

    /// <summary>The first rows are right; a few of them change places from repeat to repeat.</summary>
    private static DiagnosisEvidence FewTestRows(double train, double validation, double test) => PlantedDiagnosis.Evidence(new SyntheticStudy
    {
        Variants = [new SyntheticVariant("baseline", train, validation, test)],
        TrainRows = 4000,
        ValidationRows = 1000,
        TestRows = 60,
        Repeats = 6,
    });

    private static TrialRows Planted(int rows, double accuracy, int repeat)
    {
        int right = (int)(rows * accuracy);
        return PlantedTrials.Rows(new int[rows], [.. Enumerable.Range(0, rows).Select(row => (row + (2 * repeat)) % rows < right ? 0 : 1)]);
    }
}
