using System.Runtime.InteropServices;
using Google.Protobuf;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// Whether a library has the operations that the engine is made of, and C++ gradients for those that gradients go through: which gradients there are differs from version to version, and a missing one
/// would show only in the middle of a training.
/// </summary>
internal static class TensorFlowOperations
{
    /// <summary>Operations that no gradient goes through.</summary>
    private static readonly string[] s_plain =
    [
        "Placeholder", "Const", "VarHandleOp", "ReadVariableOp", "AssignVariableOp", "AssignSubVariableOp", "ResourceApplyGradientDescent", "ResourceApplyKerasMomentum",
        "ResourceApplyRMSProp", "RealDiv", "Pack", "OneHot", "Greater", "Cast", "StopGradient", "MaxPoolWithArgmax", "Max",
    ];

    /// <summary>One function per operation that gradients go through, by the operation's name.</summary>
    private static readonly Dictionary<string, Func<TensorFlowGraph, Node, Node>> s_differentiated = new()
    {
        ["Add"] = (graph, x) => graph.Add(x, x),
        ["Sub"] = (graph, x) => graph.Subtract(x, x),
        ["Mul"] = (graph, x) => graph.Multiply(x, x),
        ["Maximum"] = (graph, x) => graph.Operation("Maximum", x, graph.Constant(0)),
        ["Square"] = (graph, x) => graph.Operation("Square", x),
        ["Sqrt"] = (graph, x) => graph.Operation("Sqrt", x),
        ["Rsqrt"] = (graph, x) => graph.Operation("Rsqrt", x),
        ["Exp"] = (graph, x) => graph.Operation("Exp", x),
        ["Erf"] = (graph, x) => graph.Operation("Erf", x),
        ["Tanh"] = (graph, x) => graph.Operation("Tanh", x),
        ["Sigmoid"] = (graph, x) => graph.Operation("Sigmoid", x),
        ["Softplus"] = (graph, x) => graph.Operation("Softplus", x),
        ["Relu"] = (graph, x) => graph.Operation("Relu", x),
        ["Elu"] = (graph, x) => graph.Operation("Elu", x),
        ["LeakyRelu"] = (graph, x) => graph.New("LeakyRelu").Input(x).Number("alpha", 0.3f).Finish(),
        ["Identity"] = (graph, x) => graph.Operation("Identity", x),
        ["Softmax"] = (graph, x) => graph.Operation("Softmax", graph.Reshape(x, -1, 2)),
        ["LogSoftmax"] = (graph, x) => graph.Operation("LogSoftmax", graph.Reshape(x, -1, 2)),
        ["MatMul"] = (graph, x) => graph.Operation("MatMul", graph.Reshape(x, -1, 2), graph.Constant([1, 2, 3, 4], 2, 2)),
        ["BiasAdd"] = (graph, x) => graph.Operation("BiasAdd", x, graph.Constant([1, 2], 2)),
        ["Conv2D"] = (graph, x) => graph.Convolution(x, graph.Constant([1, 2], 1, 1, 2, 1), 1, Padding.Same),
        ["MaxPool"] = (graph, x) => graph.Pool("MaxPool", x, 2, 1, Padding.Same),
        ["AvgPool"] = (graph, x) => graph.Pool("AvgPool", x, 2, 1, Padding.Same),
        ["Sum"] = (graph, x) => graph.Sum(x, 0),
        ["Mean"] = (graph, x) => graph.Mean(x, 1, 2),
        ["GatherNd"] = (graph, x) => graph.Operation("GatherNd", graph.Reshape(x, -1), graph.Cast(graph.Constant([0], 1, 1), ElementType.Float, ElementType.Integer)),
    };

    /// <summary>What a library lacks.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="file">Its file.</param>
    /// <returns>Null where it has everything.</returns>
    public static Problem? Fault(string version, string file)
    {
        HashSet<string> known = Known();
        List<string> missing = [.. s_plain.Concat(s_differentiated.Keys).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
        if (missing.Count == 0)
        {
            missing = [.. s_differentiated.Where(pair => !HasGradient(pair.Value)).Select(pair => $"the gradient of {pair.Key}").Order(StringComparer.Ordinal)];
        }

        return missing.Count == 0 ? null : new Problem(
            "training.engine", "a TensorFlow library with all operations that the engine needs and their gradients in C++", $"version {version} in {file} without {string.Join(", ", missing)}",
            "Take another version: 1.15.0 is the one that the project is tested with.");
    }

    private static bool HasGradient(Func<TensorFlowGraph, Node, Node> function)
    {
        using TensorFlowGraph graph = new();
        Node input = graph.Placeholder(ElementType.Float, -1, 2, 2, 2);
        try
        {
            graph.Gradients(function(graph, input), [input]);
            return true;
        }
        catch (TensorFlowException)
        {
            return false;
        }
    }

    /// <summary>The names in the library's own list: an <c>OpList</c>, whose field 1 holds <c>OpDef</c>s, whose field 1 is the name.</summary>
    private static unsafe HashSet<string> Known()
    {
        nint buffer = TensorFlowApi.GetAllOpList();
        try
        {
            // TF_Buffer begins with the address and the length.
            nint data = Marshal.ReadIntPtr(buffer);
            int length = checked((int)Marshal.ReadIntPtr(buffer, nint.Size));
            CodedInputStream list = new(new ReadOnlySpan<byte>((void*)data, length).ToArray());
            HashSet<string> names = new(StringComparer.Ordinal);
            while (list.ReadTag() != 0)
            {
                CodedInputStream definition = list.ReadBytes().CreateCodedInput();
                if (WireFormat.GetTagFieldNumber(definition.ReadTag()) == 1)
                {
                    names.Add(definition.ReadString());
                }
            }

            return names;
        }
        finally
        {
            TensorFlowApi.DeleteBuffer(buffer);
        }
    }
}
