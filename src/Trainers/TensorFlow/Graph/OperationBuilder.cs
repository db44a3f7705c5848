using System.Text;

namespace MlPipelines.Trainers;

/// <summary>An operation that is being described. TensorFlow infers attributes such as the element type from the inputs.</summary>
/// <param name="description">TensorFlow's description, which <see cref="Finish"/> uses up.</param>
/// <param name="name">Name and type for errors.</param>
internal sealed class OperationBuilder(nint description, string name)
{
    /// <summary>Adds an input.</summary>
    public OperationBuilder Input(Node input)
    {
        TensorFlowApi.AddInput(description, input);
        return this;
    }

    /// <summary>Adds an input that is a list.</summary>
    public OperationBuilder Inputs(ReadOnlySpan<Node> inputs)
    {
        TensorFlowApi.AddInputList(description, inputs, inputs.Length);
        return this;
    }

    /// <summary>Makes the operation run after another.</summary>
    public OperationBuilder After(Node other)
    {
        TensorFlowApi.AddControlInput(description, other.Operation);
        return this;
    }

    /// <summary>Sets an attribute that is a text.</summary>
    public OperationBuilder Text(string attribute, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        TensorFlowApi.SetText(description, attribute, bytes, (nuint)bytes.Length);
        return this;
    }

    /// <summary>Sets an attribute that is an integer.</summary>
    public OperationBuilder Integer(string attribute, long value)
    {
        TensorFlowApi.SetInteger(description, attribute, value);
        return this;
    }

    /// <summary>Sets an attribute that is a list of integers.</summary>
    public OperationBuilder Integers(string attribute, params ReadOnlySpan<long> values)
    {
        TensorFlowApi.SetIntegers(description, attribute, values, values.Length);
        return this;
    }

    /// <summary>Sets an attribute that is a number.</summary>
    public OperationBuilder Number(string attribute, float value)
    {
        TensorFlowApi.SetFloat(description, attribute, value);
        return this;
    }

    /// <summary>Sets an attribute that is true or false.</summary>
    public OperationBuilder Flag(string attribute, bool value)
    {
        TensorFlowApi.SetFlag(description, attribute, value ? (byte)1 : (byte)0);
        return this;
    }

    /// <summary>Sets an attribute that is an element type.</summary>
    public OperationBuilder Type(string attribute, ElementType value)
    {
        TensorFlowApi.SetType(description, attribute, value);
        return this;
    }

    /// <summary>Sets an attribute that is a shape.</summary>
    /// <param name="attribute">Its name.</param>
    /// <param name="axes">The sizes; -1 for one that is known only when the graph runs.</param>
    public OperationBuilder Shape(string attribute, ReadOnlySpan<long> axes)
    {
        TensorFlowApi.SetShape(description, attribute, axes, axes.Length);
        return this;
    }

    /// <summary>Sets an attribute that is a tensor.</summary>
    public OperationBuilder Tensor(string attribute, TensorFlowTensor value)
    {
        using TensorFlowStatus status = new();
        TensorFlowApi.SetTensor(description, attribute, value, status);
        status.Check($"attribute {attribute} of {name}");
        return this;
    }

    /// <summary>Adds the operation to the graph.</summary>
    /// <returns>Its first output, which also stands for an operation without outputs.</returns>
    /// <exception cref="TensorFlowException">Shapes do not fit, or the library does not know the operation.</exception>
    public Node Finish()
    {
        using TensorFlowStatus status = new();
        nint operation = TensorFlowApi.FinishOperation(description, status);
        status.Check(name);
        return new Node(operation, 0);
    }
}
