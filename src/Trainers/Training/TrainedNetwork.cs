using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A trained network.</summary>
internal sealed class TrainedNetwork(NetworkDescription description, INeuralNetwork network) : ITrainedModel
{
    private readonly SamplePrediction _prediction = new(network, description);

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="threads">The number of threads that compute: another number gives other last bits.</param>
    /// <exception cref="InvalidDataException">The files are not a network that this version wrote.</exception>
    public static TrainedNetwork Load(INeuralEngine engine, string folder, int threads)
    {
        (NetworkDescription description, NamedWeights weights) = NetworkFiles.Load(folder);

        // The model is not trained any further: the optimiser without state costs no memory.
        return new TrainedNetwork(description, engine.Build(description, weights, new TrainingRule(new SgdOptions(), null, threads)));
    }

    /// <inheritdoc/>
    public long ParameterCount => description.ParameterCount;

    /// <inheritdoc/>
    public string WeightsDigest => Trainers.WeightsDigest.Of(network.GetWeights().Arrays.Select(array => array.Values));

    /// <summary>The layers.</summary>
    internal NetworkDescription Description => description;

    /// <summary>Why the network cannot take samples of a shape and tell that many classes apart; null when it can.</summary>
    internal string? FaultFor(SampleShape shape, int classes) =>
        description.Input != new LayerShape(shape.Height, shape.Width, shape.Channels, !shape.IsImage) ? "the network takes samples of another shape than the preprocessing gives"
        : description.Classes != classes ? "the network has another number of classes than the preprocessing"
        : null;

    /// <summary>A copy of the weights.</summary>
    internal NamedWeights Weights => network.GetWeights();

    /// <inheritdoc/>
    public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        _prediction.Predict(samples, path, [.. Enumerable.Range(0, samples.Count)], cancellation);

    /// <inheritdoc/>
    public FeatureMatrix? Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        new NetworkObservation(network, description).Features(samples, path, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        new NetworkObservation(network, description).DeadUnits(samples, path, cancellation);

    /// <inheritdoc/>
    public ConvolutionResponse? LastConvolution(
        SampleSet samples, PreprocessingPath path, IReadOnlyList<int> rows, IReadOnlyList<int> classes, CancellationToken cancellation) =>
        new ConvolutionObservation(network, description).Of(samples, path, rows, classes, cancellation);

    /// <inheritdoc/>
    public void Save(string folder) => NetworkFiles.Save(folder, description, network.GetWeights());

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
