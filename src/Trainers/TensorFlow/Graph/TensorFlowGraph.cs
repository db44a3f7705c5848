using System.Globalization;

namespace MlPipelines.Trainers;

/// <summary>
/// A graph that operations are added to, and the session that runs it; it may grow after the session has run. Operations are named for the part of the network that they belong to
/// (<see cref="Within"/>), so that TensorFlow's errors name it. Not safe for use from several threads at once.
/// </summary>
internal sealed class TensorFlowGraph : IDisposable
{
    private readonly GraphHandle _graph = new();
    private readonly int _threads;
    private SessionHandle? _session;
    private string _part = "network";
    private int _operations;

    /// <summary>An empty graph.</summary>
    /// <param name="threads">The number of threads that compute.</param>
    public TensorFlowGraph(int threads = 1) => _threads = threads;

    /// <summary>The session, made when it is first needed.</summary>
    public SessionHandle Session => _session ??= new SessionHandle(_graph, SessionSettings.For(_threads));

    /// <summary>Names what is added from now on for a part: <c>layers[0] conv2d</c>.</summary>
    public TensorFlowGraph Within(string part)
    {
        // TensorFlow's names have letters, digits and _.\-/ and begin with a letter, digit or dot.
        char[] letters = [.. part.Where(letter => letter != ']').Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' ? letter : '.')];
        _part = new string(letters);
        return this;
    }

    /// <summary>Begins an operation.</summary>
    public OperationBuilder New(string type)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{_part}/{type}_{_operations++}");
        return new OperationBuilder(TensorFlowApi.NewOperation(_graph, type, name), $"{name} ({type})");
    }

    /// <summary>Adds an operation that has inputs only.</summary>
    public Node Operation(string type, params ReadOnlySpan<Node> inputs)
    {
        OperationBuilder builder = New(type);
        foreach (Node input in inputs)
        {
            builder.Input(input);
        }

        return builder.Finish();
    }

    /// <summary>Adds the operations that compute gradients.</summary>
    /// <param name="of">What is differentiated; the sum of its numbers where it has several.</param>
    /// <param name="with">With respect to what.</param>
    /// <returns>A node of the same shape for each.</returns>
    /// <exception cref="TensorFlowException">An operation between them has no gradient in this library.</exception>
    public Node[] Gradients(Node of, ReadOnlySpan<Node> with)
    {
        Node[] gradients = new Node[with.Length];
        using TensorFlowStatus status = new();
        TensorFlowApi.AddGradients(_graph, [of], 1, with, with.Length, 0, status, gradients);
        status.Check($"the gradients of {_part}");
        return gradients;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session?.Dispose();
        _graph.Dispose();
    }
}
