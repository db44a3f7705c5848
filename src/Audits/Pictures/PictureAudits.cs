using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Pictures where people would rather look than read.</summary>
public static class PictureAudits
{
    /// <summary>Draws the pictures.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">The model; null without one.</param>
    /// <param name="view">What it makes of the samples.</param>
    /// <param name="pictures">Where pictures go; null for a table.</param>
    /// <param name="cancellation">Checked between classes and images.</param>
    /// <returns>Null for a table.</returns>
    public static PictureAudit? Audit(
        PreparedData data, ITrainedModel? model, ModelView? view, IPictureWriter? pictures, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        return pictures is null
            ? null
            : new PictureAudit
            {
                Attention = model is null || view is null || data.Test.Count == 0 ? null : AttentionAudits.Audit(data, model, view, pictures, cancellation),
                ClassAverages = ClassAverages.Of(data, pictures, cancellation),
                Augmented = AugmentedImages.Of(data, pictures),
                Paths = PreparedTwice.Of(data, pictures, cancellation),
            };
    }
}
