namespace MlPipelines.Evaluation;

/// <summary>What models of a run say about new samples, in plain numbers.</summary>
public sealed record SamplePredictions
{
    /// <summary>The variant whose models predicted.</summary>
    public required string Variant { get; init; }

    /// <summary>The repeats whose models predicted; several are an ensemble.</summary>
    public required IReadOnlyList<int> Repeats { get; init; }

    /// <summary>The class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>A line per sample, in the order of the inputs.</summary>
    public required IReadOnlyList<PredictedSample> Samples { get; init; }

    /// <summary>Whether the samples are rows of tables.</summary>
    public bool AreRows { get; init; }

    /// <summary>What a user should know though nothing is wrong: images that were resized, categories that training never saw.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether several models were averaged.</summary>
    public bool IsEnsemble => Repeats.Count > 1;
}

/// <summary>What is said about one sample.</summary>
/// <param name="Input">What a user calls it: the path as it was given, or found in the folder that was given.</param>
/// <param name="Row">The row of a table, counted from 1 and the header not counted; null for an image.</param>
/// <param name="Class">The index of the most probable class, the first of equals.</param>
/// <param name="Probabilities">By class; of an ensemble the mean over its repeats.</param>
public sealed record PredictedSample(string Input, int? Row, int Class, IReadOnlyList<float> Probabilities)
{
    /// <summary>The probability of <see cref="Class"/>.</summary>
    public float Probability => Probabilities[Class];

    /// <summary>
    /// Of an ensemble: the standard deviation (divisor n - 1) over its repeats of the probability of <see cref="Class"/>. Null for a single model.
    /// </summary>
    public float? Spread { get; init; }

    /// <summary>Of an ensemble: the share of its repeats whose own most probable class is <see cref="Class"/>. Null for a single model.</summary>
    public float? Agreement { get; init; }
}
