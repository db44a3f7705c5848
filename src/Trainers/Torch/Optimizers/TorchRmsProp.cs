using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Keras' RMSprop: v = rho * v + (1 - rho) * gradient^2, step = learningRate * gradient / sqrt(v + epsilon), epsilon inside the root;
/// with momentum, velocity = momentum * velocity + step and weight -= velocity.
/// </summary>
internal sealed class TorchRmsProp : TorchOptimizer
{
    private readonly RmsPropOptions _options;
    private readonly Tensor _square;
    private readonly Tensor _denominator;
    private readonly Tensor? _velocity;

    /// <summary>RMSprop.</summary>
    public TorchRmsProp(TorchParameters parameters, RmsPropOptions options)
        : base(parameters, options)
    {
        _options = options;
        _square = Running();
        _denominator = Running();
        _velocity = options.Momentum > 0 ? Running() : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Values)> State =>
        _velocity is null ? [(OptimizerState.Square, _square)] : [(OptimizerState.Square, _square), (OptimizerState.Velocity, _velocity)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _denominator.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Apply(Tensor weights, Tensor gradients, double learningRate)
    {
        _square.MultiplyBy(_options.Rho).AddProduct(gradients, gradients, 1 - _options.Rho);
        _denominator.copy_(_square).AddNumber(_options.Epsilon).sqrt_();
        if (_velocity is null)
        {
            weights.AddQuotient(gradients, _denominator, -learningRate);
            return;
        }

        _velocity.MultiplyBy(_options.Momentum).AddQuotient(gradients, _denominator, learningRate);
        weights.sub_(_velocity);
    }
}
