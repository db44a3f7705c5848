using System.Runtime.CompilerServices;

namespace MlPipelines.Configuration;

/// <summary>
/// A counter-based random generator: Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"). Draw n of a key is a
/// function of (key, n) alone, so streams never depend on who draws first, on threads, or on another library's state. A mutable
/// structure: pass by reference or make a new one.
/// </summary>
public struct CounterRandom
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _high0;
    private readonly uint _high1;
    private ulong _block;
    private int _used;
    private uint _output0;
    private uint _output1;
    private uint _output2;
    private uint _output3;

    /// <summary>The stream of draws of one key. All five numbers are part of it; equal numbers give equal draws.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="repeat">The repeat, or 0 for a stream that does not vary.</param>
    /// <param name="stream">What is drawn.</param>
    /// <param name="epoch">The epoch, or another counter of the stream's own.</param>
    /// <param name="step">The step, the sample, or another counter of the stream's own.</param>
    public CounterRandom(int seed, int repeat, RandomStream stream, int epoch = 0, int step = 0)
    {
        // The key is mixed once from (seed, repeat, stream); the upper half of the counter holds epoch and step, the lower half counts blocks.
        ulong key = Mix(Mix((uint)seed | ((ulong)(uint)repeat << 32)) + (ulong)stream + 1);
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _high0 = (uint)epoch;
        _high1 = (uint)step;
        _used = 4;
    }

    /// <summary>A uniform 32-bit number.</summary>
    public uint NextUInt()
    {
        if (_used == 4)
        {
            NextBlock();
        }

        return _used++ switch { 0 => _output0, 1 => _output1, 2 => _output2, _ => _output3 };
    }

    /// <summary>A uniform number in [0, 1) with 24 random bits.</summary>
    public float NextFloat() => (NextUInt() >> 8) * (1f / (1 << 24));

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => ((((ulong)NextUInt() << 32) | NextUInt()) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [minimum, maximum).</summary>
    public double NextDouble(double minimum, double maximum) => minimum + ((maximum - minimum) * NextDouble());

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMaximum"/>), without bias (Lemire 2019).</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        uint range = (uint)exclusiveMaximum;
        ulong product = (ulong)NextUInt() * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the elements into uniformly random order (Fisher and Yates, Durstenfeld's form).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>SplitMix64's finaliser (Steele et al. 2014): every bit of the input changes every bit of the output.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Ten rounds of Philox4x32 on a counter under a key; internal so that the published known answers can be checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint Output0, uint Output1, uint Output2, uint Output3) Philox4x32(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NextBlock()
    {
        (_output0, _output1, _output2, _output3) = Philox4x32((uint)_block, (uint)(_block >> 32), _high0, _high1, _key0, _key1);
        _block++;
        _used = 0;
    }
}
