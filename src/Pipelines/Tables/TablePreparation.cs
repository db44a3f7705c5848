using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>From a table on disk to prepared samples.</summary>
internal static class TablePreparation
{
    /// <inheritdoc cref="DataPreparation.Prepare"/>
    public static PreparedData Prepare(ScenarioOptions scenario, TableOptions table, TrialSeeds seeds, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
