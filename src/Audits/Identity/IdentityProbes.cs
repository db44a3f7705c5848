using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Identical images through both preprocessing paths, and through the augmentation.</summary>
public static class IdentityProbes
{
    /// <summary>Probes.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">The model; null when there is none.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <returns>Null for a table.</returns>
    public static IdentityProbe? Probe(PreparedData data, ITrainedModel? model, CancellationToken cancellation)
    {
        _ = (data, model, cancellation);
        return null;
    }
}
