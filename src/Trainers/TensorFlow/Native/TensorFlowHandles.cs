using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>A graph of TensorFlow.</summary>
internal sealed class GraphHandle : SafeHandle
{
    /// <summary>An empty graph.</summary>
    public GraphHandle()
        : base(0, true) => SetHandle(TensorFlowApi.NewGraph());

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        TensorFlowApi.DeleteGraph(handle);
        return true;
    }
}

/// <summary>A session, which runs a graph and holds the values of its variables.</summary>
internal sealed class SessionHandle : SafeHandle
{
    /// <summary>A session of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="configuration">A serialised <c>ConfigProto</c>.</param>
    /// <exception cref="TensorFlowException">TensorFlow makes no session of it.</exception>
    public SessionHandle(GraphHandle graph, ReadOnlySpan<byte> configuration)
        : base(0, true)
    {
        using TensorFlowStatus status = new();
        nint options = TensorFlowApi.NewSessionOptions();
        try
        {
            TensorFlowApi.SetConfig(options, configuration, (nuint)configuration.Length, status);
            status.Check("the session's configuration");
            SetHandle(TensorFlowApi.NewSession(graph, options, status));
            status.Check("a new session");
        }
        finally
        {
            TensorFlowApi.DeleteSessionOptions(options);
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The devices that the session computes on: <c>CPU:0</c>.</summary>
    public IReadOnlyList<string> Devices()
    {
        using TensorFlowStatus status = new();
        nint devices = TensorFlowApi.SessionListDevices(this, status);
        status.Check("the session's devices");
        List<string> names = [];
        for (int index = 0; index < TensorFlowApi.DeviceListCount(devices); index++)
        {
            string name = Marshal.PtrToStringUTF8(TensorFlowApi.DeviceListName(devices, index, status)) ?? "";
            status.Check("the name of a device");
            names.Add(name[(name.IndexOf("device:", StringComparison.Ordinal) + "device:".Length)..]);
        }

        TensorFlowApi.DeleteDeviceList(devices);

        // Compilers of graphs count as devices of their own; the engine uses none.
        return [.. names.Where(name => !name.StartsWith("XLA", StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        using TensorFlowStatus status = new();
        TensorFlowApi.CloseSession(handle, status);
        TensorFlowApi.DeleteSession(handle, status);
        return status.IsFine;
    }
}

/// <summary>Numbers outside the graph: what is fed and what comes back. The last axis varies fastest.</summary>
internal sealed class TensorFlowTensor : SafeHandle
{
    /// <summary>A tensor that a run gave.</summary>
    public TensorFlowTensor(nint tensor)
        : base(0, true) => SetHandle(tensor);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>A copy of numbers.</summary>
    public static TensorFlowTensor Of(ReadOnlySpan<float> values, params ReadOnlySpan<long> axes) => Copy(ElementType.Float, values, axes);

    /// <summary>A copy of integers.</summary>
    public static TensorFlowTensor Of(ReadOnlySpan<int> values, params ReadOnlySpan<long> axes) => Copy(ElementType.Integer, values, axes);

    /// <summary>One number.</summary>
    public static TensorFlowTensor Of(float value) => Copy(ElementType.Float, new ReadOnlySpan<float>(in value), []);

    /// <summary>The numbers; valid while the tensor is not disposed.</summary>
    public Span<float> Floats => Memory<float>();

    private unsafe Span<T> Memory<T>()
        where T : unmanaged => new((void*)TensorFlowApi.TensorData(this), checked((int)(TensorFlowApi.TensorByteSize(this) / (nuint)sizeof(T))));

    private static unsafe TensorFlowTensor Copy<T>(ElementType type, ReadOnlySpan<T> values, ReadOnlySpan<long> axes)
        where T : unmanaged
    {
        nint tensor = TensorFlowApi.AllocateTensor(type, axes, axes.Length, (nuint)values.Length * (nuint)sizeof(T));
        TensorFlowTensor copy = new(tensor != 0 ? tensor : throw new TensorFlowException($"TensorFlow failed at a tensor of {values.Length} numbers: out of memory"));
        values.CopyTo(copy.Memory<T>());
        return copy;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        TensorFlowApi.DeleteTensor(handle);
        return true;
    }
}
