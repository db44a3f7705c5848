using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>The memory of contiguous tensors on the processor.</summary>
internal static class TorchMemory
{
    /// <summary>The numbers of a contiguous float tensor; valid while the tensor lives.</summary>
    public static Span<float> Floats(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>The numbers of a contiguous 64-bit integer tensor; valid while the tensor lives.</summary>
    public static Span<long> Integers(this Tensor tensor) => MemoryMarshal.Cast<byte, long>(tensor.bytes);

    /// <summary>
    /// A tensor (samples, height, width, channels) as Torch's (samples, channels, height, width) without a copy: the strides that Torch calls
    /// channels-last.
    /// </summary>
    public static Tensor ChannelsLast(this Tensor tensor) => tensor.permute(0, 3, 1, 2);
}
