using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>What is kept of one case.</summary>
internal sealed record CaseOutcome
{
    /// <summary>The case's name.</summary>
    public required string Case { get; init; }

    public required string DataSet { get; init; }

    /// <summary>Whether the data set is only ever scored.</summary>
    public required bool IsScored { get; init; }

    /// <summary>The causes that were planted.</summary>
    public required IReadOnlyList<string> Planted { get; init; }

    /// <summary>What they truly cost.</summary>
    public required IReadOnlyList<CauseTruth> Truths { get; init; }

    /// <summary>The diagnosis' verdict; <c>none</c> when the program made none.</summary>
    public required string Verdict { get; init; }

    /// <summary>Its findings in its order.</summary>
    public required IReadOnlyList<CaseFinding> Findings { get; init; }

    /// <summary>What causes that the diagnosis found and nobody planted truly cost.</summary>
    public required IReadOnlyList<CauseTruth> Natural { get; init; }

    /// <summary>Wall seconds of the diagnosis.</summary>
    public required double Seconds { get; init; }

    /// <summary>Wall seconds of the benchmark's own trainings; 0 when they were read from a file.</summary>
    public required double TruthSeconds { get; init; }
}

/// <summary>What is kept of a finding.</summary>
internal sealed record CaseFinding(
    string Cause, string State, double? GapPoints, Interval? GapInterval, double? EffectPoints, Interval? EffectInterval)
{
    public static CaseFinding Of(Finding finding) => new(
        finding.Cause, finding.State, finding.GapPoints, finding.GapInterval, finding.EffectPoints, finding.EffectInterval);
}

/// <summary>Files of a resumable benchmark: one per case, written when it is whole.</summary>
internal static class CaseFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Reads a file; null when it is not there.</summary>
    public static T? Read<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) : null;

    public static void Write<T>(string path, T value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string unfinished = path + ".partial";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(value, Json));
        File.Move(unfinished, path, overwrite: true);
    }
}
