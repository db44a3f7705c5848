namespace MlPipelines.Trainers;

/// <summary>
/// A value of a graph that is being written. Operators write nodes, so that a formula in a graph reads as the formula that it is; a number beside a value becomes a constant of
/// the value's type.
/// </summary>
/// <param name="Graph">The graph in which nodes on the value are written.</param>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Element">What it holds.</param>
internal sealed record OnnxValue(OnnxGraph Graph, string Name, OnnxElement Element)
{
    /// <summary>The sum.</summary>
    public static OnnxValue operator +(OnnxValue left, OnnxValue right) => left.Graph.Node("Add", left.Element, [left, right]);

    /// <summary>The sum.</summary>
    public static OnnxValue operator +(OnnxValue left, double right) => left + left.Graph.Scalar(left.Element, right);

    /// <summary>The difference.</summary>
    public static OnnxValue operator -(OnnxValue left, OnnxValue right) => left.Graph.Node("Sub", left.Element, [left, right]);

    /// <summary>The difference.</summary>
    public static OnnxValue operator -(OnnxValue left, double right) => left - left.Graph.Scalar(left.Element, right);

    /// <summary>The product.</summary>
    public static OnnxValue operator *(OnnxValue left, OnnxValue right) => left.Graph.Node("Mul", left.Element, [left, right]);

    /// <summary>The product.</summary>
    public static OnnxValue operator *(OnnxValue left, double right) => left * left.Graph.Scalar(left.Element, right);

    /// <summary>The ratio; of whole numbers the whole part, towards 0.</summary>
    public static OnnxValue operator /(OnnxValue left, OnnxValue right) => left.Graph.Node("Div", left.Element, [left, right]);

    /// <summary>The ratio; of whole numbers the whole part, towards 0.</summary>
    public static OnnxValue operator /(OnnxValue left, double right) => left / left.Graph.Scalar(left.Element, right);

    /// <summary>Whether it is less.</summary>
    public static OnnxValue operator <(OnnxValue left, OnnxValue right) => left.Graph.Node("Less", OnnxElement.Bool, [left, right]);

    /// <summary>Whether it is greater.</summary>
    public static OnnxValue operator >(OnnxValue left, OnnxValue right) => left.Graph.Node("Greater", OnnxElement.Bool, [left, right]);

    /// <summary>The greater of the two.</summary>
    public OnnxValue AtLeast(double least) => Graph.Node("Max", Element, [this, Graph.Scalar(Element, least)]);

    /// <summary>The lesser of the two.</summary>
    public OnnxValue AtMost(OnnxValue greatest) => Graph.Node("Min", Element, [this, greatest]);

    /// <summary>The lesser of the two.</summary>
    public OnnxValue AtMost(double greatest) => AtMost(Graph.Scalar(Element, greatest));

    /// <summary>An operator with one input that keeps the type: <c>Floor</c>, <c>Abs</c>, <c>Relu</c>, ...</summary>
    public OnnxValue Apply(string operatorName, params ReadOnlySpan<OnnxAttribute> attributes) => Graph.Node(operatorName, Element, [this], attributes);

    /// <summary>The same values in another type.</summary>
    public OnnxValue As(OnnxElement element) => Element == element ? this : Graph.Node("Cast", element, [this], new OnnxAttribute("to", (long)element));

    /// <summary>The values in another shape; 0 keeps an axis, -1 is what is left.</summary>
    public OnnxValue Reshape(params ReadOnlySpan<long> shape) => Graph.Node("Reshape", Element, [this, Graph.Indexes(shape)]);

    /// <summary>The axes in another order.</summary>
    public OnnxValue Transpose(params long[] axes) => Apply("Transpose", new OnnxAttribute("perm", axes));

    /// <summary>Slices along an axis.</summary>
    public OnnxValue Gather(OnnxValue indexes, int axis) => Graph.Node("Gather", Element, [this, indexes], new OnnxAttribute("axis", (long)axis));

    /// <summary>One value where the condition is true, the other where it is not.</summary>
    public OnnxValue Then(OnnxValue whenTrue, OnnxValue whenFalse) => Graph.Node("Where", whenTrue.Element, [this, whenTrue, whenFalse]);
}

/// <summary>An attribute of a node: a whole number, whole numbers, a number, a text, texts, or a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">A <see cref="long"/>, an array of them, a <see cref="float"/>, a <see cref="string"/>, an array of them, or an <see cref="OnnxGraph"/>.</param>
internal sealed record OnnxAttribute(string Name, object Value);
