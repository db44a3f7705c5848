using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>Looks inside a network while it predicts rows, in the batches in which <see cref="SamplePrediction"/> predicts them.</summary>
internal sealed class NetworkObservation(INeuralNetwork network, NetworkDescription description)
{
    private readonly int _batch = description.PredictionBatch;

    /// <inheritdoc cref="ITrainedModel.Features"/>
    public FeatureMatrix? Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        int width = checked((int)description.Layers[^1].Input.Size);
        FeatureMatrix? features = FeatureMatrix.For(samples.Count, width);
        if (features is not null)
        {
            Run(
                samples,
                path,
                (first, observation) => observation.Features.AsSpan(0, observation.Count * width).CopyTo(features.Values.AsSpan(first * width)),
                cancellation);
        }

        return features;
    }

    /// <inheritdoc cref="ITrainedModel.DeadUnits"/>
    public IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation)
    {
        if (samples.Count == 0)
        {
            return [];
        }

        LayerObservation all = Run(samples, path, (_, _) => { }, cancellation);
        return
        [
            .. description.Layers.Zip(all.Greatest).Where(pair => pair.Second is not null)
                .Select(pair => new SilentUnits(pair.First.Name, pair.Second!.Length, pair.Second.Count(greatest => greatest == 0))),
        ];
    }

    private LayerObservation Run(SampleSet samples, PreprocessingPath path, Action<int, LayerObservation> batchSeen, CancellationToken cancellation)
    {
        LayerObservation observation = new(description, _batch);
        int size = checked((int)description.Input.Size);
        float[] inputs = new float[checked(_batch * size)];
        for (int first = 0; first < samples.Count; first += _batch)
        {
            cancellation.ThrowIfCancellationRequested();
            observation.Count = Math.Min(_batch, samples.Count - first);
            samples.CopySamples([.. Enumerable.Range(first, observation.Count)], path, inputs.AsSpan(0, observation.Count * size));
            inputs.AsSpan(observation.Count * size).Clear();
            network.Observe(inputs, _batch, observation);
            batchSeen(first, observation);
        }

        return observation;
    }
}
