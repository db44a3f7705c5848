using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>A convolution, its bias and its activation.</summary>
internal sealed class TorchConvolution(LayerDescription layer, Conv2DOptions options, TorchParameters parameters) : TorchLayer
{
    private readonly Tensor _kernel = parameters.Leaf($"{layer.Name}/kernel");
    private readonly Tensor? _bias = options.UseBias ? parameters.Leaf($"{layer.Name}/bias") : null;
    private readonly long[] _strides = [options.Strides, options.Strides];
    private readonly WindowPadding _padding = new(layer.Window!, 0);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => TorchActivation.ApplyToFresh(
        options.Activation, nn.functional.conv2d(_padding.Apply(input), _kernel, _bias, _strides, _padding.Remaining));
}
