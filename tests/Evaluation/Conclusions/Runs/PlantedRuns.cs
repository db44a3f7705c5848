using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

/// <summary>Runs to compare, made of planted studies or row by row.</summary>
internal static class PlantedRuns
{
    /// <summary>Compares runs with the first.</summary>
    public static RunComparison Compare(IReadOnlyList<ComparedRun> runs) => RunComparisonConclusion.Of(runs, TestContext.Current.CancellationToken);

    /// <summary>A run whose baseline is that of a planted study.</summary>
    public static ComparedRun Of(string label, SyntheticStudy study, Func<ScenarioOptions, ScenarioOptions>? options = null, Func<StudyResult, StudyResult>? result = null)
    {
        StudyResult concluded = study.Conclude();
        return new ComparedRun
        {
            Label = label,
            Id = $"synthetic/{label}",
            Directory = new RunDirectory($"/runs/synthetic/{label}"),
            Result = result is null ? concluded : result(concluded),
            Options = options is null ? study.Configuration().Baseline : options(study.Configuration().Baseline),
            Rows = repeat => study.Rows(VariantResult.Baseline, repeat),
            Histories = [.. Enumerable.Range(0, study.Repeats).Select(repeat => study.History(VariantResult.Baseline, repeat))],
        };
    }

    /// <summary>A run that measured nothing but test rows, whose classes are all 0.</summary>
    /// <param name="label">Its letter.</param>
    /// <param name="predicted">[repeat][row].</param>
    public static ComparedRun Of(string label, params int[][] predicted)
    {
        TrialResult[] trials =
        [
            .. predicted.Select((rows, repeat) => new TrialResult
            {
                Variant = VariantResult.Baseline,
                Repeat = repeat,
                State = TrialState.Finished,
                Started = DateTimeOffset.UnixEpoch,
                Measurements = new Dictionary<string, MeasurementValues>
                {
                    [MeasurementNames.Test] = new() { Rows = rows.Length, Accuracy = 0, BalancedAccuracy = 0, MacroF1 = 0, LogLoss = 0 },
                },
            }),
        ];
        ComparedRun planted = Of(label, new SyntheticStudy { Repeats = 2, Classes = 3, TestRows = 30, TrainRows = 30, ValidationRows = 30, Variants = [new("baseline", 0.9, 0.8, 0.8)] });
        return planted with
        {
            Result = planted.Result with { Variants = [planted.Result.Variants[0] with { Trials = trials }] },
            Rows = repeat => new Dictionary<string, TrialRows> { [MeasurementNames.Test] = Rows(predicted[repeat]) },
        };
    }

    /// <summary>The data with another split.</summary>
    public static DataOptions Split(ScenarioOptions options, Func<SplitOptions, SplitOptions> change) =>
        ((ImageFolderOptions)options.Data) with { Split = change(options.Data.Split) };

    /// <summary>A result with another effective configuration.</summary>
    public static StudyResult With(StudyResult result, string configuration) =>
        result with { Provenance = result.Provenance with { Configuration = JsonNode.Parse(configuration)!.AsObject() } };

    private static TrialRows Rows(int[] predicted) => new(
        [.. Enumerable.Range(0, predicted.Length)],
        [.. Enumerable.Range(0, predicted.Length).Select(row => $"test/{row}.png")],
        new int[predicted.Length],
        predicted,
        new float[predicted.Length],
        new float[predicted.Length],
        null);
}
