using System.Globalization;
using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>All that the training of a trial depends on, in words: a checkpoint with another key was written by another trial, on other data, or by another version.</summary>
internal static class CheckpointKey
{
    /// <summary>The key.</summary>
    /// <param name="trial">The trial's line of the plan.</param>
    /// <param name="options">Its effective options.</param>
    /// <param name="seeds">Its seeds.</param>
    /// <param name="fingerprint">The fingerprint of its data.</param>
    public static string Of(PlannedTrial trial, ScenarioOptions options, TrialSeeds seeds, string fingerprint) => string.Join(
        '\n',
        ProgramVersion.Text,
        // Another build may compute otherwise; the same sources built alike give the same number.
        typeof(ModelTraining).Module.ModuleVersionId.ToString(),
        ModelTraining.EngineOf(options),
        fingerprint,
        JsonSerializer.Serialize(trial, StudyJson.Line),
        ScenarioJson.ToJson(options).ToJsonString(),
        string.Create(CultureInfo.InvariantCulture, $"{seeds.Seed} {seeds.Repeat}"),
        string.Join(' ', seeds.Vary),
        string.Join(' ', seeds.Exceptions.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))));
}
