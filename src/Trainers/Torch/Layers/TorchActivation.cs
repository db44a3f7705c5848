using MlPipelines.Configuration;
using TorchSharp;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>An activation as a layer of its own, and the functions that other layers apply to their outputs.</summary>
internal sealed class TorchActivation(Activation function) : TorchLayer
{
    /// <summary>Keras' slope of leaky relu for negative inputs.</summary>
    private const double LeakySlope = 0.3;

    // Kept for good: see TorchNumbers. Elu takes nothing but a plain number.
    private static readonly Scalar s_leakySlope = LeakySlope;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => function switch
    {
        Activation.Linear => input,
        Activation.Relu => input.relu(),
        Activation.LeakyRelu => input.leaky_relu(s_leakySlope),
        Activation.Elu => input.elu(1),
        Activation.Gelu => nn.functional.gelu(input),
        Activation.Tanh => input.tanh(),
        Activation.Sigmoid => input.sigmoid(),
        Activation.Softmax => nn.functional.softmax(input, 1),
        _ => throw new ArgumentException($"unknown activation {function}", nameof(input)),
    };

    /// <summary>
    /// A function of a tensor that nobody else will read: relu then works in place, which saves a pass over memory. Where another layer has kept
    /// the tensor for its gradient, this would destroy it.
    /// </summary>
    public static Tensor ApplyToFresh(Activation function, Tensor fresh) =>
        function == Activation.Relu ? fresh.relu_() : new TorchActivation(function).Forward(fresh, ForwardPass.Evaluation);
}
