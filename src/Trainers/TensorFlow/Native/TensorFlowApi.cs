using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>
/// The functions of TensorFlow's C API (<c>tensorflow/c/c_api.h</c>) that the engine calls, all of them in every version from 1.15 on. <see cref="TensorFlowLibrary"/> decides which file they come from.
/// Operations are pointers that the graph owns.
/// </summary>
internal static partial class TensorFlowApi
{
    /// <summary>The name that the runtime asks <see cref="TensorFlowLibrary"/> to resolve.</summary>
    public const string Library = "tensorflow";

    [LibraryImport(Library, EntryPoint = "TF_Version")]
    public static partial nint Version();

    [LibraryImport(Library, EntryPoint = "TF_GetAllOpList")]
    public static partial nint GetAllOpList();

    [LibraryImport(Library, EntryPoint = "TF_DeleteBuffer")]
    public static partial void DeleteBuffer(nint buffer);

    [LibraryImport(Library, EntryPoint = "TF_NewStatus")]
    public static partial nint NewStatus();

    [LibraryImport(Library, EntryPoint = "TF_DeleteStatus")]
    public static partial void DeleteStatus(nint status);

    [LibraryImport(Library, EntryPoint = "TF_GetCode")]
    public static partial int GetCode(TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_Message")]
    public static partial nint Message(TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_NewGraph")]
    public static partial nint NewGraph();

    [LibraryImport(Library, EntryPoint = "TF_DeleteGraph")]
    public static partial void DeleteGraph(nint graph);

    [LibraryImport(Library, EntryPoint = "TF_NewOperation", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewOperation(GraphHandle graph, string type, string name);

    [LibraryImport(Library, EntryPoint = "TF_AddInput")]
    public static partial void AddInput(nint description, Node input);

    [LibraryImport(Library, EntryPoint = "TF_AddInputList")]
    public static partial void AddInputList(nint description, ReadOnlySpan<Node> inputs, int count);

    [LibraryImport(Library, EntryPoint = "TF_AddControlInput")]
    public static partial void AddControlInput(nint description, nint operation);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetText(nint description, string name, ReadOnlySpan<byte> value, nuint length);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrInt", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetInteger(nint description, string name, long value);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrIntList", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetIntegers(nint description, string name, ReadOnlySpan<long> values, int count);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrFloat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetFloat(nint description, string name, float value);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrBool", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetFlag(nint description, string name, byte value);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrType", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetType(nint description, string name, ElementType value);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrShape", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetShape(nint description, string name, ReadOnlySpan<long> axes, int count);

    [LibraryImport(Library, EntryPoint = "TF_SetAttrTensor", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetTensor(nint description, string name, TensorFlowTensor value, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_FinishOperation")]
    public static partial nint FinishOperation(nint description, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_AddGradients")]
    public static partial void AddGradients(
        GraphHandle graph, ReadOnlySpan<Node> outputs, int outputCount, ReadOnlySpan<Node> inputs, int inputCount, nint outputGradients, TensorFlowStatus status, Span<Node> gradients);

    [LibraryImport(Library, EntryPoint = "TF_NewSessionOptions")]
    public static partial nint NewSessionOptions();

    [LibraryImport(Library, EntryPoint = "TF_SetConfig")]
    public static partial void SetConfig(nint options, ReadOnlySpan<byte> configuration, nuint length, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_DeleteSessionOptions")]
    public static partial void DeleteSessionOptions(nint options);

    [LibraryImport(Library, EntryPoint = "TF_NewSession")]
    public static partial nint NewSession(GraphHandle graph, nint options, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_CloseSession")]
    public static partial void CloseSession(nint session, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_DeleteSession")]
    public static partial void DeleteSession(nint session, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_SessionRun")]
    public static partial void SessionRun(
        SessionHandle session, nint runOptions, ReadOnlySpan<Node> inputs, ReadOnlySpan<nint> inputValues, int inputCount,
        ReadOnlySpan<Node> outputs, Span<nint> outputValues, int outputCount, ReadOnlySpan<nint> targets, int targetCount, nint metadata, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_SessionListDevices")]
    public static partial nint SessionListDevices(SessionHandle session, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_DeviceListCount")]
    public static partial int DeviceListCount(nint devices);

    [LibraryImport(Library, EntryPoint = "TF_DeviceListName")]
    public static partial nint DeviceListName(nint devices, int index, TensorFlowStatus status);

    [LibraryImport(Library, EntryPoint = "TF_DeleteDeviceList")]
    public static partial void DeleteDeviceList(nint devices);

    [LibraryImport(Library, EntryPoint = "TF_AllocateTensor")]
    public static partial nint AllocateTensor(ElementType type, ReadOnlySpan<long> axes, int count, nuint bytes);

    [LibraryImport(Library, EntryPoint = "TF_DeleteTensor")]
    public static partial void DeleteTensor(nint tensor);

    [LibraryImport(Library, EntryPoint = "TF_TensorData")]
    public static partial nint TensorData(TensorFlowTensor tensor);

    [LibraryImport(Library, EntryPoint = "TF_TensorByteSize")]
    public static partial nuint TensorByteSize(TensorFlowTensor tensor);
}

/// <summary>An output of an operation of a graph: <c>TF_Output</c>.</summary>
/// <param name="Operation">The operation, which the graph owns.</param>
/// <param name="Index">Which of its outputs.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Node(nint Operation, int Index);

/// <summary>What a tensor holds: <c>TF_DataType</c>.</summary>
internal enum ElementType
{
    /// <summary>32-bit numbers.</summary>
    Float = 1,

    /// <summary>32-bit integers.</summary>
    Integer = 3,

    /// <summary>64-bit integers.</summary>
    Long = 9,

    /// <summary>True and false.</summary>
    Flag = 10,
}
