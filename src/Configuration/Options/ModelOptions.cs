using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>What is trained. <c>type</c> selects the kind of model.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LogisticRegressionOptions), "logisticRegression")]
[JsonDerivedType(typeof(MlpOptions), "mlp")]
[JsonDerivedType(typeof(CnnOptions), "cnn")]
[JsonDerivedType(typeof(TransferOptions), "transfer")]
public abstract record ModelOptions
{
    /// <summary>The options of what is trained: the model itself; the head of a transfer model.</summary>
    public virtual ModelOptions Learner() => this;
}

/// <summary>
/// Logistic regression by ML.NET: sigmoid for two classes, maximum entropy (softmax) for more. Of <c>training</c>, only sampling,
/// class weights and threads apply.
/// </summary>
public sealed record LogisticRegressionOptions : ModelOptions
{
    /// <summary>The optimiser.</summary>
    public LogisticSolver Solver { get; init; } = LogisticSolver.Lbfgs;

    /// <summary>
    /// The L1 penalty: training minimises the sum over rows of (row weight * log loss) + l1 * sum |w| + l2 / 2 * sum w^2, the bias free of penalty, the
    /// same for both solvers.
    /// </summary>
    [Range(0.0, 1e6)]
    public double L1 { get; init; }

    /// <summary>The L2 penalty, as <c>l1</c> says; scikit-learn's C is 1 / l2.</summary>
    [Range(0.0, 1e6)]
    public double L2 { get; init; } = 1;

    /// <summary>The greatest number of passes over the training rows.</summary>
    [Range(1, 100_000)]
    public int MaximumIterations { get; init; } = 1000;

    /// <summary>The relative change of the loss below which the optimiser stops.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 1e-7;
}

/// <summary>The optimiser of a logistic model.</summary>
public enum LogisticSolver
{
    /// <summary>Limited-memory BFGS: deterministic, exact to <c>tolerance</c>.</summary>
    Lbfgs,

    /// <summary>Stochastic dual coordinate ascent: fast on many rows; L2 must be above 0.</summary>
    Sdca,
}

/// <summary>A neural network: layers, or a short form that expands to layers.</summary>
public abstract record NetworkOptions : ModelOptions
{
    /// <summary>
    /// The layers in order. When the last one is <c>dense</c> with <c>softmax</c>, or <c>dense</c> with one unit and <c>sigmoid</c>, it is the output layer and its
    /// units must fit the classes; otherwise a dense softmax layer with a unit per class is added. Excludes the short form.
    /// </summary>
    public IReadOnlyList<LayerOptions>? Layers { get; init; }

    /// <summary>Short form: the rate of the dropout layers that it adds. 0 adds none.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <summary>
    /// Short form: the L2 factor on the kernels of all its layers. The loss grows by l2 times the sum of squares (Keras), so the
    /// gradient by 2 l2 w.
    /// </summary>
    [Range(0.0, 1e3)]
    public double L2 { get; init; }

    /// <summary>Short form: whether batch normalisation follows every hidden layer, before dropout. The preset <c>large</c> has it anyway.</summary>
    public bool BatchNormalization { get; init; }
}

/// <summary>A multi-layer perceptron. Images are flattened.</summary>
public sealed record MlpOptions : NetworkOptions
{
    /// <summary>Short form: the units of each hidden dense layer. Dropout follows each of them.</summary>
    [ElementRange(1, 1_000_000)]
    public IReadOnlyList<int> HiddenUnits { get; init; } = [128];

    /// <summary>Short form: the activation of the hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;
}

/// <summary>A convolutional network on images.</summary>
public sealed record CnnOptions : NetworkOptions
{
    /// <summary>Short form: the size of the network.</summary>
    public CnnPreset Preset { get; init; } = CnnPreset.Small;

    /// <summary>
    /// Short form: the filters of each convolution (3x3, "same", relu), each followed by 2x2 maximum pooling, then flatten and the dense layer. Excludes <c>preset</c>.
    /// </summary>
    [ElementRange(1, 100_000)]
    public IReadOnlyList<int>? Filters { get; init; }

    /// <summary>Short form: the units of the dense layer before the output; 0 for none. With <c>filters</c> only.</summary>
    [Range(0, 1_000_000)]
    public int DenseUnits { get; init; } = 64;
}

/// <summary>A convolutional network by name. Every convolution is 3x3, "same", relu; every pooling is 2x2 maximum.</summary>
public enum CnnPreset
{
    /// <summary>conv 16, pool, conv 32, pool, flatten, dense 64; dropout, if any, before and after the dense layer.</summary>
    Small,

    /// <summary>conv 32, pool, conv 64, pool, flatten, dense 128; dropout, if any, before and after the dense layer.</summary>
    Medium,

    /// <summary>(conv, batchNorm, conv, batchNorm, pool, dropout) with 32, 64 and 128 filters, globalAveragePool, dense 256, dropout.</summary>
    Large,
}
