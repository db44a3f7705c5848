using MlPipelines.Configuration;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>
/// Changes all weights by one step. The rules follow Keras, not torch.optim: where epsilon stands, how momentum takes in the learning rate and when
/// weights decay differ between the two.
/// </summary>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly double _weightDecay;

    /// <summary>An optimiser of weights.</summary>
    protected TorchOptimizer(TorchParameters parameters, OptimizerOptions options)
    {
        Parameters = parameters;
        _weightDecay = options.WeightDecay;
    }

    /// <summary>The number of steps so far.</summary>
    public int Steps { get; set; }

    /// <summary>The running tensors that the next step depends on, by name, in the layout of the weights.</summary>
    public abstract IReadOnlyList<(string Name, Tensor Values)> State { get; }

    /// <summary>What is trained.</summary>
    protected TorchParameters Parameters { get; }

    /// <summary>The optimiser that options name.</summary>
    public static TorchOptimizer Create(OptimizerOptions options, TorchParameters parameters) => options switch
    {
        SgdOptions sgd => new TorchSgd(parameters, sgd),
        AdamOptions adam => new TorchAdam(parameters, adam),
        RmsPropOptions rmsProp => new TorchRmsProp(parameters, rmsProp),
        _ => throw new ArgumentException($"unknown optimiser {options.GetType().Name}", nameof(options)),
    };

    /// <summary>Decays the kernels, then applies the rule. Called without gradient recording.</summary>
    public void Step(double learningRate)
    {
        Steps++;
        if (_weightDecay > 0)
        {
            Parameters.Kernels.MultiplyBy(1 - (learningRate * _weightDecay));
        }

        Apply(Parameters.Values, Parameters.Gradients, learningRate);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach ((_, Tensor values) in State)
        {
            values.Dispose();
        }
    }

    /// <summary>The rule: changes <paramref name="weights"/> in place; may use up <paramref name="gradients"/>.</summary>
    protected abstract void Apply(Tensor weights, Tensor gradients, double learningRate);

    /// <summary>A running tensor of 0 for every weight.</summary>
    protected Tensor Running() => zeros_like(Parameters.Values).DetachFromDisposeScope();
}
