using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>In training, multiplies by the mask that the training loop drew.</summary>
/// <param name="layer">The layer.</param>
/// <param name="index">Its place among the masks.</param>
internal sealed class TorchDropout(LayerDescription layer, int index) : TorchLayer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        if (!pass.Training)
        {
            return input;
        }

        Tensor mask = pass.DropoutMasks[index];
        return input * (layer.Input.IsFlat ? mask : mask.view(-1, layer.Input.Height, layer.Input.Width, layer.Input.Channels).ChannelsLast());
    }
}

/// <summary>Dropout at rate 0.</summary>
internal sealed class TorchIdentity : TorchLayer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => input;
}
