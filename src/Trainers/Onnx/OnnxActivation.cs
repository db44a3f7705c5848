using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Activations as ONNX nodes.</summary>
internal static class OnnxActivation
{
    /// <summary>Keras' slope of leaky relu for negative inputs; ONNX's own default is another one.</summary>
    private const float LeakySlope = 0.3f;

    /// <summary>Applies a function. Channels are axis 1 of images and of flat values alike.</summary>
    public static OnnxValue Apply(Activation function, OnnxValue values) => function switch
    {
        Activation.Linear => values,
        Activation.Relu => values.Apply("Relu"),
        Activation.LeakyRelu => values.Apply("LeakyRelu", new OnnxAttribute("alpha", LeakySlope)),
        Activation.Elu => values.Apply("Elu", new OnnxAttribute("alpha", 1f)),

        // x Phi(x) written out: the operator Gelu came with opset 20.
        Activation.Gelu => values * 0.5 * ((values * (1 / Math.Sqrt(2))).Apply("Erf") + 1),
        Activation.Tanh => values.Apply("Tanh"),
        Activation.Sigmoid => values.Apply("Sigmoid"),
        Activation.Softmax => values.Apply("Softmax", new OnnxAttribute("axis", 1L)),
        _ => throw new ArgumentException($"unknown activation {function}", nameof(function)),
    };
}
