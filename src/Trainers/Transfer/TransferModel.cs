using System.Security.Cryptography;
using System.Text;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A pretrained network without its last layer, and the model that was trained on its features.</summary>
internal sealed class TransferModel(Backbone backbone, ITrainedModel head, FeatureStore store, SampleShape shape) : ITrainedModel
{
    /// <summary>The model of the features.</summary>
    public ITrainedModel Head => head;

    /// <inheritdoc/>
    /// <remarks>The backbone is not trained.</remarks>
    public long ParameterCount => head.ParameterCount;

    /// <inheritdoc/>
    public string WeightsDigest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{backbone.Digest} {backbone.Output} {head.WeightsDigest}")));

    /// <inheritdoc/>
    public float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        head.Predict(FeaturesOf(samples, cancellation), path, cancellation);

    /// <inheritdoc/>
    public FeatureMatrix? Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        head.Features(FeaturesOf(samples, cancellation), path, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation) =>
        head.DeadUnits(FeaturesOf(samples, cancellation), path, cancellation);

    /// <inheritdoc/>
    public void Save(string folder)
    {
        head.Save(folder);
        TransferFile.Write(folder, new TransferFile(TransferFile.CurrentSchema, backbone.Digest, backbone.Output, backbone.Width, shape));
    }

    /// <inheritdoc/>
    public void Dispose() => head.Dispose();

    /// <summary>Why the model cannot take samples of a shape; null when it can.</summary>
    public string? FaultFor(SampleShape prepared) => prepared == shape ? null : "the model takes samples of another shape than the preprocessing gives";

    private FeatureSamples FeaturesOf(SampleSet samples, CancellationToken cancellation) => new(samples, backbone, store, shape, cancellation);
}
