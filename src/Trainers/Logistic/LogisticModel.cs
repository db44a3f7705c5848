using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A trained logistic model.</summary>
/// <param name="saveForMlNet">Writes the model as ML.NET has it to a file; predictions never use it.</param>
/// <param name="owned">What ends with the model, if anything.</param>
/// <param name="weights">Its numbers.</param>
/// <param name="trained">The classes that it knows, as indexes into the data's classes, ascending.</param>
/// <param name="classes">The names of the data's classes.</param>
/// <param name="options">How it was trained.</param>
internal sealed class LogisticModel(
    Action<string> saveForMlNet,
    IDisposable? owned,
    LogisticWeights weights,
    int[] trained,
    IReadOnlyList<string> classes,
    LogisticRegressionOptions options) : ITrainedModel
{
    private const int RowsAtOnce = 256;
    private const int ValuesAtOnce = 1 << 25;
    private readonly int _rowsAtOnce = Math.Clamp(ValuesAtOnce / weights.Weights[0].Length, 1, RowsAtOnce);

    /// <inheritdoc/>
    public long ParameterCount => weights.Count;

    /// <inheritdoc/>
    public string WeightsDigest => Trainers.WeightsDigest.Of([.. weights.Weights, weights.Biases]);

    /// <summary>The trained numbers.</summary>
    public LogisticWeights Weights => weights;

    /// <summary>The classes that it knows, as indexes into the data's classes, ascending.</summary>
    public IReadOnlyList<int> TrainedClasses => trained;

    /// <summary>The names of the data's classes.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <inheritdoc/>
    /// <remarks>A class without training rows has probability 0. Rows are predicted one by one, so no batch shape matters.</remarks>
    public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        int size = weights.Weights[0].Length;
        float[] predictions = new float[samples.Count * classes.Count];
        float[] batch = new float[Math.Min(_rowsAtOnce, samples.Count) * size];
        double[] probabilities = new double[trained.Length];
        for (int first = 0; first < samples.Count; first += _rowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(first, Math.Min(_rowsAtOnce, samples.Count - first))];
            samples.CopySamples(rows, path, batch);
            for (int row = 0; row < rows.Length; row++)
            {
                weights.Predict(batch.AsSpan(row * size, size), probabilities);
                for (int label = 0; label < trained.Length; label++)
                {
                    predictions[((first + row) * classes.Count) + trained[label]] = (float)probabilities[label];
                }
            }
        }

        return predictions;
    }

    /// <inheritdoc/>
    public FeatureMatrix? Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        int size = weights.Weights[0].Length;
        FeatureMatrix? features = FeatureMatrix.For(samples.Count, size);
        for (int first = 0; features is not null && first < samples.Count; first += _rowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(first, Math.Min(_rowsAtOnce, samples.Count - first))];
            samples.CopySamples(rows, path, features.Values.AsSpan(first * size, rows.Length * size));
        }

        return features;
    }

    /// <inheritdoc/>
    /// <remarks>There is no hidden layer.</remarks>
    public IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) => [];

    /// <inheritdoc/>
    public void Save(string folder)
    {
        saveForMlNet(Path.Combine(folder, LogisticFiles.ModelFileName));
        LogisticFiles.SaveWeights(folder, weights, trained, classes, options);
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
