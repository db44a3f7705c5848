namespace MlPipelines.Trainers;

/// <summary>What one run of a graph takes and gives, written down once: TensorFlow compiles it at the first run and keeps it.</summary>
/// <param name="graph">The graph.</param>
/// <param name="feeds">The placeholders that get a tensor, in the order of the tensors.</param>
/// <param name="fetches">What comes back.</param>
/// <param name="targets">What is computed besides, for what it does.</param>
internal sealed class GraphCall(TensorFlowGraph graph, IEnumerable<Node> feeds, IEnumerable<Node> fetches, IEnumerable<Node> targets)
{
    private readonly Node[] _feeds = [.. feeds];
    private readonly Node[] _fetches = [.. fetches];
    private readonly nint[] _targets = [.. targets.Select(target => target.Operation)];

    /// <summary>Runs the graph.</summary>
    /// <param name="values">A tensor for each placeholder. They are disposed: nothing else needs them.</param>
    /// <returns>What was fetched, for the caller to dispose.</returns>
    /// <exception cref="TensorFlowException">An operation failed.</exception>
    public FetchedTensors Run(params ReadOnlySpan<TensorFlowTensor> values)
    {
        nint[] fetched = new nint[_fetches.Length];
        nint[] fed = new nint[values.Length];
        using TensorFlowStatus status = new();
        try
        {
            for (int index = 0; index < fed.Length; index++)
            {
                fed[index] = values[index].DangerousGetHandle();
            }

            TensorFlowApi.SessionRun(
                graph.Session, 0, _feeds, fed, fed.Length, _fetches, fetched, fetched.Length, _targets, _targets.Length, 0, status);
        }
        finally
        {
            foreach (TensorFlowTensor value in values)
            {
                value.Dispose();
            }
        }

        status.Check("a run");
        return new FetchedTensors([.. fetched.Select(tensor => new TensorFlowTensor(tensor))]);
    }
}

/// <summary>What a run gave, in the order of the fetches.</summary>
internal sealed class FetchedTensors(TensorFlowTensor[] tensors) : IDisposable
{
    /// <summary>The numbers of a fetch; valid until this is disposed.</summary>
    public Span<float> this[int index] => tensors[index].Floats;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TensorFlowTensor tensor in tensors)
        {
            tensor.Dispose();
        }
    }
}
