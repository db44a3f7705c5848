using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>A fully connected layer, its bias and its activation.</summary>
internal sealed class TorchDense(LayerDescription layer, Activation activation, TorchParameters parameters) : TorchLayer
{
    private readonly Tensor _kernel = parameters.Leaf($"{layer.Name}/kernel");
    private readonly Tensor? _bias = layer.Options is DenseOptions { UseBias: true } ? parameters.Leaf($"{layer.Name}/bias") : null;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        TorchActivation.ApplyToFresh(activation, _bias is null ? mm(input, _kernel) : addmm(_bias, input, _kernel, 1, 1));
}
