using System.Numerics;
using System.Runtime.InteropServices;

namespace MlPipelines.Pipelines;

/// <summary>
/// A fast 64-bit hash (four multiply-rotate lanes, SplitMix64's finaliser) to find equal samples and damaged cache files. It is no defence
/// against someone who wants a collision; fingerprints are SHA-256.
/// </summary>
internal struct ContentHash
{
    private const ulong Prime0 = 0x9E3779B185EBCA87;
    private const ulong Prime1 = 0xC2B2AE3D27D4EB4F;
    private ulong _lane0;
    private ulong _lane1;
    private ulong _lane2;
    private ulong _lane3;
    private ulong _length;

    /// <summary>Begins a hash with a number of its own, so that different kinds of content do not meet.</summary>
    public ContentHash(ulong seed)
    {
        _lane0 = seed + Prime0;
        _lane1 = seed ^ Prime1;
        _lane2 = seed - Prime0;
        _lane3 = ~seed;
    }

    /// <summary>The hash of all that was added.</summary>
    public readonly ulong Value
    {
        get
        {
            ulong value = _length;
            value = Finish(value ^ _lane0);
            value = Finish(value ^ _lane1);
            value = Finish(value ^ _lane2);
            return Finish(value ^ _lane3);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(ulong value)
    {
        _lane0 = Round(_lane0, value);
        _length += 8;
    }

    /// <summary>Adds bytes; the same bytes in other portions give another hash.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int index = 0;
        for (; index <= words.Length - 4; index += 4)
        {
            _lane0 = Round(_lane0, words[index]);
            _lane1 = Round(_lane1, words[index + 1]);
            _lane2 = Round(_lane2, words[index + 2]);
            _lane3 = Round(_lane3, words[index + 3]);
        }

        for (; index < words.Length; index++)
        {
            _lane1 = Round(_lane1, words[index]);
        }

        foreach (byte value in bytes[(words.Length * 8)..])
        {
            _lane2 = Round(_lane2, value);
        }

        _length += (ulong)bytes.Length;
    }

    private static ulong Round(ulong lane, ulong value) => BitOperations.RotateLeft(lane + (value * Prime1), 31) * Prime0;

    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
