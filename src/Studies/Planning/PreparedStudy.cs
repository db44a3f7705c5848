using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary><c>dataset.json</c>: what the data were when the study was planned.</summary>
internal sealed record PreparedStudy
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/dataset/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The data of the baseline.</summary>
    public required DatasetDescription Description { get; init; }

    /// <summary>Variant → fingerprint of its data. A trial refuses to run on other data.</summary>
    public required IReadOnlyDictionary<string, string> Fingerprints { get; init; }

    /// <summary>What the data of the baseline look like.</summary>
    public DataAuditResult? Audit { get; init; }

    /// <summary>Reads a run's description of its data.</summary>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static PreparedStudy Read(string path) => StudyJson.Read<PreparedStudy>(path, study => study.Schema, CurrentSchema);
}
