using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>How sample sets differ.</summary>
public static class ShiftAudits
{
    /// <summary>Compares validation with test samples, and training with validation samples.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">What the model sees and says; null without a model.</param>
    /// <param name="writePicture">Writes the picture of a row of a set and gives its path relative to the run directory; null for a table.</param>
    /// <param name="cancellation">Checked between properties.</param>
    public static IReadOnlyList<ShiftAudit> Audit(
        PreparedData data, ModelView? model, Func<SampleSet, int, string?>? writePicture, CancellationToken cancellation)
    {
        _ = (data, model, writePicture, cancellation);
        return [];
    }
}
