using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Keras' SGD: velocity = momentum * velocity - learningRate * gradient, weight += velocity; with Nesterov
/// weight += momentum * velocity - learningRate * gradient.
/// </summary>
internal sealed class TorchSgd : TorchOptimizer
{
    private readonly SgdOptions _options;
    private readonly Tensor? _velocity;

    /// <summary>Gradient descent.</summary>
    public TorchSgd(TorchParameters parameters, SgdOptions options)
        : base(parameters, options)
    {
        _options = options;
        _velocity = options.Momentum > 0 ? Running() : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Values)> State => _velocity is null ? [] : [(OptimizerState.Velocity, _velocity)];

    /// <inheritdoc/>
    protected override void Apply(Tensor weights, Tensor gradients, double learningRate)
    {
        if (_velocity is null)
        {
            weights.AddScaled(gradients, -learningRate);
            return;
        }

        _velocity.MultiplyBy(_options.Momentum).AddScaled(gradients, -learningRate);
        if (_options.Nesterov)
        {
            weights.AddScaled(_velocity, _options.Momentum).AddScaled(gradients, -learningRate);
        }
        else
        {
            weights.add_(_velocity);
        }
    }
}
