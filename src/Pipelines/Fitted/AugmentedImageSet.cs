using System.Buffers;
using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>New images, each augmented several times; an augmentation's number stands where training has the epoch.</summary>
internal sealed class AugmentedImageSet : SampleSet
{
    private readonly NewImages _images;
    private readonly FittedImages _fitted;
    private readonly ChannelNormalization _normalization;
    private readonly AugmentationPlan _plan;
    private readonly TrialSeeds _seeds;
    private readonly int _draws;

    /// <summary>Augments images that were decoded for this preprocessing.</summary>
    public AugmentedImageSet(NewImages images, FittedImages fitted, AugmentationPlan plan, TrialSeeds seeds, int draws)
    {
        (_images, _fitted, _plan, _seeds, _draws) = (images, fitted, plan, seeds, draws);
        _normalization = fitted.Training.Normalization();
        int count = images.Images.Count * draws;
        Labels = [.. Enumerable.Repeat(UnknownLabel, count)];
        Ids = [.. Enumerable.Range(0, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{images.Images[row / draws].Name} #{row % draws}"))];
        SourceIndexes = [.. Enumerable.Range(0, count).Select(row => row / draws)];
    }

    /// <inheritdoc/>
    public override string Name => "augmented";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> SourceIndexes { get; }

    /// <inheritdoc/>
    /// <remarks>Augmented images have one path, that of training.</remarks>
    public override void CopySamples(ReadOnlySpan<int> rows, PreprocessingPath path, Span<float> destination)
    {
        int size = _fitted.Shape.Size;
        for (int position = 0; position < rows.Length; position++)
        {
            Span<float> output = destination.Slice(position * size, size);
            Augment(rows[position], output);
            _normalization.Apply(output);
        }
    }

    /// <inheritdoc/>
    public override SamplePicture Picture(int row, PreprocessingPath path)
    {
        float[] values = new float[_fitted.Shape.Size];
        byte[] pixels = new byte[values.Length];
        Augment(row, values);
        PixelChanges.ToBytes(values, pixels);
        return new SamplePicture(_fitted.Width, _fitted.Height, _fitted.Channels, pixels);
    }

    private void Augment(int row, Span<float> output)
    {
        float[] values = ArrayPool<float>.Shared.Rent(output.Length);
        try
        {
            int image = row / _draws;
            PixelChanges.ToNumbers(_images.Pixels(image, PreprocessingPath.Training, output.Length), values);
            _plan.Apply(values.AsSpan(0, output.Length), _fitted.Shape, new AugmentationDraws(_seeds, row % _draws, image, 0), output);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
