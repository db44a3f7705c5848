using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A trained network.</summary>
internal sealed class TrainedNetwork(NetworkDescription description, INeuralNetwork network) : ITrainedModel
{
    private readonly SamplePrediction _prediction = new(network, description);

    /// <inheritdoc/>
    public long ParameterCount => description.ParameterCount;

    /// <inheritdoc/>
    public string WeightsDigest => Trainers.WeightsDigest.Of(network.GetWeights().Arrays.Select(array => array.Values));

    /// <summary>A copy of the weights.</summary>
    internal NamedWeights Weights => network.GetWeights();

    /// <inheritdoc/>
    public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        _prediction.Predict(samples, path, [.. Enumerable.Range(0, samples.Count)], cancellation);

    /// <inheritdoc/>
    public void Save(string folder) => NetworkFiles.Save(folder, description, network.GetWeights());

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
