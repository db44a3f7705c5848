using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Log loss and probabilities from the outputs before softmax or sigmoid, which neither overflow nor take the logarithm of 0.</summary>
internal static class TorchLoss
{
    /// <summary>The log loss of each sample.</summary>
    public static Tensor PerSample(OutputKind kind, Tensor outputs, Tensor labels) => kind == OutputKind.Softmax
        ? nn.functional.nll_loss(nn.functional.log_softmax(outputs, 1), labels, reduction: nn.Reduction.None)
        : nn.functional.binary_cross_entropy_with_logits(outputs.view(-1), labels.to(ScalarType.Float32), reduction: nn.Reduction.None);

    /// <summary>(samples, classes).</summary>
    public static Tensor Probabilities(OutputKind kind, Tensor outputs) => kind == OutputKind.Softmax
        ? nn.functional.softmax(outputs, 1)
        : cat([(-outputs).sigmoid(), outputs.sigmoid()], 1);
}
