using System.Text.Json.Nodes;
using MlPipelines.Evaluation;
using MlPipelines.Reports;

namespace MlPipelines.Tests.Reports;

/// <summary>Studies that have everything a scenario can measure, fixed to the last digit.</summary>
internal static class RichStudies
{
    private static readonly ReportFixture.Levels Usual = new(0.962, 0.975, 0.991, 0.918, 0.918, 0.909);

    /// <summary>A claim, sweeps, a search, and every audit, over so many variants.</summary>
    public static StudyReport Full(int variants = 3, string verdict = "holds")
    {
        string[] names = ["baseline", .. Enumerable.Range(1, variants - 1).Select(index => Names[(index - 1) % Names.Length])];
        IReadOnlyList<VariantResult> all = [.. names.Select((name, index) => Variant(name, index))];
        var result = ReportFixture.Result(all) with
        {
            Claim = Claim(verdict),
            Comparisons = [.. names.Skip(1).SelectMany((name, index) => Comparisons(name, index))],
            Spreads = [.. names.Select((name, index) => Spread(name, index))],
            Sweeps = [TrainSizes(), Optimizers()],
            VarianceComponents = Components(),
            Searches = [Search("baseline", "grid", 0.02), Search(names[1], "random", 0.01), Search(names[^1], "bayesian", 0)],
            RangeTests = [RangeTest("baseline"), RangeTest(names[1]) with { Suggested = null, DivergesAt = null }],
            LabelAudits = [LabelAudit("baseline")],
            DataAudit = DataAudit(),
        };
        return new StudyReport(result, ReportFixture.Histories(all)) { Pictures = Pictures() };
    }

    private static readonly string[] Names =
        ["dropout-0.25", "l2-0.01", "weight-decay", "augment-flip", "augment-rotation", "augment-shift", "batch-8", "batch-256", "batch-1024", "deep-sigmoid-without-normalisation", "early-stopping"];

    public static ClaimResult Claim(string verdict) => new()
    {
        Text = "Dropout raises test accuracy on a small training set by two points or more.",
        Variant = "dropout-0.25",
        Against = "baseline",
        Metric = "test.accuracy",
        Direction = "higher",
        SmallestEffect = 0.02,
        Difference = verdict == "holds" ? 0.031 : verdict == "fails" ? 0.004 : 0.021,
        Interval = verdict == "holds" ? new Interval(0.024, 0.038) : verdict == "fails" ? new Interval(-0.003, 0.011) : new Interval(0.012, 0.03),
        Repeats = 8,
        AdjustedP = 0.0012,
        SeedP = 0.0156,
        Verdict = verdict,
        Sentence = verdict switch
        {
            "holds" => "Test accuracy of dropout-0.25 is 3.1 points higher than that of baseline (2.4 to 3.8), above the smallest effect of 2 points.",
            "fails" => "Test accuracy of dropout-0.25 is 0.4 points higher than that of baseline (−0.3 to +1.1), below the smallest effect of 2 points.",
            _ => "Test accuracy of dropout-0.25 is 2.1 points higher than that of baseline (1.2 to 3.0): the interval holds the smallest effect of 2 points.",
        },
        Advice = verdict == "undecided" ? "About 40 repeats would decide it." : null,
    };

    private static VariantResult Variant(string name, int index)
    {
        var shift = index * 0.0031;
        var levels = Usual with { Test = Usual.Test + shift, TrainClean = Usual.TrainClean - (2 * shift) };
        var variant = ReportFixture.Variant(name, index == 0 ? null : ReportFixture.Patch("""{"training":{"epochs":20}}"""), levels, index);
        var test = variant.Summary[MeasurementNames.Test].ToDictionary();
        test["balancedAccuracy"] = Summary(levels.Test - 0.004, 0.006);
        test["macroF1"] = Summary(levels.Test - 0.006, 0.006);
        test["rocAuc"] = Summary(0.991, 0.0011);
        test["averagePrecision"] = Summary(0.953, 0.006);
        test["brier"] = new MetricSummary(0.134, 0.002, 5, null, false);
        test["expectedCalibrationError"] = new MetricSummary(0.031, 0.001, 5, null, false);
        var summary = variant.Summary.ToDictionary();
        summary[MeasurementNames.Test] = test;
        return variant with
        {
            Summary = summary,
            Ensemble = new EnsembleResult
            {
                Sizes = [.. Enumerable.Range(1, 5).Select(members => new EnsembleSize(
                    members, 5 / members, levels.Test + (0.012 * (1 - (1.0 / members))), members == 4 ? null : Around(levels.Test + (0.012 * (1 - (1.0 / members))), 0.006),
                    0.012 * (1 - (1.0 / members)), members == 1 ? null : Around(0.012 * (1 - (1.0 / members)), 0.003), 0.27 - (0.01 * members)))],
            },
            IdenticalSamples = index > 2 ? [] : [Pair("trainingMode", "running", "trainAugmented", -0.013, 0.041, name), Pair("augmentation", "trainAugmented", "trainClean", -0.016, 0.037, name), Pair("skew", "validationClean", "validation", 0.024 * index, 0.05 * index, name)],
            Dynamics = Dynamics(index),
        };
    }

    private static IdenticalPair Pair(string name, string from, string to, double difference, double changed, string variant) => new()
    {
        Name = name,
        From = from,
        To = to,
        Rows = 2_000,
        AccuracyFrom = 0.962,
        AccuracyTo = 0.962 - difference,
        Difference = new GapPart(name, from, to, difference, Around(difference, 0.004)),
        Changed = changed,
        ChangedInterval = Around(changed, 0.006),
        Examples = changed == 0 ? [] :
        [
            .. Enumerable.Range(0, 4).Select(row => new ChangedSample(
                row, $"train/{row:00000}.png", "shirt", row % 2 == 0 ? "shirt" : "T-shirt", 0.93 - (0.05 * row), "pullover", 0.71, $"trials/{variant}/0/pictures/{name}-{row}-from.png", $"trials/{variant}/0/pictures/{name}-{row}-to.png")),
        ],
    };

    private static DynamicsResult Dynamics(int index) => new()
    {
        Epochs = Summary(10 - (index % 4), 1.1),
        KeptEpoch = Summary(7.2, 1.4),
        FinalTrend = index == 1 ? -0.031 : -0.004,
        StillFalling = index == 1,
        Oscillation = 0.012 * (index + 1),
        Oscillates = index == 2,
        StaysAtChance = index == 9,
        NumericFailures = 0,
        Gradients =
        [
            .. new[] { ("conv2d", 160L), ("conv2d_1", 4_640L), ("dense", 50_240L), ("dense_1", 650L) }.Select((layer, place) =>
                new LayerGradient(layer.Item1, layer.Item2, Math.Round(0.4 * Math.Pow(index == 9 ? 0.02 : 0.6 - (0.03 * index), 3 - place), 7), Math.Round(0.1 * Math.Pow(index == 9 ? 0.03 : 0.7, 3 - place), 7))),
        ],
        GradientRatio = Math.Round(Math.Pow(index == 9 ? 0.02 : 0.6, 3) * 2.01, 6),
        Sharpness = Summary(23.4 - index, 4.2),
        GradientNoiseScale = Summary(412 + (100 * index), 60),
        Notes = index switch
        {
            1 => ["The running loss was still falling by 3.1% per epoch at the end: more epochs would lower it further."],
            9 => ["Accuracy stays at what guessing the largest class gives.", "The first layer's gradient is 60,000 times smaller than the last one's."],
            _ => [],
        },
    };

    private static IEnumerable<ComparisonResult> Comparisons(string name, int index) =>
        new[] { "validation.accuracy", "test.accuracy", "test.balancedAccuracy", "test.logLoss", "gap.total" }.Select((metric, place) => new ComparisonResult
        {
            Variant = name,
            Against = "baseline",
            Metric = metric,
            MeanDifference = (metric == "gap.total" ? -0.0093 : 0.0031) * (index + 1),
            Interval = Around((metric == "gap.total" ? -0.0093 : 0.0031) * (index + 1), 0.007),
            Pairs = 8,
            AdjustedP = 0.02,
            SeedP = 0.031,
            Verdict = index > 1 ? "better" : place % 2 == 0 ? "inconclusive" : "equivalent",
            Advice = index <= 1 && place % 2 == 0 ? "About 20 repeats." : null,
        });

    private static SpreadResult Spread(string name, int index) => new()
    {
        Variant = name,
        Repeats = 8,
        StandardDeviation = 0.0031 + (0.0004 * index),
        Interval = new Interval(0.002, 0.0063 + (0.0004 * index)),
        Ratio = index == 0 ? null : 1 + (0.13 * index),
        RatioInterval = index == 0 ? null : new Interval(0.5 + (0.06 * index), 2 + (0.26 * index)),
        AdjustedP = index == 0 ? null : 0.6,
    };

    private static SweepResult TrainSizes() => new()
    {
        Path = "data.trainSize",
        Points =
        [
            .. new[] { 250, 500, 1000, 2500, 10000 }.Select((size, index) => new SweepPoint(
                $"trainSize-{size}", size.ToString(System.Globalization.CultureInfo.InvariantCulture), size,
                Summary(0.999 - (0.002 * index), 0.001), Summary(0.93 - (2.4 / Math.Sqrt(size)), 0.012), Part("total", 0.06 + (2.2 / Math.Sqrt(size)), 0.013))),
        ],
        LearningCurve = new LearningCurve
        {
            Floor = 0.07,
            Factor = 2.4,
            Exponent = 0.5,
            Largest = 10000,
            AccuracyAtTwice = 0.913,
            AccuracyAtTwiceInterval = new Interval(0.901, 0.921),
            Gain = 0.007,
            GainInterval = new Interval(0.003, 0.012),
            Curve = [.. Enumerable.Range(0, 20).Select(step => 250 * Math.Pow(80, step / 19.0)).Select(size => new CurvePoint(size, 0.93 - (2.4 / Math.Sqrt(size))))],
        },
    };

    private static SweepResult Optimizers() => new()
    {
        Path = "training.optimizer.type",
        Points =
        [
            new SweepPoint("baseline", "adam", null, Summary(0.991, 0.002), Summary(0.909, 0.006), Part("total", 0.082, 0.007)),
            new SweepPoint("type-sgd", "sgd", null, Summary(0.902, 0.004), Summary(0.881, 0.007), Part("total", 0.021, 0.008)),
            new SweepPoint("type-rmsProp", "rmsProp", null, null, null, null),
        ],
    };

    private static VarianceComponentsResult Components() => new()
    {
        Accuracies = [0.9121, 0.9048, 0.9098, 0.9073, 0.911, 0.9077, 0.9131, 0.9062],
        AllStreams = 0.0029,
        AllStreamsInterval = new Interval(0.0019, 0.0059),
        Streams =
        [
            new StreamEffect("init", 0.0012, new Interval(0, 0.0031), 6, 0.0024, new Interval(0.0015, 0.0051), 3),
            new StreamEffect("order", 0.0004, new Interval(0, 0.0022), 6, 0.0021, new Interval(0.0013, 0.0047), 3),
            new StreamEffect("dropout", 0, null, 6, 0.0017, new Interval(0.0011, 0.0039), 3),
        ],
        TestSet = 0.0028,
    };

    private static SearchResult Search(string variant, string strategy, double worse)
    {
        var scores = Enumerable.Range(0, 12).Select(number => 0.31 + worse + (0.4 * Math.Abs(Math.Sin((number * 1.7) + strategy.Length)) / (1 + number))).ToList();
        var best = scores.IndexOf(scores.Min());
        return new SearchResult
        {
            Variant = variant,
            Strategy = strategy,
            Objective = "selection.logLoss",
            MoreIsBetter = false,
            Best = best,
            BestSoFar = [.. scores.Select((_, number) => (double?)scores.Take(number + 1).Min())],
            Epochs = 96,
            EpochsWithoutPruning = 120,
            Candidates =
            [
                .. scores.Select((score, number) => new SearchCandidate(
                    number, number / 2, new JsonObject { ["training.optimizer.learningRate"] = 0.0001 * Math.Pow(1.8, number), ["training.batchSize"] = 16 << (number % 4) },
                    number == 3 ? null : score, 10, number == 5, number == 3 ? "The loss became infinite in epoch 1." : null, 4.1)),
            ],
        };
    }

    private static RangeTestResult RangeTest(string variant) => new()
    {
        Variant = variant,
        Points = [.. Enumerable.Range(0, 60).Select(step => Math.Pow(10, -6 + (step * 7 / 59.0))).Select((rate, step) => new RangeTestPoint(rate, Loss(rate) + (0.04 * Math.Sin(step)), Loss(rate)))],
        Suggested = 0.0021,
        DivergesAt = 0.24,
        Configured = 0.001,
    };

    private static double Loss(double rate) => 0.5 + (1.8 / (1 + (rate / 0.002))) + (rate > 0.1 ? 8 * Math.Log10(rate / 0.1) : 0);

    public static LabelAuditResult LabelAudit(string variant) => new()
    {
        Variant = variant,
        Rows = 10_000,
        Folds = 5,
        OutOfFoldAccuracy = 0.823,
        NoiseRate = 0.096,
        NoiseRateInterval = new Interval(0.089, 0.103),
        Joint = [[4_500, 500], [460, 4_540]],
        SuspectCount = 934,
        Suspects =
        [
            .. Enumerable.Range(0, 30).Select(index => new LabelSuspect(
                index + 1, $"train/{index * 37:00000}.png", "sneaker", "ankle boot", 0.0004 * (index + 1), 0.9991 - (0.001 * index), index % 7 != 3, $"audits/pictures-baseline/{index}.png")),
        ],
        SuspectsFile = "audits/suspects-baseline.csv",
        Planted = new PlantedNoise(1_000, 871, 0.9325, new Interval(0.9147, 0.9468), 0.871, new Interval(0.8488, 0.8904), 0.942),
    };

    public static DataAuditResult DataAudit() => new()
    {
        Columns =
        [
            Column("tenure", 0.738, 0.741, null),
            Column("TotalCharges", 0.642, 0.651, null),
            Column("ChurnScore", 0.9987, 0.9979, "It alone ranks the classes nearly perfectly: it may have been written after the label was known."),
            Column("CustomerID", 0.511, 0.5, "Every value occurs once: it is an identifier."),
            new AuditedColumn
            {
                Name = "Contract",
                Kind = "categorical",
                Missing = new Dictionary<string, double> { ["train"] = 0, ["validation"] = 0, ["test"] = 0.002 },
                ByClass =
                [
                    new ClassDistribution("No", null, null, [], [new CategoryShare("Month-to-month", 0.43), new CategoryShare("Two year", 0.32), new CategoryShare("", 0.01)]),
                    new ClassDistribution("Yes", null, null, [], [new CategoryShare("Month-to-month", 0.89), new CategoryShare("One year", 0.09)]),
                ],
                Power = 0.731,
                PowerInterval = new Interval(0.715, 0.747),
                TestPower = 0.728,
            },
            new AuditedColumn { Name = "Notes", Kind = "ignore", Missing = new Dictionary<string, double> { ["train"] = 0.98, ["validation"] = 1, ["test"] = 0.97 } },
        ],
        Duplicates = new DuplicateSummary
        {
            WithinTraining = 22,
            AcrossTest = 7,
            AcrossValidation = 0,
            Conflicting = 5,
            AccuracyLimit = 0.9996,
            Examples =
            [
                new DuplicateGroup([new DuplicateSample("train", "row 12", "No"), new DuplicateSample("test", "row 977", "Yes")], 2, true),
                new DuplicateGroup([new DuplicateSample("train", "row 40", "No"), new DuplicateSample("train", "row 41", "No")], 9, false),
            ],
        },
        Notes = ["One column predicts the label almost perfectly by itself.", "7 test samples are copies of training samples."],
    };

    private static AuditedColumn Column(string name, double power, double testPower, string? suspicion) => new()
    {
        Name = name,
        Kind = "numeric",
        Missing = new Dictionary<string, double> { ["train"] = 0.0016, ["validation"] = 0, ["test"] = 0.0021 },
        ByClass =
        [
            new ClassDistribution("No", 37.57, 24.11, [0, 15, 38, 61, 72], []),
            new ClassDistribution("Yes", 17.98, 19.53, [1, 2, 10, 29, 72], []),
        ],
        Power = power,
        PowerInterval = Around(power, Math.Min(0.012, 1 - power)),
        TestPower = testPower,
        Suspicion = suspicion,
    };

    // The first few pictures exist, as if the rest had not fitted.
    private static EmbeddedPictures Pictures()
    {
        var paths = new[] { "trainingMode", "augmentation" }
            .SelectMany(pair => Enumerable.Range(0, 4).SelectMany(row => new[] { $"trials/baseline/0/pictures/{pair}-{row}-from.png", $"trials/baseline/0/pictures/{pair}-{row}-to.png" }))
            .Concat(Enumerable.Range(0, 12).Select(index => $"audits/pictures-baseline/{index}.png"));
        return new EmbeddedPictures(
            paths.Select((path, index) => (path, index)).ToDictionary(entry => entry.path, entry => "data:image/png;base64," + Convert.ToBase64String(Picture.Png(28, entry.index))), 18, 1);
    }

    private static MetricSummary Summary(double mean, double halfWidth) => new(mean, halfWidth / 2, 5, Around(mean, halfWidth), false);

    private static Interval Around(double value, double halfWidth) => new(value - halfWidth, value + halfWidth);

    private static GapPart Part(string name, double difference, double halfWidth) => new(name, MeasurementNames.TrainClean, MeasurementNames.Test, difference, Around(difference, halfWidth));
}
