using System.Globalization;
using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Trainers;

/// <summary>Prepared data made of matrices, every set the same rows unless given.</summary>
internal sealed class MatrixData(float[][] train, int[] labels, IReadOnlyList<string> classes, float[][]? test = null) : PreparedData
{
    public override DatasetDescription Description { get; } = new()
    {
        Kind = "table",
        Fingerprint = "",
        Classes = classes,
        Shape = new SampleShape(1, 1, train[0].Length, false),
        Counts = new Dictionary<string, IReadOnlyList<int>>(),
    };

    public override SampleShape Shape => Description.Shape;

    public override SampleSet Train { get; } = new Rows("train", train, labels);

    public override SampleSet? Selection => null;

    public override SampleSet Validation => Train;

    public override SampleSet Test { get; } = new Rows("test", test ?? train, test is null ? labels : new int[test.Length]);

    public override bool PathsDiffer => false;

    public override SampleAugmentation? Augmentation => null;

    public override SampleSplit Split => throw new NotSupportedException();

    public override void SavePreprocessing(string folder) => throw new NotSupportedException();

    private sealed class Rows(string name, float[][] rows, int[] labels) : SampleSet
    {
        public override string Name => name;

        public override IReadOnlyList<int> Labels => labels;

        public override IReadOnlyList<string> Ids { get; } = [.. rows.Select((_, row) => row.ToString(CultureInfo.InvariantCulture))];

        public override IReadOnlyList<int> SourceIndexes { get; } = [.. Enumerable.Range(0, rows.Length)];

        public override void CopySamples(ReadOnlySpan<int> wanted, PreprocessingPath path, Span<float> destination)
        {
            for (int index = 0; index < wanted.Length; index++)
            {
                rows[wanted[index]].CopyTo(destination[(index * rows[0].Length)..]);
            }
        }
    }
}
