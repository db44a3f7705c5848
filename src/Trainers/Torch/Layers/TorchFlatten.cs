using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>(height, width, channels) to features, the channels varying fastest.</summary>
internal sealed class TorchFlatten : TorchLayer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        input.dim() == 2 ? input : input.permute(0, 2, 3, 1).reshape(input.shape[0], -1);
}
