using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>Memory that grows, is used again for image after image, and has a fixed address for native code.</summary>
internal sealed class PinnedBuffer
{
    /// <summary>What one very large image needed is given back after it.</summary>
    private const int LargestKept = 64 << 20;
    private byte[] _bytes = [];

    /// <summary>The address of the first byte.</summary>
    public IntPtr Address => Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);

    /// <summary>Room for <paramref name="length"/> bytes; what was there before is lost.</summary>
    public Memory<byte> Reserve(int length)
    {
        if (_bytes.Length < length || (_bytes.Length > LargestKept && length <= LargestKept))
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(length, 4096), pinned: true);
        }

        return _bytes.AsMemory(0, length);
    }
}
