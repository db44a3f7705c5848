using MlPipelines.Pipelines;

namespace MlPipelines.Bench;

/// <summary>Prepared images whose test set is another.</summary>
internal sealed class PlantedCopies(PreparedData data, SampleSet test) : PreparedData
{
    public override DatasetDescription Description => data.Description;

    public override SampleShape Shape => data.Shape;

    public override SampleSet Train => data.Train;

    public override SampleSet? Selection => data.Selection;

    public override SampleSet Validation => data.Validation;

    public override SampleSet Test => test;

    public override bool PathsDiffer => data.PathsDiffer;

    public override SampleAugmentation? Augmentation => data.Augmentation;

    public override SampleSplit Split => data.Split;

    public override void SavePreprocessing(string folder) => data.SavePreprocessing(folder);
}

/// <summary>The rows of a set, of which some show another picture.</summary>
/// <param name="set">The set.</param>
/// <param name="planted">Row → what it shows, and its class.</param>
internal sealed class PlantedSet(SampleSet set, IReadOnlyDictionary<int, (SamplePicture Picture, int Label)> planted) : SampleSet
{
    /// <summary>Planted pictures are no content that occurs anywhere: their hashes are counted from here.</summary>
    private const ulong FirstHash = 0x5EED_0000_0000_0000;

    private readonly ulong[] _hashes = [.. set.ContentHashes!.Select((hash, row) => planted.ContainsKey(row) ? FirstHash + (ulong)row : hash)];

    public override string Name => set.Name;

    public override IReadOnlyList<int> Labels { get; } = [.. set.Labels.Select((label, row) => planted.TryGetValue(row, out var copy) ? copy.Label : label)];

    public override IReadOnlyList<string> Ids => set.Ids;

    public override IReadOnlyList<int> SourceIndexes => set.SourceIndexes;

    public override IReadOnlyList<ulong>? ContentHashes => _hashes;

    public override SamplePicture? Picture(int row, PreprocessingPath path) => planted.TryGetValue(row, out var copy) ? copy.Picture : set.Picture(row, path);

    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) => throw new NotSupportedException();
}
