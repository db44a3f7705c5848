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

    /// <summary>
    /// What the last layer with weights receives for every row, in evaluation mode, at the batch shape of <see cref="Predict"/>: of a network the input of its last dense
    /// layer, of a logistic model the prepared values themselves.
    /// </summary>
    /// <returns>(rows, features); null where they are more than <see cref="FeatureMatrix.MostValues"/> numbers.</returns>
    FeatureMatrix? Features(SampleSet samples, PreprocessingPath path, CancellationToken cancellation);

    /// <summary>
    /// How many units of each hidden layer that ends in relu are 0 on every row, in evaluation mode: whatever they receive, they pass nothing on (dying relu, Lu et al.
    /// 2020). A unit of a convolution is a filter, which is dead when it is 0 everywhere.
    /// </summary>
    /// <returns>A line per such layer, from input to output; empty for a model without one.</returns>
    IReadOnlyList<SilentUnits> DeadUnits(SampleSet samples, PreprocessingPath path, CancellationToken cancellation);

    /// <summary>
    /// What the last convolution of a network gives for some rows, activation and normalisation behind it included, and how the output of a class follows it: what maps of
    /// where the network looked are made of.
    /// </summary>
    /// <param name="samples">The set.</param>
    /// <param name="path">The preprocessing.</param>
    /// <param name="rows">The rows of the set.</param>
    /// <param name="classes">For each of them the class whose output before softmax is differentiated.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <returns>Null for a model without a convolution.</returns>
    ConvolutionResponse? LastConvolution(
        SampleSet samples, PreprocessingPath path, IReadOnlyList<int> rows, IReadOnlyList<int> classes, CancellationToken cancellation) => null;

    /// <summary>Writes the model's files.</summary>
    /// <param name="folder">An existing folder.</param>
    void Save(string folder);
}

/// <summary>The units of a layer that pass nothing on.</summary>
/// <param name="Layer">The layer's name: <c>layers[2] dense</c>.</param>
/// <param name="Units">Its units; for a convolution its filters.</param>
/// <param name="Dead">Those that are 0 on every row.</param>
public sealed record SilentUnits(string Layer, int Units, int Dead);

/// <summary>What a convolution gives, and the gradient of one output of the network with respect to it.</summary>
/// <param name="Layer">The layer's name: <c>layers[2] conv2d</c>.</param>
/// <param name="Height">Rows of its maps.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Filters.</param>
/// <param name="Outputs">(samples, height, width, channels), the last axis varying fastest.</param>
/// <param name="Gradients">The gradient with respect to <paramref name="Outputs"/>, in the same order.</param>
public sealed record ConvolutionResponse(string Layer, int Height, int Width, int Channels, float[] Outputs, float[] Gradients);
