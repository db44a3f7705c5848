using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>What the channels of decoded pixels (red, green, blue, unused) say.</summary>
internal static class PixelColors
{
    /// <summary>Whether red, green and blue are equal in every pixel.</summary>
    public static bool IsGrey(ReadOnlySpan<byte> pixels)
    {
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(pixels);
        ReadOnlySpan<Vector<uint>> vectors = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        var mask = new Vector<uint>(0xFFFF);
        foreach (Vector<uint> vector in vectors)
        {
            // Byte 0 against byte 1, byte 1 against byte 2.
            if (((vector ^ Vector.ShiftRightLogical(vector, 8)) & mask) != Vector<uint>.Zero)
            {
                return false;
            }
        }

        foreach (uint word in words[(vectors.Length * Vector<uint>.Count)..])
        {
            if (((word ^ (word >> 8)) & 0xFFFF) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, in 16-bit fixed point with rounding (Pillow's coefficients: they sum to 65536, so
    /// grey stays as it is). Source and destination may be the same memory.
    /// </summary>
    public static void ToLuma(ReadOnlySpan<byte> pixels, Span<byte> luma)
    {
        for (int pixel = 0; pixel < pixels.Length / 4; pixel++)
        {
            ReadOnlySpan<byte> rgb = pixels.Slice(4 * pixel, 3);
            luma[pixel] = (byte)(((rgb[0] * 19595) + (rgb[1] * 38470) + (rgb[2] * 7471) + 0x8000) >> 16);
        }
    }
}
