using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Batch normalisation as Keras does it: the moving variance follows the batch's variance with divisor n. Torch divides by n - 1 there, so
/// its own moving statistics are not used; they only carry the batch's mean and variance out of the operation.
/// </summary>
internal sealed class TorchBatchNorm : TorchLayer
{
    private readonly BatchNormOptions _options;
    private readonly Tensor _gamma;
    private readonly Tensor _beta;
    private readonly Tensor _movingMean;
    private readonly Tensor _movingVariance;
    private readonly Tensor _batchMean;
    private readonly Tensor _batchVariance;
    private readonly WeightDescription[] _state;

    /// <summary>Batch normalisation of the last axis, Torch's second.</summary>
    public TorchBatchNorm(LayerDescription layer, BatchNormOptions options, TorchParameters parameters)
    {
        _options = options;
        _gamma = parameters.Leaf($"{layer.Name}/gamma");
        _beta = parameters.Leaf($"{layer.Name}/beta");
        _state = [.. layer.Weights.Where(weight => !weight.IsTrained)];
        long channels = layer.Input.Channels;
        _movingMean = zeros(channels).DetachFromDisposeScope();
        _movingVariance = ones(channels).DetachFromDisposeScope();
        _batchMean = zeros(channels).DetachFromDisposeScope();
        _batchVariance = zeros(channels).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override IEnumerable<(WeightDescription Weight, Tensor Values)> State => _state.Select(
        weight => (weight, weight.Role == WeightRole.MovingMean ? _movingMean : _movingVariance));

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        if (!pass.Training)
        {
            return nn.functional.batch_norm(input, _movingMean, _movingVariance, _gamma, _beta, training: false, eps: _options.Epsilon);
        }

        // With momentum 1 the two tensors become the batch's own mean and variance.
        _batchMean.zero_();
        _batchVariance.zero_();
        Tensor output = nn.functional.batch_norm(
            input, _batchMean, _batchVariance, _gamma, _beta, training: true, momentum: 1, eps: _options.Epsilon);
        if (pass.UpdateStatistics)
        {
            Follow(input.numel() / input.shape[1]);
        }

        return output;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _movingMean.Dispose();
        _movingVariance.Dispose();
        _batchMean.Dispose();
        _batchVariance.Dispose();
        base.Dispose();
    }

    /// <param name="values">The number of values behind each mean and variance.</param>
    private void Follow(long values)
    {
        using IDisposable noGradient = no_grad();
        double share = 1 - _options.Momentum;
        _movingMean.MultiplyBy(_options.Momentum).AddScaled(_batchMean, share);
        _movingVariance.MultiplyBy(_options.Momentum);
        if (values > 1)
        {
            // A single value has variance 0, and Torch's divisor would be 0.
            _movingVariance.AddScaled(_batchVariance, share * (values - 1) / values);
        }
    }
}
