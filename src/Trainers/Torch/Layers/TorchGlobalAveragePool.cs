using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Mean over all positions.</summary>
internal sealed class TorchGlobalAveragePool : TorchLayer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => input.mean([2L, 3L]);
}
