namespace MlPipelines.Trainers;

/// <summary>The layers with weights, as histories count them.</summary>
internal static class TrainedLayers
{
    /// <summary>Their indexes among all layers of a description.</summary>
    public static int[] Indexes(NetworkDescription network) =>
        [.. Enumerable.Range(0, network.Layers.Count).Where(layer => network.Layers[layer].Weights.Any(weight => weight.IsTrained))];

    /// <summary>Their names and sizes.</summary>
    public static IReadOnlyList<TrainedLayer> Of(NetworkDescription network) => [.. Indexes(network).Select(index => new TrainedLayer(
        network.Layers[index].Name, network.Layers[index].Weights.Where(weight => weight.IsTrained).Sum(weight => (long)weight.Size)))];
}
