using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Log loss and probabilities from the outputs before softmax or sigmoid, which neither overflow nor take the logarithm of 0.</summary>
internal static class TorchLoss
{
    /// <summary>The log loss of each sample.</summary>
    public static Tensor PerSample(OutputKind kind, Tensor outputs, Tensor labels) => kind == OutputKind.Softmax
        ? nn.functional.nll_loss(nn.functional.log_softmax(outputs, 1), labels, reduction: nn.Reduction.None)
        : nn.functional.binary_cross_entropy_with_logits(outputs.view(-1), labels.to(ScalarType.Float32), reduction: nn.Reduction.None);

    /// <summary>The output of one class for each sample, before softmax or sigmoid. Of a single unit the first class has the output with the other sign.</summary>
    public static Tensor Scores(OutputKind kind, Tensor outputs, ReadOnlySpan<int> classes)
    {
        if (kind == OutputKind.Softmax)
        {
            long[] indexes = [.. classes.ToArray().Select(index => (long)index)];
            return outputs.gather(1, tensor(indexes).view(-1, 1));
        }

        float[] signs = [.. classes.ToArray().Select(index => index == 1 ? 1f : -1f)];
        return outputs.view(-1) * tensor(signs);
    }

    /// <summary>(samples, classes).</summary>
    public static Tensor Probabilities(OutputKind kind, Tensor outputs) => kind == OutputKind.Softmax
        ? nn.functional.softmax(outputs, 1)
        : cat([(-outputs).sigmoid(), outputs.sigmoid()], 1);
}
