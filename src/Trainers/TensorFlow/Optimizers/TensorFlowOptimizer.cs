using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Changes weights by one step. TensorFlow's own operations for it are what Keras calls, and have its semantics; they are used where they compute what the formula says to the last digits. The rate of a
/// step is fed, because it is computed in doubles.
/// </summary>
internal abstract class TensorFlowOptimizer(OptimizerOptions options)
{
    /// <summary>The number of steps so far.</summary>
    public int Steps { get; set; }

    /// <summary>The arrays that a weight needs beside it, by the names of <see cref="OptimizerState"/>; all start at 0.</summary>
    public abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Those of <see cref="Slots"/> that the next step depends on.</summary>
    public virtual IReadOnlyList<string> State => Slots;

    /// <summary>Whether kernels decay apart from the gradient.</summary>
    public bool Decays => options.WeightDecay > 0;

    /// <summary>The optimiser that options name.</summary>
    public static TensorFlowOptimizer Create(OptimizerOptions options) => options switch
    {
        SgdOptions sgd => new TensorFlowSgd(sgd),
        AdamOptions adam => new TensorFlowAdam(adam),
        RmsPropOptions rmsProp => new TensorFlowRmsProp(rmsProp),
        _ => throw new ArgumentException($"unknown optimiser {options.GetType().Name}", nameof(options)),
    };

    /// <summary>What is fed as the rate of the step that <see cref="Steps"/> counts last.</summary>
    public virtual double Rate(double learningRate) => learningRate;

    /// <summary>The share of a kernel that a step takes away.</summary>
    public double Decay(double learningRate) => learningRate * options.WeightDecay;

    /// <summary>The operations that change a weight and its arrays.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="slots">Its arrays, in the order of <see cref="Slots"/>.</param>
    /// <param name="rate">What <see cref="Rate"/> gave.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="decay">The decay of the weight, which comes first; null where there is none.</param>
    public abstract Node[] Apply(TensorFlowGraph graph, GraphVariable weight, IReadOnlyList<GraphVariable> slots, Node rate, Node gradient, Node? decay);

    /// <summary>The operation that changes the weight, after its decay.</summary>
    protected static Node Finish(OperationBuilder change, Node? decay) => (decay is { } first ? change.After(first) : change).Finish();
}

/// <summary>Keras' SGD: velocity = momentum * velocity - learningRate * gradient; "KerasMomentum", because "Momentum" multiplies by the rate later.</summary>
internal sealed class TensorFlowSgd(SgdOptions options) : TensorFlowOptimizer(options)
{
    private readonly SgdOptions _options = options;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => _options.Momentum > 0 ? [OptimizerState.Velocity] : [];

    /// <inheritdoc/>
    public override Node[] Apply(TensorFlowGraph graph, GraphVariable weight, IReadOnlyList<GraphVariable> slots, Node rate, Node gradient, Node? decay) =>
    [
        Finish(
            slots.Count == 0
                ? graph.New("ResourceApplyGradientDescent").Input(weight.Handle).Input(rate).Input(gradient)
                : graph.New("ResourceApplyKerasMomentum").Input(weight.Handle).Input(slots[0].Handle).Input(rate).Input(gradient)
                    .Input(graph.Constant(_options.Momentum)).Flag("use_nesterov", _options.Nesterov),
            decay),
    ];
}

/// <summary>
/// Keras' Adam, of plain arithmetic: TensorFlow's own operation computes 1 - beta2 in 32 bits, which is off by 5e-5 of itself at 0.999, and 1 - beta2^t, whose first values lose four digits.
/// </summary>
internal sealed class TensorFlowAdam(AdamOptions options) : TensorFlowOptimizer(options)
{
    private readonly AdamOptions _options = options;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => [OptimizerState.Mean, OptimizerState.Square];

    /// <inheritdoc/>
    public override double Rate(double learningRate) =>
        learningRate * Math.Sqrt(1 - Math.Pow(_options.Beta2, Steps)) / (1 - Math.Pow(_options.Beta1, Steps));

    /// <inheritdoc/>
    public override Node[] Apply(TensorFlowGraph graph, GraphVariable weight, IReadOnlyList<GraphVariable> slots, Node rate, Node gradient, Node? decay)
    {
        Node mean = Follow(graph, slots[0].Value, gradient, _options.Beta1);
        Node square = Follow(graph, slots[1].Value, graph.Operation("Square", gradient), _options.Beta2);
        Node root = graph.Add(graph.Operation("Sqrt", square), graph.Constant(_options.Epsilon));
        Node change = graph.Multiply(rate, graph.Operation("RealDiv", mean, root));
        return
        [
            graph.Assign(slots[0].Handle, mean),
            graph.Assign(slots[1].Handle, square),
            Finish(graph.New("AssignSubVariableOp").Input(weight.Handle).Input(change), decay),
        ];
    }

    private static Node Follow(TensorFlowGraph graph, Node running, Node value, double share) =>
        graph.Add(graph.Scale(running, share), graph.Scale(value, 1 - share));
}

/// <summary>Keras' RMSprop: epsilon inside the root; with momentum, velocity = momentum * velocity + step.</summary>
internal sealed class TensorFlowRmsProp(RmsPropOptions options) : TensorFlowOptimizer(options)
{
    private readonly RmsPropOptions _options = options;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots => [OptimizerState.Square, OptimizerState.Velocity];

    /// <summary>Without momentum the velocity is only where TensorFlow puts the step.</summary>
    public override IReadOnlyList<string> State => _options.Momentum > 0 ? Slots : [OptimizerState.Square];

    /// <inheritdoc/>
    public override Node[] Apply(TensorFlowGraph graph, GraphVariable weight, IReadOnlyList<GraphVariable> slots, Node rate, Node gradient, Node? decay) =>
    [
        Finish(
            graph.New("ResourceApplyRMSProp").Input(weight.Handle).Input(slots[0].Handle).Input(slots[1].Handle).Input(rate)
                .Input(graph.Constant(_options.Rho)).Input(graph.Constant(_options.Momentum)).Input(graph.Constant(_options.Epsilon)).Input(gradient),
            decay),
    ];
}
