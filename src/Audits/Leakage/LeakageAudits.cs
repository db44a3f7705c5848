using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>Test samples that are copies, or nearly copies, of training samples.</summary>
public static class LeakageAudits
{
    /// <summary>Looks for copies of test samples among training and selection samples.</summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">What the model sees; without one, near copies of images go by the perceptual hash and pixels alone.</param>
    /// <param name="writePicture">Writes the picture of a row of a set and gives its path relative to the run directory; null for a table.</param>
    /// <param name="cancellation">Checked every few hundred samples.</param>
    public static LeakageAudit? Audit(
        PreparedData data, ModelView? model, Func<SampleSet, int, string?>? writePicture, CancellationToken cancellation)
    {
        _ = (data, model, writePicture, cancellation);
        return null;
    }
}
