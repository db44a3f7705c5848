using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Finding = MlPipelines.Evaluation.Finding;

namespace MlPipelines.Tests.Reports;

/// <summary>Studies with a diagnosis that has everything: findings of all states, remedies of all verdicts, gates, and every part of the audit.</summary>
internal static class DiagnosedStudies
{
    private const string Noise = "diagnose-exclude-suspects";

    /// <summary>The study; <paramref name="name"/> stands wherever a name comes from data.</summary>
    public static StudyReport Full(string? name = null)
    {
        var study = RichStudies.Full(2);
        var baseline = study.Result.Variants[0];
        var modes = new GapPart("modes", "trainMode", MeasurementNames.TrainClean, -0.0121, Around(-0.0121, 0.003));
        var result = study.Result with
        {
            Claim = null,
            Variants = [baseline with { Dynamics = baseline.Dynamics! with { ModesDiffer = modes }, Calibration = Calibration, PrecisionRecall = Ranking(name) }, .. study.Result.Variants.Skip(1)],
            Comparisons = [],
            Audit = Audit(name),
            Diagnosis = Diagnosis(name),
            Gates =
            [
                new GateResult("test.accuracy >= 0.9", "pass", true, 0.909, Around(0.909, 0.006), "test.accuracy >= 0.9: it is 0.9090, 95% interval 0.9030 to 0.9150, all of it on the right side of the limit."),
                new GateResult("no label-noise", "fail", false, null, null, "no label-noise: label-noise is present: " + (name ?? "9.6% of the labels are contradicted.")),
                new GateResult("no overfitting", "undecided", true, null, null, "no overfitting: whether overfitting is there is undecided."),
                new GateResult("gap.total <= 0.08", "undecided", false, 0.082, Around(0.082, 0.007), "gap.total <= 0.08: it is 0.0820, 95% interval 0.0750 to 0.0890, which holds the limit."),
            ],
        };
        return study with { Result = result, Pictures = Pictures() };
    }

    /// <summary>Nothing found, nothing left to run.</summary>
    public static StudyReport Healthy()
    {
        var study = Full();
        var diagnosis = study.Result.Diagnosis!;
        return study with
        {
            Result = study.Result with
            {
                Gates = [],
                Diagnosis = diagnosis with
                {
                    Verdict = Causes.Healthy,
                    Sentences = ["Healthy: none of the 20 causes that were examined costs 2 points or more."],
                    Findings = [.. diagnosis.Findings.Select(finding => finding with { State = "absent", Severity = null, Confidence = null, Advice = null })],
                    Allocation = [],
                    Remedies = [],
                    References = [],
                },
            },
        };
    }

    /// <summary>Not decided, with what would decide it.</summary>
    public static StudyReport CannotTell()
    {
        var study = Full();
        var diagnosis = study.Result.Diagnosis!;
        const string sentence = "Cannot tell with 5 repeats and 10000 test rows. With 12 repeats and 40000 test rows it could be told.";
        return study with
        {
            Result = study.Result with
            {
                Diagnosis = diagnosis with
                {
                    Verdict = Causes.CannotTell,
                    Sentences = [sentence],
                    Needed = new NeededStudy(12, 40_000, sentence),
                    Findings = [.. diagnosis.Findings.Select(finding => finding.State == "present" ? finding with { State = "undecided", Severity = null, Confidence = null } : finding)],
                    Allocation = [new GapAllocation("generalisation", "unexplained", 0.073, Around(0.073, 0.006)), new GapAllocation("skew", "unexplained", 0, new Interval(0, 0)), new GapAllocation("shift", "unexplained", 0.009, Around(0.009, 0.008))],
                    Remedies = [.. diagnosis.Remedies.Select(remedy => remedy with { IsChosen = false })],
                },
            },
        };
    }

    private static DiagnosisResult Diagnosis(string? name) => new()
    {
        Verdict = Causes.LabelNoise,
        Sentences =
        [
            "Label noise. " + (name ?? "The label audit contradicts 9.6% (8.9 to 10.3) of the training labels out of fold, and leaving them out is better on test samples."),
            "6.2 points (5.1 to 7.3) come from overfitting.",
            "Excluding suspects recovers 3.1 points (2.2 to 4.0; 5 paired repeats).",
            "Not examined: a learning rate that is too low.",
        ],
        SmallestEffect = 0.02,
        IsComplete = true,
        Findings = Findings(name),
        Allocation = Allocation,
        Remedies = Remedies(name),
        References =
        [
            new ReferenceRun("majority", "test.accuracy", 0.1, null, null, "Always answering " + (name ?? "\"shirt\"") + ", the largest training class."),
            new ReferenceRun("logisticRegression", "test.accuracy", 0.842, Around(0.842, 0.007), null, "Logistic regression on the same features; the model is 6.7 points better than that."),
            new ReferenceRun("overfit32", "train.accuracy", 1, new Interval(0.89, 1), true, "The model fits 32 samples, so what it computes can be trained."),
            new ReferenceRun("shuffledLabels", "test.accuracy", 0.31, Around(0.31, 0.02), false, "Something besides the labels tells the model the classes."),
        ],
    };

    // The parts of ReportFixture's gap, divided: 7.3 points of generalisation, none of skew, 0.9 of shift.
    private static readonly IReadOnlyList<GapAllocation> Allocation =
    [
        new GapAllocation("generalisation", Causes.LabelNoise, 0.011, Around(0.011, 0.004)),
        new GapAllocation("generalisation", Causes.Overfitting, 0.062, Around(0.062, 0.011)),
        new GapAllocation("skew", "unexplained", 0, new Interval(0, 0)),
        new GapAllocation("shift", Causes.DistributionShift, 0.0135, Around(0.0135, 0.006)),
        new GapAllocation("shift", Causes.TrainTestLeakage, -0.0062, Around(-0.0062, 0.003)),
        new GapAllocation("shift", "harmless", 0.0012, null),
        new GapAllocation("shift", "unexplained", 0.0005, null),
    ];

    private static IReadOnlyList<Finding> Findings(string? name) =>
    [
        new Finding
        {
            Cause = Causes.LabelNoise,
            State = "present",
            Severity = "high",
            Confidence = 0.9991,
            GapPoints = 0.011,
            GapInterval = Around(0.011, 0.004),
            EffectPoints = 0.031,
            EffectInterval = Around(0.031, 0.009),
            Evidence = [name ?? "The label audit contradicts 9.6% (8.9 to 10.3) of 10,000 labels out of fold.", "Validation samples are wrong as often."],
            Against = ["On clean labels the audit finds what is hard, too."],
            Excluded = ["Conflicting labels: no two identical samples differ."],
            Advice = name ?? "Look at the suspects in audits/suspects-baseline.csv, mend their labels or leave them out (data.exclude).",
            Remedies = [Noise],
        },
        new Finding
        {
            Cause = Causes.TrainTestLeakage,
            State = "present",
            Severity = "invalidating",
            GapPoints = -0.0062,
            GapInterval = Around(-0.0062, 0.003),
            EffectPoints = -0.025,
            EffectInterval = Around(-0.025, 0.01),
            Evidence = ["120 of 10,000 test samples are in training."],
            Advice = "Leave the copies out of training, and read the test accuracy without them.",
        },
        new Finding { Cause = Causes.Overfitting, State = "present", Severity = "medium", GapPoints = 0.062, GapInterval = Around(0.062, 0.011), Evidence = ["Validation loss rises by 12% from its minimum."], Advice = "Regularise." },
        new Finding { Cause = Causes.ClassImbalance, State = "undecided", EffectPoints = 0.012, EffectInterval = Around(0.012, 0.014), Metric = "balancedAccuracy", Evidence = ["The largest class has 3.1 times as many samples as the smallest."], Advice = "Weight the classes." },
        new Finding { Cause = Causes.DistributionShift, State = "undecided" },
        new Finding { Cause = Causes.NumericFailure, State = "absent", Against = ["None of 5 trials had a value that is not a finite number."] },
        new Finding { Cause = Causes.BatchSize, State = "absent", Against = [name ?? "An epoch has 63 steps of 32 samples."], Confidence = 1 },
        new Finding { Cause = Causes.LearningRateTooLow, State = "notExamined", Against = ["The range test was not run."], Advice = "Run mlpipelines diagnose." },
    ];

    private static IReadOnlyList<RemedyResult> Remedies(string? name) =>
    [
        Remedy(Noise, name ?? "suspects left out of training", "better", 0.031, 0.009) with { IsChosen = true, Patch = ReportFixture.Patch("""{"data":{"exclude":"audits/suspects-baseline.csv"}}""") },
        Remedy("diagnose-early-stopping", "early stopping with patience 2, on a selection set held out of the training samples", "equivalent", 0.004, 0.007),
        Remedy("diagnose-dropout", "dropout 0.3 in the place of 0", "inconclusive", 0.012, 0.014) with { Metric = "balancedAccuracy" },
        Remedy("diagnose-smaller-model", "hidden units 64", "worse", -0.048, 0.012),
        Remedy("more-data", "twice the training samples (20,000)", "extrapolated", 0.008, 0.006) with { Validation = null, AdjustedP = null, SeedP = null, Repeats = 3, Note = name ?? "By a power law through 2,500, 5,000 and 10,000 training samples." },
        new RemedyResult { Name = "diagnose-data-like-test", What = name ?? "training data that are like the test's", Causes = [Causes.DistributionShift], Repeats = 0, Verdict = "notRun", Note = "No option makes training samples like those in test." },
    ];

    private static RemedyResult Remedy(string name, string what, string verdict, double test, double halfWidth) => new()
    {
        Name = name,
        What = what,
        Causes = [Causes.LabelNoise, Causes.Overfitting],
        Repeats = 5,
        Validation = new GapPart("validation.accuracy", name, "baseline", test + 0.002, Around(test + 0.002, halfWidth)),
        Test = new GapPart("test.accuracy", name, "baseline", test, Around(test, halfWidth)),
        AdjustedP = 0.0031,
        SeedP = 0.0625,
        Verdict = verdict,
    };

    private static AuditResult Audit(string? name) => new()
    {
        Leakage = new LeakageAudit
        {
            TestRows = 10_000,
            Exact = 2,
            Near = 1,
            Rows = [new LeakedRow(12, "train", 7, true, true), new LeakedRow(40, "train", 8, true, false), new LeakedRow(977, "selection", 3, false, true)],
            TrainingCopies = ["train/00007.png", "train/00008.png", "train/00903.png"],
            Examples =
            [
                new LeakedPair(name ?? "test/00012.png", name ?? "train/00007.png", "shirt", "shirt", true, 0, "audit/test-12.png", "audit/train-7.png"),
                new LeakedPair("test/00040.png", "train/00008.png", name ?? "shirt", "T-shirt", true, 0, "audit/test-40.png", "audit/train-8.png"),
                new LeakedPair("test/00977.png", "train/00903.png", "bag", "bag", false, 0.07),
            ],
            Method = "Near copies are nearer to a training image than 1 in 5,000 honest images of their class.",
        },
        Shifts = [Shift("validation", "test", name), Shift("train", "validation", null) with { Features = null, Outputs = null, Labels = null, Properties = [] }],
        Identity = new IdentityProbe
        {
            Samples = 500,
            Training = Tensor(-0.81, 2.02),
            Test = Tensor(-207, 514),
            EqualTensors = 0,
            MeanDifference = 122,
            Difference = name ?? "scaled by 255",
            ChangedPredictions = 0.71,
            Augmentation = new AugmentationSpread(200, 16, 0.94, 0.98, 0.081, 0.062),
        },
        DeadUnits = new DeadUnits(1000, [new LayerDeadUnits(name ?? "layers[0] dense", 128, 0.0625), new LayerDeadUnits("layers[2] dense", 64, 0)]),
        LabelOrder = new LabelOrder(412.5, 1.11, 0.03),
        Mistakes = new MistakeAudit(10_000, 910, [.. Enumerable.Range(0, 14).Select(index => Mistake(index, name))]),
        Pictures = Seen(name),
        Notes = [name ?? "Leakage was looked for by content only: no model was left to compare features with."],
    };

    private static ShiftAudit Shift(string from, string to, string? name) => new()
    {
        From = from,
        To = to,
        RowsFrom = 3000,
        RowsTo = 10_000,
        Features = new TwoSampleTest(0.81, Around(0.81, 0.02), 0.001),
        Outputs = new TwoSampleTest(0.52, Around(0.52, 0.03), 0.12),
        Properties =
        [
            new ShiftedProperty
            {
                Name = name ?? "brightness", Kind = "imageProperty", EffectSize = 0.92, EffectInterval = Around(0.92, 0.05), Distance = 0.41, P = 1e-9, AdjustedP = 4e-9, MeanFrom = 0.286, MeanTo = 0.412,
                Distributions = new DistributionPair(0, 0.8, [0.1, 0.4, 0.3, 0.2], [0.02, 0.18, 0.3, 0.5]), PicturesFrom = ["audit/test-12.png"], PicturesTo = ["audit/train-7.png", "audit/left-out.png"],
            },
            new ShiftedProperty
            {
                Name = "camera", Kind = "categorical", EffectSize = 0.31, Distance = 0.2, P = 0.002, AdjustedP = 0.006,
                Categories = [new ShiftedCategory(name ?? "studio", 0.9, 0.7), new ShiftedCategory("phone", 0.1, 0.3)],
            },
        ],
        Labels = new LabelShiftTest([.. Enumerable.Repeat(0.1, 10)], [0.15, 0.07, 0.08, .. Enumerable.Repeat(0.1, 7)], 0.00001),
    };

    private static readonly CalibrationResult Calibration = new(
    [
        .. new[] { (9, 310.0, 0.57, 0.44), (11, 480.0, 0.77, 0.6), (13, 1200.0, 0.9, 0.79), (14, 8010.0, 0.985, 0.97) }.Select(bin =>
            new ReliabilityBin((bin.Item1 - 1) / 15.0, bin.Item1 / 15.0, bin.Item2, bin.Item3, bin.Item4, Around(bin.Item4, 0.04))),
    ]);

    private static IReadOnlyList<PrecisionRecallCurve> Ranking(string? name) =>
    [
        .. new[] { name ?? "shirt", "coat", "pullover", "T-shirt", "dress" }.Select((label, index) => new PrecisionRecallCurve(
            label,
            0.7 + (0.05 * index),
            0.1,
            [.. Enumerable.Range(1, 20).Select(point => (Recall: point / 20.0, Precision: 1 - ((0.5 - (0.08 * index)) * Math.Pow(point / 20.0, 3)))).Select(point => new PrecisionPoint(point.Recall, point.Precision, point.Precision - 0.02, point.Precision + 0.01))])),
    ];

    private static Mistake Mistake(int index, string? name) => new(
        (7 * index) + 3, name ?? $"test/{(7 * index) + 3:00000}.png", index % 2 == 0 ? "shirt" : "coat", index == 0 ? name ?? "T-shirt" : "pullover", 0.999 - (0.01 * index), 0.0004 + (0.01 * index),
        index % 2 == 0 ? "audit/test-12.png" : "audit/test-40.png", index == 3 ? 2 : 5, 5);

    private static PictureAudit Seen(string? name) => new()
    {
        Attention = new AttentionAudit(
            name ?? "layers[2] conv2d",
            7,
            7,
            [
                new AttentionExample("test/00003.png", "shirt", name ?? "T-shirt", 0.999, "audit/test-12.png", "audit/train-7.png", "audit/train-8.png"),
                new AttentionExample("test/00010.png", "shirt", "shirt", 0.998, "audit/test-40.png", "audit/train-7.png", null),
            ]),
        ClassAverages = [new ClassAverage(name ?? "shirt", 500, "audit/test-12.png", 500, "audit/test-40.png"), new ClassAverage("coat", 500, "audit/train-7.png", 0, null)],
        Augmented = [new AugmentedImage(name ?? "train/00001.png", "coat", "audit/train-7.png", ["audit/train-8.png", "audit/test-12.png"])],
        Paths = [new PathPictures("train/00002.png", name ?? "coat", "audit/train-7.png", "audit/train-8.png", 0.031, "audit/test-12.png")],
    };

    private static TensorStatistics Tensor(double least, double greatest) => new(28, 28, 3, least, greatest, [0.1, 0.2, 0.3], [1, 1.1, 0.9], "459cdef6e518ac72");

    private static EmbeddedPictures Pictures()
    {
        string[] paths = ["audit/test-12.png", "audit/train-7.png", "audit/test-40.png", "audit/train-8.png"];
        return new EmbeddedPictures(paths.Select((path, index) => (path, index)).ToDictionary(entry => entry.path, entry => "data:image/png;base64," + Convert.ToBase64String(Picture.Png(28, entry.index))), 1, 0);
    }

    private static Interval Around(double value, double halfWidth) => new(value - halfWidth, value + halfWidth);
}
