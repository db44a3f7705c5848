namespace MlPipelines.Trainers;

/// <summary>What a tensor holds; the numbers are those of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxElement
{
    /// <summary>32-bit numbers.</summary>
    Float = 1,

    /// <summary>Bytes.</summary>
    UInt8 = 2,

    /// <summary>32-bit whole numbers.</summary>
    Int32 = 6,

    /// <summary>64-bit whole numbers: sizes and indexes.</summary>
    Int64 = 7,

    /// <summary>Texts.</summary>
    String = 8,

    /// <summary>Truth values.</summary>
    Bool = 9,

    /// <summary>64-bit numbers.</summary>
    Double = 11,
}
