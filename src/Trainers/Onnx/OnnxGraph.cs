using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using MlPipelines.Trainers.OnnxFormat;
using AttributeType = MlPipelines.Trainers.OnnxFormat.AttributeProto.Types.AttributeType;

namespace MlPipelines.Trainers;

/// <summary>
/// Writes an ONNX graph node by node. Names are unique in the file; constants that are the same number are written once. The body of a loop is a graph of its own that sees the
/// values of the graph around it.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The domain of ONNX's operators on tables.</summary>
    public const string TableDomain = "ai.onnx.ml";

    private readonly OnnxGraph? _outer;
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<(OnnxElement, double), OnnxValue> _scalars = [];

    private OnnxGraph(string name, OnnxGraph? outer) => (Content, _outer) = (new GraphProto { Name = name }, outer);

    /// <summary>An empty graph.</summary>
    public OnnxGraph(string name)
        : this(name, null)
    {
    }

    /// <summary>The graph as far as it is written.</summary>
    public GraphProto Content { get; }

    private OnnxGraph Root => _outer?.Root ?? this;

    /// <summary>A graph inside this one: the body of a loop.</summary>
    public OnnxGraph Inner(string name) => new(name, this);

    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="element">What it holds.</param>
    /// <param name="axes">The sizes of its axes: a <see cref="long"/>, or a <see cref="string"/> that names a size which the caller chooses.</param>
    public OnnxValue Input(string name, OnnxElement element, params ReadOnlySpan<object> axes)
    {
        Content.Input.Add(Declared(name, element, axes));
        return new OnnxValue(this, Reserve(name), element);
    }

    /// <summary>Declares a value as an output under a name of its own.</summary>
    public void Output(string name, OnnxValue value, params ReadOnlySpan<object> axes)
    {
        Content.Node.Add(new NodeProto { OpType = "Identity", Name = Unique("Identity"), Input = { value.Name }, Output = { Reserve(name) } });
        Content.Output.Add(Declared(name, value.Element, axes));
    }

    /// <summary>Writes a node with one output.</summary>
    public OnnxValue Node(string operatorName, OnnxElement output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node("", operatorName, output, inputs, attributes);

    /// <summary>Writes a node of another domain than ONNX's own.</summary>
    public OnnxValue Node(
        string domain, string operatorName, OnnxElement output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        NodeProto node = new() { OpType = operatorName, Name = Unique(operatorName) };
        if (domain.Length > 0)
        {
            node.Domain = domain;
        }

        foreach (OnnxValue input in inputs)
        {
            node.Input.Add(input.Name);
        }

        foreach (OnnxAttribute attribute in attributes)
        {
            node.Attribute.Add(Written(attribute));
        }

        node.Output.Add($"{node.Name}:0");
        Content.Node.Add(node);
        return new OnnxValue(this, node.Output[0], output);
    }

    /// <summary>A number of a type; it takes any shape.</summary>
    public OnnxValue Scalar(OnnxElement element, double value)
    {
        if (!Root._scalars.TryGetValue((element, value), out OnnxValue? scalar))
        {
            byte[] bytes = element switch
            {
                OnnxElement.Float => Bytes((float)value),
                OnnxElement.Double => Bytes(value),
                OnnxElement.Int64 => Bytes((long)value),
                OnnxElement.Int32 => Bytes((int)value),
                _ => throw new ArgumentException($"no numbers of {element}", nameof(element)),
            };
            scalar = Root.Constant(string.Create(CultureInfo.InvariantCulture, $"{element} {value}"), element, bytes, []);
            Root._scalars.Add((element, value), scalar);
        }

        return scalar with { Graph = this };
    }

    /// <summary>A constant of 32-bit numbers.</summary>
    public OnnxValue Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, OnnxElement.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A constant of 64-bit numbers.</summary>
    public OnnxValue Constant(string name, ReadOnlySpan<double> values, params ReadOnlySpan<long> shape) =>
        Constant(name, OnnxElement.Double, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A constant of whole numbers.</summary>
    public OnnxValue Constant(string name, ReadOnlySpan<int> values, params ReadOnlySpan<long> shape) =>
        Constant(name, OnnxElement.Int32, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A list of sizes, axes or indexes.</summary>
    public OnnxValue Indexes(params ReadOnlySpan<long> values) => Constant("indexes", OnnxElement.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>A list of texts.</summary>
    public OnnxValue Texts(string name, IReadOnlyList<string> texts)
    {
        TensorProto tensor = new() { Name = Root.Unique(name), DataType = (int)OnnxElement.String, Dims = { texts.Count } };
        tensor.StringData.AddRange(texts.Select(ByteString.CopyFromUtf8));
        Root.Content.Initializer.Add(tensor);
        return new OnnxValue(this, tensor.Name, OnnxElement.String);
    }

    private OnnxValue Constant(string name, OnnxElement element, ReadOnlySpan<byte> values, ReadOnlySpan<long> shape)
    {
        // Raw data are little-endian, as is every machine that .NET 10 and this project's engines run on.
        TensorProto tensor = new() { Name = Root.Unique(name), DataType = (int)element, RawData = ByteString.CopyFrom(values) };
        tensor.Dims.AddRange(shape.ToArray());
        Root.Content.Initializer.Add(tensor);
        return new OnnxValue(this, tensor.Name, element);
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private static ValueInfoProto Declared(string name, OnnxElement element, ReadOnlySpan<object> axes)
    {
        TensorShapeProto shape = new();
        foreach (object axis in axes)
        {
            shape.Dim.Add(axis is string size ? new TensorShapeProto.Types.Dimension { DimParam = size } : new() { DimValue = Convert.ToInt64(axis, CultureInfo.InvariantCulture) });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)element, Shape = shape } } };
    }

    private static AttributeProto Written(OnnxAttribute attribute) => attribute.Value switch
    {
        long number => new AttributeProto { Name = attribute.Name, Type = AttributeType.Int, I = number },
        float number => new AttributeProto { Name = attribute.Name, Type = AttributeType.Float, F = number },
        string text => new AttributeProto { Name = attribute.Name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(text) },
        long[] numbers => new AttributeProto { Name = attribute.Name, Type = AttributeType.Ints, Ints = { numbers } },
        string[] texts => new AttributeProto { Name = attribute.Name, Type = AttributeType.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
        OnnxGraph graph => new AttributeProto { Name = attribute.Name, Type = AttributeType.Graph, G = graph.Content },
        _ => throw new ArgumentException($"no attribute of {attribute.Value.GetType().Name}", nameof(attribute)),
    };

    /// <summary>A name that is not taken yet, for an input or output of an inner graph.</summary>
    public string FreeName(string name)
    {
        string free = name;
        for (int other = 1; Root._names.ContainsKey(free); other++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{other}");
        }

        return free;
    }

    /// <summary>Takes a name that others read, such as an input's.</summary>
    private string Reserve(string name) =>
        Root._names.TryAdd(name, 0) ? name : throw new InvalidOperationException($"the graph has \"{name}\" already");

    private string Unique(string name)
    {
        Dictionary<string, int> names = Root._names;
        if (names.TryAdd(name, 0))
        {
            return name;
        }

        string next;
        do
        {
            next = string.Create(CultureInfo.InvariantCulture, $"{name}_{++names[name]}");
        }
        while (!names.TryAdd(next, 0));
        return next;
    }
}
