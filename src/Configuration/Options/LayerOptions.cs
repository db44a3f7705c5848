using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>One layer of a network, with Keras' names, defaults and semantics. <c>type</c> selects the kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Conv2DOptions), "conv2d")]
[JsonDerivedType(typeof(MaxPool2DOptions), "maxPool2d")]
[JsonDerivedType(typeof(AveragePool2DOptions), "averagePool2d")]
[JsonDerivedType(typeof(GlobalAveragePoolOptions), "globalAveragePool")]
[JsonDerivedType(typeof(BatchNormOptions), "batchNorm")]
[JsonDerivedType(typeof(DropoutOptions), "dropout")]
[JsonDerivedType(typeof(DenseOptions), "dense")]
[JsonDerivedType(typeof(FlattenOptions), "flatten")]
[JsonDerivedType(typeof(ActivationLayerOptions), "activation")]
public abstract record LayerOptions;

/// <summary>Two-dimensional convolution: (height, width, channels) → (height', width', filters).</summary>
public sealed record Conv2DOptions : LayerOptions
{
    /// <summary>The number of output channels.</summary>
    [Range(1, 100_000)]
    public required int Filters { get; init; }

    /// <summary>The height and width of the kernel in pixels.</summary>
    [Range(1, 1024)]
    public int KernelSize { get; init; } = 3;

    /// <summary>The step of the kernel in pixels, both ways.</summary>
    [Range(1, 1024)]
    public int Strides { get; init; } = 1;

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>The function applied to the output.</summary>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>Whether a bias per filter is added.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>How the kernel is initialised. Biases start at 0.</summary>
    public Initializer KernelInitializer { get; init; } = Initializer.GlorotUniform;

    /// <summary>The loss grows by l2 times the sum of the kernel's squares.</summary>
    [Range(0.0, 1e3)]
    public double L2 { get; init; }
}

/// <summary>Maximum over windows: (height, width, channels) → (height', width', channels).</summary>
public sealed record MaxPool2DOptions : LayerOptions
{
    /// <summary>The height and width of the window in pixels.</summary>
    [Range(1, 1024)]
    public int PoolSize { get; init; } = 2;

    /// <summary>The step of the window in pixels. By default its size.</summary>
    [Range(1, 1024)]
    public int? Strides { get; init; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; init; } = Padding.Valid;
}

/// <summary>Mean over windows: (height, width, channels) → (height', width', channels). Padding does not count in the mean.</summary>
public sealed record AveragePool2DOptions : LayerOptions
{
    /// <summary>The height and width of the window in pixels.</summary>
    [Range(1, 1024)]
    public int PoolSize { get; init; } = 2;

    /// <summary>The step of the window in pixels. By default its size.</summary>
    [Range(1, 1024)]
    public int? Strides { get; init; }

    /// <summary>What happens at the edges.</summary>
    public Padding Padding { get; init; } = Padding.Valid;
}

/// <summary>Mean over all positions: (height, width, channels) → (channels).</summary>
public sealed record GlobalAveragePoolOptions : LayerOptions;

/// <summary>Batch normalisation over the last axis (Ioffe and Szegedy 2015), shape unchanged.</summary>
public sealed record BatchNormOptions : LayerOptions
{
    /// <summary>The moving mean and variance keep this share of their old value at each step.</summary>
    [Range(0.0, 1.0)]
    public double Momentum { get; init; } = 0.99;

    /// <summary>Added to the variance.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-3;
}

/// <summary>Sets a share of the values to 0 in training and scales the others by 1/(1 - rate); shape unchanged.</summary>
public sealed record DropoutOptions : LayerOptions
{
    /// <summary>The share of the values that is set to 0.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public required double Rate { get; init; }
}

/// <summary>Fully connected: (features) → (units).</summary>
public sealed record DenseOptions : LayerOptions
{
    /// <summary>The number of outputs.</summary>
    [Range(1, 1_000_000)]
    public required int Units { get; init; }

    /// <summary>The function applied to the output.</summary>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>Whether a bias per unit is added.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>How the kernel is initialised. Biases start at 0.</summary>
    public Initializer KernelInitializer { get; init; } = Initializer.GlorotUniform;

    /// <summary>The loss grows by l2 times the sum of the kernel's squares.</summary>
    [Range(0.0, 1e3)]
    public double L2 { get; init; }
}

/// <summary>(height, width, channels) → (features), the channels varying fastest, as in Keras.</summary>
public sealed record FlattenOptions : LayerOptions;

/// <summary>An activation as a layer of its own, for example after batch normalisation; shape unchanged.</summary>
public sealed record ActivationLayerOptions : LayerOptions
{
    /// <summary>The function.</summary>
    public required Activation Function { get; init; }
}

/// <summary>What a convolution or pooling does at the edges.</summary>
public enum Padding
{
    /// <summary>Only whole windows: size' = ceil((size - window + 1) / strides).</summary>
    Valid,

    /// <summary>Padded so that size' = ceil(size / strides); an odd pixel of padding goes to the bottom and right (TensorFlow).</summary>
    Same,
}

/// <summary>An activation function.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x for x ≥ 0, otherwise 0.3 x (Keras' slope).</summary>
    LeakyRelu,

    /// <summary>x for x ≥ 0, otherwise exp(x) - 1.</summary>
    Elu,

    /// <summary>x Φ(x), exact (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>exp(x_c) / sum exp(x) over the last axis.</summary>
    Softmax,
}

/// <summary>How a kernel is initialised; fan-in and fan-out count the kernel's window.</summary>
public enum Initializer
{
    /// <summary>Uniform within ±sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Normal, truncated at 2 standard deviations, variance 2 / (fanIn + fanOut).</summary>
    GlorotNormal,

    /// <summary>Uniform within ±sqrt(6 / fanIn) (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Normal, truncated at 2 standard deviations, variance 2 / fanIn.</summary>
    HeNormal,

    /// <summary>Uniform within ±sqrt(3 / fanIn) (LeCun et al. 1998).</summary>
    LecunUniform,

    /// <summary>Normal, truncated at 2 standard deviations, variance 1 / fanIn.</summary>
    LecunNormal,

    /// <summary>All 0.</summary>
    Zeros,
}
