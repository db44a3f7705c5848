using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Audits;

/// <summary>Grey pictures of 20 x 20 pixels that were drawn and not read: five soft spots each, of two classes by the brightest spot's half.</summary>
internal sealed class PicturedData : PreparedData
{
    public const int Side = 20;

    public PicturedData(int train, int validation, int test)
    {
        TrainSet = new PicturedSet("train", 0, train);
        ValidationSet = new PicturedSet("validation", 1, validation);
        TestSet = new PicturedSet("test", 2, test);
    }

    public PicturedSet TrainSet { get; }

    public PicturedSet ValidationSet { get; }

    public PicturedSet TestSet { get; }

    public override DatasetDescription Description => new()
    {
        Kind = "imageFolder",
        Fingerprint = "",
        Classes = ["a", "b"],
        Shape = Shape,
        Counts = new Dictionary<string, IReadOnlyList<int>>(),
    };

    public override SampleShape Shape { get; } = new(Side, Side, 1, IsImage: true);

    public override SampleSet Train => TrainSet;

    public override SampleSet? Selection => null;

    public override SampleSet Validation => ValidationSet;

    public override SampleSet Test => TestSet;

    public override bool PathsDiffer => false;

    public override SampleAugmentation? Augmentation => null;

    public override SampleSplit Split => throw new NotSupportedException();

    public override void SavePreprocessing(string folder) => throw new NotSupportedException();
}

/// <summary>A set whose pictures can be replaced.</summary>
internal sealed class PicturedSet : SampleSet
{
    private readonly byte[][] _pictures;
    private readonly int[] _labels;
    private readonly ulong[] _hashes;

    public PicturedSet(string name, int stream, int count)
    {
        Name = name;
        _pictures = [.. Enumerable.Range(0, count).Select(row => Draw(stream, row))];
        _labels = [.. Enumerable.Range(0, count).Select(row => row % 2)];
        _hashes = [.. Enumerable.Range(0, count).Select(row => ((ulong)stream << 32) + (ulong)row)];
    }

    public override string Name { get; }

    public override IReadOnlyList<int> Labels => _labels;

    public override IReadOnlyList<string> Ids => [.. Enumerable.Range(0, _labels.Length).Select(row => FormattableString.Invariant($"{Name}/{row}.png"))];

    public override IReadOnlyList<int> SourceIndexes => [.. Enumerable.Range(0, _labels.Length)];

    public override IReadOnlyList<ulong> ContentHashes => _hashes;

    /// <summary>The pixels of a row, to be read or changed.</summary>
    public byte[] Pixels(int row) => _pictures[row];

    /// <summary>Puts a copy of another set's row here, its content and label the same.</summary>
    public void Copy(int row, PicturedSet from, int source)
    {
        _pictures[row] = [.. from._pictures[source]];
        (_labels[row], _hashes[row]) = (from._labels[source], from._hashes[source]);
    }

    /// <summary>The same, changed: the content is another.</summary>
    public void Copy(int row, PicturedSet from, int source, Func<byte[], byte[]> change)
    {
        _pictures[row] = change(from._pictures[source]);
        _labels[row] = from._labels[source];
    }

    public override SamplePicture Picture(int row, PreprocessingPath path) => new(PicturedData.Side, PicturedData.Side, 1, _pictures[row]);

    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination) => throw new NotSupportedException();

    private static byte[] Draw(int stream, int row)
    {
        CounterRandom random = new(3, row, RandomStream.Data, stream);
        double[] pixels = new double[PicturedData.Side * PicturedData.Side];
        for (int spot = 0; spot < 5; spot++)
        {
            (double top, double left, double radius, double height) =
                (random.NextDouble() * PicturedData.Side, random.NextDouble() * PicturedData.Side, 2 + (3 * random.NextDouble()), 60 + (100 * random.NextDouble()));
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                (double down, double across) = ((pixel / PicturedData.Side) - top, (pixel % PicturedData.Side) - left);
                pixels[pixel] += height * Math.Exp(-((down * down) + (across * across)) / (2 * radius * radius));
            }
        }

        return [.. pixels.Select(value => (byte)Math.Min(255, value))];
    }
}
