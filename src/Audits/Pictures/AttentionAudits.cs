using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Where a network with convolutions looked, for a few test images that it gets wrong and a few that it gets right.</summary>
internal static class AttentionAudits
{
    private const int Most = 4;

    /// <returns>Null for a network without a convolution.</returns>
    public static AttentionAudit? Audit(
        PreparedData data, ITrainedModel model, ModelView view, IPictureWriter pictures, CancellationToken cancellation)
    {
        TestPredictions predictions = new(data, view.Probabilities[data.Test.Name]);
        int[] wrong = Different(predictions.Wrong(), row => (data.Test.Labels[row], predictions.Predicted[row]));

        // Right ones of the classes that were confused come first: they show what the network looks at when it is right about them.
        HashSet<int> confused = [.. wrong.SelectMany(row => (int[])[data.Test.Labels[row], predictions.Predicted[row]])];
        int[] right = Different(
            predictions.Right().OrderByDescending(row => confused.Contains(data.Test.Labels[row])), row => (data.Test.Labels[row], 0));
        int[] rows = [.. wrong, .. right];
        int[] predicted = [.. rows.Select(row => predictions.Predicted[row])];
        int[] labels = [.. wrong.Select(row => data.Test.Labels[row])];
        if (rows.Length == 0
            || model.LastConvolution(data.Test, PreprocessingPath.Deployment, rows, predicted, cancellation) is not { } seen
            || model.LastConvolution(data.Test, PreprocessingPath.Deployment, wrong, labels, cancellation) is not { } missed)
        {
            return null;
        }

        return new AttentionAudit(
            seen.Layer,
            seen.Height,
            seen.Width,
            [
                .. rows.Select((row, index) => new AttentionExample(
                    data.Test.Ids[row],
                    data.Classes[data.Test.Labels[row]],
                    data.Classes[predicted[index]],
                    predictions.Confidence(row),
                    pictures.Write(data.Test, row),
                    Map(seen, index, row, "predicted"),
                    index < wrong.Length ? Map(missed, index, row, "label") : null)),
            ]);

        string? Map(ConvolutionResponse response, int index, int row, string kind) => pictures.Write(
            FormattableString.Invariant($"attention-{kind}-{row}"),
            data.Test.Picture(row, PreprocessingPath.Deployment) is { } picture
                ? HeatPicture.Of(picture, GradCam.Map(response, index), response.Height, response.Width)
                : null);
    }

    private static int[] Different<T>(IEnumerable<int> rows, Func<int, T> kind) => [.. rows.DistinctBy(kind).Take(Most)];
}
