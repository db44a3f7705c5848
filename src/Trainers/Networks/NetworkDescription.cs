namespace MlPipelines.Trainers;

/// <summary>How the last dense layer's outputs become class probabilities. Losses are computed from the outputs before this function.</summary>
internal enum OutputKind
{
    /// <summary>A unit per class.</summary>
    Softmax,

    /// <summary>One unit: the probability of the second of two classes.</summary>
    Sigmoid,
}

/// <summary>A whole network: layers in order, every shape known. Knows no engine.</summary>
internal sealed record NetworkDescription
{
    /// <summary>The shape of a sample as the data give it.</summary>
    public required LayerShape Input { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>What the last layer's outputs mean.</summary>
    public required OutputKind Output { get; init; }

    /// <summary>The layers; the last is dense, and its activation is <see cref="Output"/>.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>All weights, in the order of the layers.</summary>
    public IEnumerable<WeightDescription> Weights => Layers.SelectMany(layer => layer.Weights);

    /// <summary>The number of trained numbers.</summary>
    public long ParameterCount => Weights.Where(weight => weight.IsTrained).Sum(weight => (long)weight.Size);

    /// <summary>The dropout layers that drop anything, in order: each takes a mask of its input's size per sample.</summary>
    public IEnumerable<LayerDescription> DropoutLayers => Layers.Where(layer => layer.Options is Configuration.DropoutOptions { Rate: > 0 });

    /// <summary>
    /// The fixed number of samples in a prediction: 256, halved while one layer's output would exceed 32 million numbers. A function of the network
    /// alone, so that a prediction does not depend on how many samples are predicted.
    /// </summary>
    public int PredictionBatch
    {
        get
        {
            const long limit = 1L << 25;
            long largest = Math.Max(Input.Size, Layers.Max(layer => layer.Output.Size));
            int batch = 256;
            while (batch > 1 && batch * largest > limit)
            {
                batch /= 2;
            }

            return batch;
        }
    }
}
