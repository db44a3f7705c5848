using System.Runtime.CompilerServices;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// The place of each augmentation's draw among the draws of a sample. A place never changes and is drawn whether its augmentation is on or not, so
/// switching one on leaves the others' draws as they were, and variants stay paired. New ones come at the end.
/// </summary>
internal enum DrawPlace
{
    /// <summary>The angle.</summary>
    Rotation,

    /// <summary>The shift to the right.</summary>
    WidthShift,

    /// <summary>The shift down.</summary>
    HeightShift,

    /// <summary>The scale.</summary>
    Zoom,

    /// <summary>The shear angle.</summary>
    Shear,

    /// <summary>Whether left and right are mirrored.</summary>
    HorizontalFlip,

    /// <summary>Whether top and bottom are mirrored.</summary>
    VerticalFlip,

    /// <summary>The window's column.</summary>
    CropColumn,

    /// <summary>The window's row.</summary>
    CropRow,

    /// <summary>What is added.</summary>
    Brightness,

    /// <summary>The factor on the distance from the mean.</summary>
    Contrast,

    /// <summary>Whether a rectangle is erased.</summary>
    Erasing,
}

/// <summary>What a stream of a sample's draws is for: its single numbers, or numbers per pixel, of which there may be any count.</summary>
internal enum DrawPurpose
{
    /// <summary>One number per <see cref="DrawPlace"/>.</summary>
    Places,

    /// <summary>The noise of each pixel.</summary>
    Noise,

    /// <summary>The rectangle that is erased, and its pixels.</summary>
    ErasedRectangle,
}

/// <summary>The draws of one presentation of one sample: a function of (seed, repeat, epoch, source sample, occurrence) alone.</summary>
internal readonly struct AugmentationDraws
{
    /// <summary>The number of places.</summary>
    public const int Places = 12;
    private const int EpochBits = 17;
    private const int OccurrenceBits = 18;
    private const int SampleBits = 27;
    private readonly TrialSeeds _seeds;
    private readonly ulong _key;
    private readonly PlaceValues _values;

    /// <summary>The draws of a sample.</summary>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="epoch">The epoch, below 131,072.</param>
    /// <param name="sample">The sample's index in its source, below 134,217,728.</param>
    /// <param name="occurrence">How often the sample came before in this epoch, below 262,144.</param>
    public AugmentationDraws(TrialSeeds seeds, int epoch, int sample, int occurrence)
    {
        CheckBits(epoch, EpochBits, nameof(epoch));
        CheckBits(sample, SampleBits, nameof(sample));
        CheckBits(occurrence, OccurrenceBits, nameof(occurrence));
        _seeds = seeds;

        // Three counters and the purpose share the 64 bits of a stream's two counters, each with bits of its own: no two keys meet.
        _key = (uint)epoch | ((ulong)(uint)occurrence << EpochBits) | ((ulong)(uint)sample << (EpochBits + OccurrenceBits));
        CounterRandom random = Stream(DrawPurpose.Places);
        for (int place = 0; place < Places; place++)
        {
            _values[place] = random.NextFloat();
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public float Uniform(DrawPlace place) => _values[(int)place];

    /// <summary>Uniform in [-1, 1).</summary>
    public float Symmetric(DrawPlace place) => (2 * _values[(int)place]) - 1;

    /// <summary>True with probability one half.</summary>
    public bool Coin(DrawPlace place) => _values[(int)place] < 0.5f;

    /// <summary>A stream of its own for numbers of which there is no fixed count.</summary>
    public CounterRandom Stream(DrawPurpose purpose)
    {
        ulong key = _key | ((ulong)purpose << (EpochBits + OccurrenceBits + SampleBits));
        return _seeds.Draws(RandomStream.Augment, unchecked((int)(uint)key), unchecked((int)(uint)(key >> 32)));
    }

    private static void CheckBits(int value, int bits, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << bits, name);
    }

    [InlineArray(Places)]
    private struct PlaceValues
    {
        private float _first;
    }
}
