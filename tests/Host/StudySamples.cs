using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Tests.Host;

/// <summary>A small configuration, its plan, events and result, made by hand.</summary>
internal static class StudySamples
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    public static string RunFolder { get; } = Path.Combine(HostRun.CurrentFolder, "runs", "fashion", "20261123-150000");

    public static MlConfig Config { get; } = new()
    {
        Scenario = "fashion",
        Scenarios = new Dictionary<string, ScenarioOptions>
        {
            ["fashion"] = new()
            {
                Description = "A small convolutional network on Fashion-MNIST, with and without dropout and with rotated training images beside it.",
                Data = new ImageFolderOptions { Train = "/data" },
                Model = new CnnOptions(),
                Variants = new Dictionary<string, JsonObject> { ["dropout"] = [], ["rotation"] = [] },
            },
            ["churn"] = new()
            {
                Data = new TableOptions { Train = "/churn.csv", Label = "churn" },
                Model = new LogisticRegressionOptions(),
                Repeats = 10,
            },
        },
    };

    /// <summary>Two variants of two repeats.</summary>
    public static IReadOnlyList<PlannedTrial> Plan { get; } =
        [new(0, "baseline", 0, 0), new(1, "dropout", 0, 0), new(2, "baseline", 1, 0), new(3, "dropout", 1, 0)];

    public static ExportResult Export(ExportRequest request) => new()
    {
        File = request.Target,
        Bytes = 123_456,
        Input = "decoded pixels; any size",
        Inputs = ["image: uint8 (?, ?, ?, 3)"],
        Outputs = ["label: string (?)", "probabilities: float (?, 10)", "features: float (?, 64)"],
        CheckedIn = "ONNX Runtime 1.31.1",
        Samples = 2000,
        LargestDifference = 2.4e-7,
        ReducedDecodingDifference = request.Format == ExportFormat.Onnx ? 0.0123 : null,
        Notes = ["data.corrupt is no part of the model: images were compared without it."],
    };

    public static StudyPlanned Planned(int finished = 0, int workers = 2) => new(Start, RunFolder, "fashion", Plan, finished, workers);

    public static TrialStarted Started(int trial, double seconds) => new(Start.AddSeconds(seconds), Plan[trial]);

    public static EpochFinished Epoch(int trial, int epoch, double seconds) => new(Start.AddSeconds(seconds), Plan[trial], 10, new EpochRecord
    {
        Epoch = epoch,
        RunningLoss = 0.35124,
        RunningAccuracy = 0.86,
        TrainLoss = 0.34,
        TrainAccuracy = 0.87,
        HeldOutSet = "selection",
        HeldOutLoss = 0.4,
        HeldOutAccuracy = 0.872,
        LearningRate = 0.001,
        GradientNorm = 1,
        Seconds = 2,
        StepSeconds = 1.5,
    });

    public static TrialFinished Finished(int trial, double seconds) => new(Start.AddSeconds(seconds), Plan[trial], 0.951, 0.889, 20);

    public static TrialFailed Failed(int trial, double seconds) => new(Start.AddSeconds(seconds), Plan[trial], "epoch 3, step 12: the loss is not a finite number");

    public static StudyOutcome Outcome(int failedTrials = 0) => new(
        new RunDirectory(RunFolder),
        new StudyResult
        {
            Scenario = "fashion",
            Verdict = new StudyVerdict
            {
                Sentence = "The baseline is right on 95.1% of training and 88.9% of test rows: a gap of 6.2 points [5.1, 7.3], above the noise floor of 1.1.",
                State = "gap",
                Caveats = ["Two repeats tell little about the spread between seeds; a comparison needs at least six before it can be called."],
            },
            Provenance = new StudyProvenance
            {
                Version = "0.1.0",
                Started = Start,
                Finished = Start,
                Command = "mlpipelines run fashion",
                OperatingSystem = "",
                Runtime = "",
                Engine = "",
                Processors = 2,
                Threads = 1,
                Workers = 2,
                Seed = 1,
                Configuration = [],
            },
            Dataset = new DatasetResult
            {
                Kind = "imageFolder",
                Fingerprint = "",
                Classes = [],
                Shape = "",
                Counts = new Dictionary<string, IReadOnlyList<int>>(),
            },
            Variants = [Variant("baseline", 0.062, 0), Variant("dropout", 0.041, failedTrials)],
            Comparisons =
            [
                new ComparisonResult { Variant = "dropout", Against = "baseline", Metric = "test.accuracy", MeanDifference = 0.01, Pairs = 2, Verdict = "inconclusive" },
            ],
        },
        failedTrials);

    private static VariantResult Variant(string name, double gap, int failed) => new()
    {
        Name = name,
        Trials = [.. Enumerable.Range(0, 2).Select(repeat => new TrialResult
        {
            Variant = name,
            Repeat = repeat,
            State = repeat < failed ? TrialState.Failed : TrialState.Finished,
            Failure = repeat < failed ? "epoch 3, step 12: the loss is not a finite number" : null,
            Started = Start,
        })],
        Summary = new Dictionary<string, IReadOnlyDictionary<string, MetricSummary>>
        {
            [MeasurementNames.TrainClean] = Accuracy(0.889 + gap),
            [MeasurementNames.Test] = Accuracy(0.889),
        },
        Gap = new GapResult
        {
            Total = new GapPart("total", MeasurementNames.TrainClean, MeasurementNames.Test, gap, new Interval(gap - 0.011, gap + 0.011)),
            Parts = [],
            TrainingMetric = [],
            Floor = new NoiseFloor(0.011, null),
        },
    };

    private static Dictionary<string, MetricSummary> Accuracy(double mean) => new() { ["accuracy"] = new(mean, null, 2, null, false) };
}
