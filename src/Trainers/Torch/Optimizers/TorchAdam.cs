using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Keras' Adam: weight -= learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon). Epsilon stands beside the uncorrected root, as in the text
/// before Algorithm 1 of Kingma and Ba (2015), so it weighs more in the first steps than in torch.optim.
/// </summary>
internal sealed class TorchAdam : TorchOptimizer
{
    private readonly AdamOptions _options;
    private readonly Tensor _mean;
    private readonly Tensor _square;

    /// <summary>Adam, or AdamW by its weight decay.</summary>
    public TorchAdam(TorchParameters parameters, AdamOptions options)
        : base(parameters, options)
    {
        _options = options;
        _mean = Running();
        _square = Running();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Values)> State => [(OptimizerState.Mean, _mean), (OptimizerState.Square, _square)];

    /// <inheritdoc/>
    protected override void Apply(Tensor weights, Tensor gradients, double learningRate)
    {
        _mean.MultiplyBy(_options.Beta1).AddScaled(gradients, 1 - _options.Beta1);
        _square.MultiplyBy(_options.Beta2).AddProduct(gradients, gradients, 1 - _options.Beta2);
        double rate = learningRate * Math.Sqrt(1 - Math.Pow(_options.Beta2, Steps)) / (1 - Math.Pow(_options.Beta1, Steps));

        // The gradients are no longer needed: their memory holds the denominator.
        gradients.copy_(_square).sqrt_().AddNumber(_options.Epsilon);
        weights.AddQuotient(_mean, gradients, -rate);
    }
}
