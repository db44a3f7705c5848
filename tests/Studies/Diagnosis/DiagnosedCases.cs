using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;

namespace MlPipelines.Tests.Studies;

/// <summary>What a diagnosis chooses from, made by hand.</summary>
internal static class DiagnosedCases
{
    public static ScenarioOptions Table(ModelOptions model) => new() { Data = new TableOptions { Train = "/a.csv", Label = "y" }, Model = model, Repeats = 3 };

    public static ScenarioOptions Images(ModelOptions model) => new() { Data = new SyntheticImagesOptions(), Model = model, Repeats = 3 };

    public static DatasetDescription Data(int first = 300, int second = 100) => new()
    {
        Kind = "table",
        Fingerprint = new string('0', 64),
        Classes = ["a", "b"],
        Shape = new SampleShape(1, 1, 4, IsImage: false),
        Counts = new Dictionary<string, IReadOnlyList<int>> { ["train"] = [first, second], ["validation"] = [50, 30], ["test"] = [60, 40] },
    };

    /// <summary>Three finished trials of 12 seconds, 10 of them training over 5 epochs.</summary>
    public static IReadOnlyList<TrialResult> Trials(int repeats = 3, int? epochs = 5) =>
        [.. Enumerable.Range(0, repeats).Select(repeat => Trial(VariantResult.Baseline, repeat, 0.8) with { Epochs = epochs })];

    public static TrialResult Trial(string variant, int repeat, double accuracy) => new()
    {
        Variant = variant,
        Repeat = repeat,
        State = TrialState.Finished,
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 12,
        TrainingSeconds = 10,
        Measurements = new Dictionary<string, MeasurementValues>
        {
            [MeasurementNames.Test] = new() { Rows = 100, Accuracy = accuracy, BalancedAccuracy = accuracy, MacroF1 = accuracy, LogLoss = 1 },
        },
    };

    public static StudyResult Result(IReadOnlyList<TrialResult> trials, params IReadOnlyList<(string Cause, string State)> findings) =>
        Host.StudySamples.Outcome().Result with
        {
            Variants = [new VariantResult { Name = VariantResult.Baseline, Trials = trials, Summary = new Dictionary<string, IReadOnlyDictionary<string, MetricSummary>>() }],
            Comparisons = [],
            Diagnosis = Diagnosis(findings),
        };

    public static DiagnosisResult Diagnosis(IReadOnlyList<(string Cause, string State)> findings) => new()
    {
        Verdict = Causes.CannotTell,
        Sentences = [],
        SmallestEffect = 0.02,
        IsComplete = false,
        Findings = [.. findings.Select(finding => new MlPipelines.Evaluation.Finding { Cause = finding.Cause, State = finding.State })],
    };

    public static DiagnosedCase Of(ScenarioOptions options, StudyResult? result = null, DatasetDescription? data = null) => new()
    {
        Options = options,
        Result = result ?? Result(Trials()),
        Data = data ?? Data(),
        Directory = new RunDirectory(Path.GetTempPath()),
    };
}
