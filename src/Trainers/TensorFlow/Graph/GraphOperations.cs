using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The operations that need more than inputs, and arithmetic by its words.</summary>
internal static class GraphOperations
{
    /// <summary>What is fed.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="axes">Its shape; -1 for an axis that differs from run to run.</param>
    public static Node Placeholder(this TensorFlowGraph graph, ElementType type, params ReadOnlySpan<long> axes) =>
        graph.New("Placeholder").Type("dtype", type).Shape("shape", axes).Finish();

    /// <summary>A fixed number.</summary>
    public static Node Constant(this TensorFlowGraph graph, double value)
    {
        using TensorFlowTensor tensor = TensorFlowTensor.Of((float)value);
        return graph.New("Const").Type("dtype", ElementType.Float).Tensor("value", tensor).Finish();
    }

    /// <summary>Fixed numbers.</summary>
    public static Node Constant(this TensorFlowGraph graph, ReadOnlySpan<float> values, params ReadOnlySpan<long> axes)
    {
        using TensorFlowTensor tensor = TensorFlowTensor.Of(values, axes);
        return graph.New("Const").Type("dtype", ElementType.Float).Tensor("value", tensor).Finish();
    }

    /// <summary>A fixed list of integers, which shapes and axes are given as.</summary>
    public static Node Integers(this TensorFlowGraph graph, params ReadOnlySpan<int> values)
    {
        using TensorFlowTensor tensor = TensorFlowTensor.Of(values, values.Length);
        return graph.New("Const").Type("dtype", ElementType.Integer).Tensor("value", tensor).Finish();
    }

    /// <summary>a + b. "Add", because version 1.15 has no gradient of the later "AddV2" in C++.</summary>
    public static Node Add(this TensorFlowGraph graph, Node a, Node b) => graph.Operation("Add", a, b);

    /// <summary>a - b.</summary>
    public static Node Subtract(this TensorFlowGraph graph, Node a, Node b) => graph.Operation("Sub", a, b);

    /// <summary>a * b, number by number.</summary>
    public static Node Multiply(this TensorFlowGraph graph, Node a, Node b) => graph.Operation("Mul", a, b);

    /// <summary>a * a fixed number.</summary>
    public static Node Scale(this TensorFlowGraph graph, Node a, double factor) => graph.Operation("Mul", a, graph.Constant(factor));

    /// <summary>The sum over axes, which disappear.</summary>
    public static Node Sum(this TensorFlowGraph graph, Node values, params ReadOnlySpan<int> axes) => Reduce(graph, "Sum", values, axes, false);

    /// <summary>The mean over axes, which disappear.</summary>
    public static Node Mean(this TensorFlowGraph graph, Node values, params ReadOnlySpan<int> axes) => Reduce(graph, "Mean", values, axes, false);

    /// <summary>The greatest number over axes, which disappear.</summary>
    public static Node Greatest(this TensorFlowGraph graph, Node values, params ReadOnlySpan<int> axes) => Reduce(graph, "Max", values, axes, false);

    /// <summary>The sum over the last axis of two, which stays with size 1.</summary>
    public static Node RowSums(this TensorFlowGraph graph, Node values) => Reduce(graph, "Sum", values, [1], true);

    /// <summary>The same numbers in another shape; -1 for the axis that follows from the others.</summary>
    public static Node Reshape(this TensorFlowGraph graph, Node values, params ReadOnlySpan<int> axes) => graph.Operation("Reshape", values, graph.Integers(axes));

    /// <summary>The same numbers as another type.</summary>
    public static Node Cast(this TensorFlowGraph graph, Node values, ElementType from, ElementType to) =>
        graph.New("Cast").Input(values).Type("SrcT", from).Type("DstT", to).Finish();

    /// <summary>1 where a number is greater than 0, otherwise 0; no gradient goes through it.</summary>
    public static Node IsPositive(this TensorFlowGraph graph, Node values) =>
        graph.Operation("StopGradient", graph.Cast(graph.Operation("Greater", values, graph.Constant(0)), ElementType.Flag, ElementType.Float));

    /// <summary>Gives a variable a new value, after all that reads its old one for that value.</summary>
    public static Node Assign(this TensorFlowGraph graph, Node handle, Node value) =>
        graph.New("AssignVariableOp").Input(handle).Input(value).Type("dtype", ElementType.Float).Finish();

    /// <summary>A convolution: (samples, height, width, channels) with a kernel (height, width, channels, filters).</summary>
    public static Node Convolution(this TensorFlowGraph graph, Node input, Node kernel, int strides, Padding padding) =>
        graph.New("Conv2D").Input(input).Input(kernel).Integers("strides", 1, strides, strides, 1).Text("padding", Word(padding)).Finish();

    /// <summary>A pooling: MaxPool, AvgPool or MaxPoolWithArgmax.</summary>
    public static Node Pool(this TensorFlowGraph graph, string type, Node input, int size, int strides, Padding padding) =>
        PoolOf(graph, type, input, size, strides, padding).Finish();

    /// <summary>For each window the place of its greatest number among all numbers of the batch; no gradient goes through it.</summary>
    public static Node PoolPlaces(this TensorFlowGraph graph, Node input, int size, int strides, Padding padding)
    {
        Node pooled = PoolOf(graph, "MaxPoolWithArgmax", input, size, strides, padding).Flag("include_batch_in_index", true).Finish();

        // 32 bits: the gradient of gathering takes no other places.
        return graph.Operation("StopGradient", graph.Cast(pooled with { Index = 1 }, ElementType.Long, ElementType.Integer));
    }

    private static OperationBuilder PoolOf(TensorFlowGraph graph, string type, Node input, int size, int strides, Padding padding) =>
        graph.New(type).Input(input).Integers("ksize", 1, size, size, 1).Integers("strides", 1, strides, strides, 1).Text("padding", Word(padding));

    private static Node Reduce(TensorFlowGraph graph, string type, Node values, ReadOnlySpan<int> axes, bool keepAxes) =>
        graph.New(type).Input(values).Input(graph.Integers(axes)).Flag("keep_dims", keepAxes).Finish();

    private static string Word(Padding padding) => padding == Padding.Same ? "SAME" : "VALID";
}
