using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>
/// Transfer learning on images: a pretrained ONNX network runs once per image, and <c>head</c> is trained on one of its outputs. Set <c>pipeline</c> to the size, colour and
/// normalisation that the network was trained on. Excludes <c>pipeline.augment</c>.
/// </summary>
public sealed record TransferOptions : ModelOptions
{
    /// <summary>
    /// The ONNX file: one input of prepared images, float or uint8, (batch, channels, height, width) or (batch, height, width, channels). A file that <c>export</c> wrote is one;
    /// it takes bytes, so it needs <c>pipeline.normalization</c> "none".
    /// </summary>
    [DataPath(DataPathKind.File)]
    public required string Backbone { get; init; }

    /// <summary>The output whose values are the features. By default <c>features</c> where the file has it, otherwise its only output.</summary>
    public string? Output { get; init; }

    /// <summary>What is trained on the features.</summary>
    public TransferHeadOptions Head { get; init; } = new LogisticHeadOptions();

    /// <inheritdoc/>
    public override ModelOptions Learner() => Head.Learner();
}

/// <summary>What is trained on the features of a backbone. <c>type</c> selects the kind of model.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LogisticHeadOptions), "logisticRegression")]
[JsonDerivedType(typeof(MlpHeadOptions), "mlp")]
public abstract record TransferHeadOptions
{
    /// <summary>The options of the same model without a backbone.</summary>
    public abstract ModelOptions Learner();
}

/// <summary>Maximum entropy by ML.NET's L-BFGS, as the model <c>logisticRegression</c>. Of <c>training</c>, only sampling, class weights and threads apply.</summary>
public sealed record LogisticHeadOptions : TransferHeadOptions
{
    /// <summary>The L1 penalty, as of <c>logisticRegression</c>.</summary>
    [Range(0.0, 1e6)]
    public double L1 { get; init; }

    /// <summary>The L2 penalty, as of <c>logisticRegression</c>.</summary>
    [Range(0.0, 1e6)]
    public double L2 { get; init; } = 1;

    /// <summary>The greatest number of passes over the training rows.</summary>
    [Range(1, 100_000)]
    public int MaximumIterations { get; init; } = 1000;

    /// <summary>The relative change of the loss below which the optimiser stops.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 1e-7;

    /// <inheritdoc/>
    public override ModelOptions Learner() =>
        new LogisticRegressionOptions { L1 = L1, L2 = L2, MaximumIterations = MaximumIterations, Tolerance = Tolerance };
}

/// <summary>A perceptron, as the short form of the model <c>mlp</c>.</summary>
public sealed record MlpHeadOptions : TransferHeadOptions
{
    /// <summary>The units of each hidden dense layer; an empty list trains the output layer alone.</summary>
    [ElementRange(1, 1_000_000)]
    public IReadOnlyList<int> HiddenUnits { get; init; } = [128];

    /// <summary>The activation of the hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The rate of the dropout layer after each hidden layer. 0 adds none.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <summary>The L2 factor on the kernels, as of <c>mlp</c>.</summary>
    [Range(0.0, 1e3)]
    public double L2 { get; init; }

    /// <summary>Whether batch normalisation follows every hidden layer, before dropout.</summary>
    public bool BatchNormalization { get; init; }

    /// <inheritdoc/>
    public override ModelOptions Learner() => new MlpOptions
    {
        HiddenUnits = HiddenUnits,
        Activation = Activation,
        Dropout = Dropout,
        L2 = L2,
        BatchNormalization = BatchNormalization,
    };
}
