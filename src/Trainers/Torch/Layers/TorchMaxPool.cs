using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>Maximum over windows; padding never wins.</summary>
internal sealed class TorchMaxPool(LayerDescription layer) : TorchLayer
{
    private readonly long[] _size = [layer.Window!.Size, layer.Window.Size];
    private readonly long[] _strides = [layer.Window!.Strides, layer.Window.Strides];
    private readonly WindowPadding _padding = new(layer.Window!, double.NegativeInfinity);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.max_pool2d(_padding.Apply(input), _size, _strides, _padding.Remaining);
}
