using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MlPipelines.Configuration;

/// <summary>How weights follow gradients, with Keras' names, defaults and semantics. <c>type</c> selects the rule.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SgdOptions), "sgd")]
[JsonDerivedType(typeof(AdamOptions), "adam")]
[JsonDerivedType(typeof(AdamWOptions), "adamW")]
[JsonDerivedType(typeof(RmsPropOptions), "rmsProp")]
public abstract record OptimizerOptions
{
    private protected const double UsualOfMost = 0.001;

    /// <summary>The step size. The default is the optimiser's: 0.01 for <c>sgd</c>, 0.001 for the others.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public virtual double LearningRate { get; init; } = UsualOfMost;

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter 2019): every kernel shrinks by learningRate * weightDecay of itself at each step, apart from the
    /// gradient. The default is 0, and 0.004 for <c>adamW</c>. Biases and batch normalisation do not decay.
    /// </summary>
    [Range(0.0, 10.0)]
    public virtual double WeightDecay { get; init; }

    /// <summary>The default of <see cref="LearningRate"/>, which Keras and the papers give, whatever is configured.</summary>
    public virtual double UsualLearningRate() => UsualOfMost;
}

/// <summary>Stochastic gradient descent, optionally with momentum.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    private const double Usual = 0.01;

    /// <inheritdoc/>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public override double LearningRate { get; init; } = Usual;

    /// <summary>velocity = momentum * velocity - learningRate * gradient; 0 is plain gradient descent.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Nesterov's form of the momentum.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override double UsualLearningRate() => Usual;
}

/// <summary>Adam (Kingma and Ba 2015), bias-corrected.</summary>
public record AdamOptions : OptimizerOptions
{
    /// <summary>Decay of the mean of gradients.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean of squared gradients, as Keras does: sqrt(v) + epsilon, the bias correction in the step size.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-7;
}

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
public sealed record AdamWOptions : AdamOptions
{
    /// <inheritdoc/>
    [Range(0.0, 10.0)]
    public override double WeightDecay { get; init; } = 0.004;
}

/// <summary>RMSprop (Hinton 2012).</summary>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>Decay of the mean of squared gradients.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Rho { get; init; } = 0.9;

    /// <summary>velocity = momentum * velocity + step.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Added to the mean of squared gradients inside the root, as Keras does: gradient / sqrt(v + epsilon).</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-7;
}
