using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Predicts rows in evaluation mode in batches of one fixed size, the last one padded with zeros: a row's bits do not depend on how many rows
/// follow. (They do depend on its place in the batch, since matrix libraries treat the last rows of a block otherwise.)
/// </summary>
internal sealed class SamplePrediction(INeuralNetwork network, NetworkDescription description)
{
    private readonly int _batch = description.PredictionBatch;
    private readonly float[] _inputs = new float[checked((int)(description.PredictionBatch * description.Input.Size))];
    private readonly float[] _probabilities = new float[description.PredictionBatch * description.Classes];

    /// <summary>Copies the samples of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="destination">Receives (rows, height, width, channels) values.</param>
    public delegate void CopySamples(ReadOnlySpan<int> rows, Span<float> destination);

    /// <summary>Predicts rows of a set.</summary>
    public float[] Predict(SampleSet samples, PreprocessingPath path, ReadOnlySpan<int> rows, CancellationToken cancellation) =>
        Predict(rows, (chunk, destination) => samples.CopySamples(chunk, path, destination), cancellation);

    /// <summary>Predicts rows of whatever copies them.</summary>
    /// <returns>(rows, classes), the classes varying fastest.</returns>
    public float[] Predict(ReadOnlySpan<int> rows, CopySamples copy, CancellationToken cancellation)
    {
        float[] result = new float[checked(rows.Length * description.Classes)];
        int size = checked((int)description.Input.Size);
        for (int start = 0; start < rows.Length; start += _batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_batch, rows.Length - start);
            copy(rows.Slice(start, count), _inputs.AsSpan(0, count * size));
            _inputs.AsSpan(count * size).Clear();
            network.Predict(_inputs, _batch, _probabilities);
            TrainingMeter.Predicted.Add(count);
            _probabilities.AsSpan(0, count * description.Classes).CopyTo(result.AsSpan(start * description.Classes));
        }

        return result;
    }
}
