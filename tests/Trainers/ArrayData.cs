using System.Globalization;
using MlPipelines.Pipelines;

namespace MlPipelines.Tests.Trainers;

/// <summary>Prepared data that lie in arrays, for tests of training alone.</summary>
internal sealed class ArrayData(
    SampleShape shape, int classes, ArraySamples train, ArraySamples? selection, ArraySamples validation, SampleAugmentation? augmentation = null)
    : PreparedData
{
    public override DatasetDescription Description { get; } = new()
    {
        Kind = "array",
        Fingerprint = "",
        Classes = [.. Enumerable.Range(0, classes).Select(index => $"class{index.ToString(CultureInfo.InvariantCulture)}")],
        Shape = shape,
        Counts = new Dictionary<string, IReadOnlyList<int>>(),
    };

    public override SampleShape Shape => shape;

    public override SampleSet Train => train;

    public override SampleSet? Selection => selection;

    public override SampleSet Validation => validation;

    public override SampleSet Test => validation;

    public override bool PathsDiffer => false;

    public override SampleAugmentation? Augmentation => augmentation;

    public override SampleSplit Split => throw new NotSupportedException();

    public override void SavePreprocessing(string folder) => throw new NotSupportedException();
}

/// <summary>Samples that lie in an array (rows, values).</summary>
internal sealed class ArraySamples(string name, float[] values, int[] labels) : SampleSet
{
    public float[] Values => values;

    public int Size => values.Length / labels.Length;

    public override string Name => name;

    public override IReadOnlyList<int> Labels => labels;

    public override IReadOnlyList<string> Ids => [.. labels.Select((_, row) => row.ToString(CultureInfo.InvariantCulture))];

    public override IReadOnlyList<int> SourceIndexes => [.. Enumerable.Range(0, labels.Length)];

    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        for (int index = 0; index < rows.Length; index++)
        {
            values.AsSpan(rows[index] * Size, Size).CopyTo(destination[(index * Size)..]);
        }
    }

    public ArraySamples Reordered(int[] order) =>
        new(name, [.. order.SelectMany(row => values.AsSpan(row * Size, Size).ToArray())], [.. order.Select(row => labels[row])]);
}

/// <summary>Adds to every value a number that depends on epoch, row and occurrence alone.</summary>
internal sealed class ShiftAugmentation(ArraySamples train, float scale) : SampleAugmentation
{
    public override void CopySamples(ReadOnlySpan<int> rows, ReadOnlySpan<int> occurrences, int epoch, Span<float> destination)
    {
        train.CopySamples(rows, PreprocessingPath.Training, destination);
        for (int index = 0; index < rows.Length; index++)
        {
            float shift = scale * ((((rows[index] * 7) + (epoch * 3) + occurrences[index]) % 11) - 5);
            foreach (ref float value in destination.Slice(index * train.Size, train.Size))
            {
                value += shift;
            }
        }
    }
}
