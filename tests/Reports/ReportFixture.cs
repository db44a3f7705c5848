using System.Text.Json.Nodes;
using MlPipelines.Evaluation;
using MlPipelines.Reports;

namespace MlPipelines.Tests.Reports;

/// <summary>
/// Studies in memory, fixed to the last digit. The default is what a convolutional network on ten classes of clothing looks like: it fits training data better than unseen data, dropout with
/// augmentation helps, another batch size does nothing that can be told.
/// </summary>
internal static class ReportFixture
{
    public static readonly string[] Clothes =
        ["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    private const int Repeats = 5;
    private const int Epochs = 10;
    private const int TestRows = 10_000;

    // Deviations of the repeats in points; they sum to 0, so that the means are round numbers.
    private static readonly double[] Luck = [0.31, -0.42, 0.08, -0.17, 0.20];

    /// <summary>Three variants, five repeats, ten epochs, 10,000 test rows.</summary>
    public static StudyReport Default()
    {
        IReadOnlyList<VariantResult> variants =
        [
            Variant("baseline", null, new Levels(0.962, 0.975, 0.991, 0.918, 0.918, 0.909), 1),
            Variant("dropout-and-augment", Patch("""{"model":{"dropout":0.4},"pipeline":{"augment":{"shift":{"x":0.1,"y":0.1}}}}"""), new Levels(0.912, 0.930, 0.951, 0.931, 0.931, 0.926), 2),
            Variant("batch-128", Patch("""{"training":{"batchSize":128}}"""), new Levels(0.958, 0.972, 0.988, 0.917, 0.917, 0.911), 3),
        ];
        return new StudyReport(Result(variants), Histories(variants));
    }

    /// <summary>A result around some variants.</summary>
    public static StudyResult Result(IReadOnlyList<VariantResult> variants, IReadOnlyList<string>? classes = null) => new()
    {
        Scenario = "fashion",
        Description = "A small convolutional network on Fashion-MNIST",
        Verdict = new StudyVerdict
        {
            Sentence = "Accuracy falls from 99.1% in training to 90.9% in test: a gap of 8.2 points (7.5 to 8.9), far above the noise floor of 0.7 points; 7.3 points of it are generalisation.",
            State = "gap",
            LargestPart = "generalisation",
            Caveats = ["Five repeats can show no variant better or worse by the sign-flip test: three comparisons need seven."],
        },
        Provenance = Provenance(),
        Dataset = Dataset(classes ?? Clothes),
        Variants = variants,
        Comparisons = variants.Count < 3 ? [] : Comparisons(),
    };

    /// <summary>Where the study ran.</summary>
    public static StudyProvenance Provenance() => new()
    {
        Version = "0.1.0",
        Started = new DateTimeOffset(2026, 11, 23, 14, 5, 0, TimeSpan.Zero),
        Finished = new DateTimeOffset(2026, 11, 23, 14, 7, 41, TimeSpan.Zero),
        Command = "mlpipelines run fashion --config mlconfig.json --set training.epochs=10",
        OperatingSystem = "Debian GNU/Linux 12 (x64)",
        Runtime = ".NET 10.0.1",
        Engine = "torch (TorchSharp 0.107.0, libtorch 2.10.0)",
        Processors = 2,
        Threads = 1,
        Workers = 2,
        Seed = 1,
        Configuration = Patch("""
            {"data":{"type":"idx","train":"assets/fashion-mnist/train","test":"assets/fashion-mnist/test"},
             "model":{"type":"cnn","preset":"small"},"training":{"epochs":10,"batchSize":32,"optimizer":{"type":"adam","learningRate":0.001}},"repeats":5,"seed":1}
            """),
    };

    /// <summary>The data, spread evenly over the classes.</summary>
    public static DatasetResult Dataset(IReadOnlyList<string> classes) => new()
    {
        Kind = "idx",
        Fingerprint = "9f3c5e0c1a7d4b62c8e1f0a95d3b7c6e2a4f8091b3d5c7e9f1a2b4c6d8e0f213",
        Classes = classes,
        Shape = "28 x 28 x 1",
        Counts = new Dictionary<string, IReadOnlyList<int>>
        {
            ["test"] = [.. classes.Select(_ => TestRows / classes.Count)],
            ["train"] = [.. classes.Select((_, index) => (10_000 / classes.Count) + (index % 3))],
            ["validation"] = [.. classes.Select(_ => 2_000 / classes.Count)],
        },
        Notes = ["The validation set is split off the training data: 2,000 rows, stratified."],
    };

    /// <summary>A variant around its measurements: (running, trainAugmented, trainClean, validationClean, validation, test).</summary>
    public static VariantResult Variant(string name, JsonObject? patch, Levels levels, int salt, int repeats = Repeats, IReadOnlyList<string>? classes = null, bool epochs = true)
    {
        var trials = Enumerable.Range(0, repeats).Select(repeat => Trial(name, repeat, levels, salt, repeats, epochs)).ToList();
        return new VariantResult
        {
            Name = name,
            Patch = patch,
            Trials = trials,
            Summary = Summary(trials),
            Gap = Gap(levels, repeats, epochs),
            Confusion = Confusion(classes ?? Clothes, levels.Test, repeats),
            Classes = ClassResults(classes ?? Clothes, Confusion(classes ?? Clothes, levels.Test, repeats), repeats),
        };
    }

    /// <summary>A trial that ended without measurements.</summary>
    public static TrialResult FailedTrial(string variant, int repeat, string failure) => new()
    {
        Variant = variant,
        Repeat = repeat,
        State = TrialState.Failed,
        FailureKind = "numericFailure",
        Failure = failure,
        Started = new DateTimeOffset(2026, 11, 23, 14, 5, 0, TimeSpan.Zero),
        Seconds = 3.2,
        Epochs = 2,
    };

    /// <summary>The epochs of every finished trial that has any.</summary>
    public static IReadOnlyDictionary<(string Variant, int Repeat), IReadOnlyList<EpochRow>> Histories(IReadOnlyList<VariantResult> variants, int epochs = Epochs) =>
        variants.SelectMany(variant => variant.Trials)
            .Where(trial => trial is { State: TrialState.Finished, Epochs: not null })
            .ToDictionary(trial => (trial.Variant, trial.Repeat), trial => (IReadOnlyList<EpochRow>)History(trial, epochs));

    /// <summary>A JSON object.</summary>
    public static JsonObject Patch(string json) => JsonNode.Parse(json)!.AsObject();

    private static TrialResult Trial(string variant, int repeat, Levels levels, int salt, int repeats, bool epochs)
    {
        double Lucky(double level, double strength) =>
            Math.Round(repeats == 1 ? level : level + (strength * Luck[(repeat + salt) % Luck.Length] / 100), 6);

        var measurements = new Dictionary<string, MeasurementValues>
        {
            [MeasurementNames.TrainClean] = Values(Lucky(levels.TrainClean, 0.3), 10_000),
            [MeasurementNames.ValidationClean] = Values(Lucky(levels.ValidationClean, 1), 2_000),
            [MeasurementNames.Validation] = Values(Lucky(levels.Validation, 1), 2_000),
            [MeasurementNames.Test] = Values(Lucky(levels.Test, 1), TestRows),
        };
        if (epochs)
        {
            measurements[MeasurementNames.Running] = Values(Lucky(levels.Running, 0.4), 10_000);
            measurements[MeasurementNames.TrainAugmented] = Values(Lucky(levels.TrainAugmented, 0.4), 10_000);
        }

        return new TrialResult
        {
            Variant = variant,
            Repeat = repeat,
            State = TrialState.Finished,
            Measurements = measurements,
            Epochs = epochs ? Epochs : null,
            KeptEpoch = epochs ? 5 + ((repeat + salt) % 3) : null,
            StoppedEarly = repeat == 1 && epochs,
            ParameterCount = 56_714,
            WeightsDigest = "00ff",
            Started = new DateTimeOffset(2026, 11, 23, 14, 5, repeat, TimeSpan.Zero),
            Seconds = 31.4 + repeat,
            TrainingSeconds = 28.9 + repeat,
            PeakMemoryBytes = 431L << 20,
        };
    }

    private static MeasurementValues Values(double accuracy, int rows) => new()
    {
        Rows = rows,
        Accuracy = accuracy,
        BalancedAccuracy = accuracy,
        MacroF1 = accuracy - 0.002,
        LogLoss = Math.Round((1 - accuracy) * 3, 6),
    };

    private static Dictionary<string, IReadOnlyDictionary<string, MetricSummary>> Summary(List<TrialResult> trials) =>
        MeasurementNames.All.Where(name => trials[0].Measurements.ContainsKey(name)).ToDictionary(
            name => name,
            name => (IReadOnlyDictionary<string, MetricSummary>)new Dictionary<string, MetricSummary>
            {
                ["accuracy"] = Summarise([.. trials.Select(trial => trial.Measurements[name].Accuracy)], 0.006),
                ["logLoss"] = Summarise([.. trials.Select(trial => trial.Measurements[name].LogLoss)], 0.02),
            });

    private static MetricSummary Summarise(IReadOnlyList<double> values, double halfWidth)
    {
        var mean = values.Average();
        double? deviation = values.Count < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new MetricSummary(mean, deviation, values.Count, new Interval(mean - halfWidth, Math.Min(1, mean + halfWidth)), values.Count == 1);
    }

    private static GapResult Gap(Levels levels, int repeats, bool epochs) => new()
    {
        Total = Part("total", MeasurementNames.TrainClean, MeasurementNames.Test, levels.TrainClean - levels.Test, 0.007),
        Parts =
        [
            Part("generalisation", MeasurementNames.TrainClean, MeasurementNames.ValidationClean, levels.TrainClean - levels.ValidationClean, 0.013),
            Part("skew", MeasurementNames.ValidationClean, MeasurementNames.Validation, levels.ValidationClean - levels.Validation, levels.ValidationClean.Equals(levels.Validation) ? 0 : 0.002),
            Part("shift", MeasurementNames.Validation, MeasurementNames.Test, levels.Validation - levels.Test, 0.0145),
        ],
        TrainingMetric = !epochs ? [] :
        [
            Part("trainingMode", MeasurementNames.Running, MeasurementNames.TrainAugmented, levels.Running - levels.TrainAugmented, 0.003),
            Part("augmentation", MeasurementNames.TrainAugmented, MeasurementNames.TrainClean, levels.TrainAugmented - levels.TrainClean, 0.002),
        ],
        Floor = new NoiseFloor(0.007, repeats == 1 ? null : 0.0112),
    };

    private static GapPart Part(string name, string from, string to, double difference, double halfWidth) =>
        new(name, from, to, difference, new Interval(difference - halfWidth, difference + halfWidth));

    private static IReadOnlyList<ComparisonResult> Comparisons() =>
    [
        Comparison("dropout-and-augment", "test.accuracy", 0.017, 0.0052, 0.004, "inconclusive", "Two more repeats: the sign-flip test cannot fall below 0.05 with five."),
        Comparison("dropout-and-augment", "test.logLoss", -0.051, 0.020, 0.012, "inconclusive", "Two more repeats: the sign-flip test cannot fall below 0.05 with five."),
        Comparison("dropout-and-augment", "gap.total", -0.057, 0.0061, 0.0004, "better", null),
        Comparison("batch-128", "test.accuracy", 0.002, 0.0049, 0.81, "equivalent", null),
        Comparison("batch-128", "test.logLoss", -0.006, 0.022, 0.81, "inconclusive", "About 40 repeats."),
        Comparison("batch-128", "gap.total", -0.005, 0.0063, 0.34, "equivalent", null),
    ];

    private static ComparisonResult Comparison(string variant, string metric, double difference, double halfWidth, double p, string verdict, string? advice) => new()
    {
        Variant = variant,
        Against = "baseline",
        Metric = metric,
        MeanDifference = difference,
        Interval = new Interval(difference - halfWidth, difference + halfWidth),
        Pairs = Repeats,
        AdjustedP = p,
        SeedP = 0.375,
        Verdict = verdict,
        Advice = advice,
    };

    private static IReadOnlyList<IReadOnlyList<long>> Confusion(IReadOnlyList<string> classes, double accuracy, int repeats)
    {
        var rows = (long)TestRows / classes.Count * repeats;
        return [.. classes.Select((_, truth) => ConfusionRow(classes.Count, truth, rows, accuracy))];
    }

    // Class 6 is the hard one, and errors go to class 0 most, then to the neighbours.
    private static long[] ConfusionRow(int classes, int truth, long rows, double accuracy)
    {
        var row = new long[classes];
        var wrong = (long)(rows * (1 - accuracy) * (truth == 6 ? 2.6 : truth % 2 == 0 ? 1.2 : 0.5));
        row[truth] = rows - wrong;
        var favourite = truth == 0 ? Math.Min(6, classes - 1) : 0;
        row[favourite] += wrong / 2;
        row[(truth + 2) % classes] += (wrong - (wrong / 2)) / 2;
        row[(truth + 1) % classes] += wrong - (wrong / 2) - ((wrong - (wrong / 2)) / 2);
        return row;
    }

    private static IReadOnlyList<ClassResult> ClassResults(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<long>> confusion, int repeats) =>
    [
        .. classes.Select((name, index) =>
        {
            var support = confusion[index].Sum();
            var predicted = confusion.Sum(row => row[index]);
            var recall = (double)confusion[index][index] / support;
            var precision = (double)confusion[index][index] / predicted;
            return new ClassResult(
                name,
                (int)(support / repeats),
                precision,
                recall,
                new Interval(Math.Max(0, recall - 0.021), Math.Min(1, recall + 0.018)),
                2 * precision * recall / (precision + recall));
        }),
    ];

    // Training goes on improving, the held-out loss turns after the sixth epoch.
    private static EpochRow[] History(TrialResult trial, int epochs) =>
    [
        .. Enumerable.Range(1, epochs).Select(epoch =>
        {
            var train = trial.Measurements[MeasurementNames.TrainClean].Accuracy;
            var held = trial.Measurements[MeasurementNames.Validation].Accuracy;
            var rest = 1.0 / (1 + (0.9 * (epoch - 1)));
            var turn = Math.Max(0, epoch - 6) * 0.012 * (1 + (0.2 * trial.Repeat));
            return new EpochRow(
                epoch,
                0.05 + (0.62 * rest),
                train - 0.03 - (0.22 * rest),
                0.03 + (0.45 * rest) + (0.004 * trial.Repeat),
                train - (0.16 * rest),
                "validation",
                0.24 + (0.26 * rest) + turn + (0.006 * trial.Repeat),
                held - (0.10 * rest) - (0.003 * trial.Repeat * rest),
                0.001,
                1.2 * rest,
                2.9);
        }),
    ];

    /// <summary>Accuracies of the six measurements.</summary>
    internal sealed record Levels(double Running, double TrainAugmented, double TrainClean, double ValidationClean, double Validation, double Test);
}
