using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>A model with the weights that are kept, ready to measure and to save.</summary>
public interface ITrainedModel : IDisposable
{
    /// <summary>The number of trained numbers.</summary>
    long ParameterCount { get; }

    /// <summary>SHA-256 of the trained numbers' bytes, in hexadecimal: equal weights, equal digest.</summary>
    string WeightsDigest { get; }

    /// <summary>Predicts every row once, in evaluation mode, at one fixed padded batch shape.</summary>
    /// <returns>Probabilities (rows, classes), the classes varying fastest; each row sums to 1.</returns>
    float[] Predict(SampleSet samples, PreprocessingPath path, CancellationToken cancellation);

    /// <summary>Writes the model's files.</summary>
    /// <param name="folder">An existing folder.</param>
    void Save(string folder);
}
