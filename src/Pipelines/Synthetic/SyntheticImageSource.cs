using System.Globalization;
using System.Text.Json;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Generated images of shapes, a class per shape.</summary>
internal static class SyntheticImageSource
{
    /// <summary>Lists a source.</summary>
    /// <param name="options">The options.</param>
    /// <param name="isTraining">Whether it is the training source.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImageListing? Read(SyntheticImagesOptions options, bool isTraining, TrialSeeds seeds, List<Problem> problems)
    {
        string[] names = [.. options.Shapes.Select(shape => JsonNamingPolicy.CamelCase.ConvertName(shape.ToString()))];
        if (names.Length == 0 || names.Distinct().Count() < names.Length)
        {
            if (isTraining)
            {
                problems.Add(new Problem("data.shapes", "shapes that differ, at least two", names.Length == 0 ? "none" : string.Join(", ", names)));
            }

            return null;
        }

        int count = isTraining ? options.TrainCount : options.TestCount;
        int[] counts = Apportionment.Counts([.. names.Select(_ => 1.0 / names.Length)], count);
        int[] labels = Apportionment.Shuffled(counts, seeds, isTraining ? DataDraw.TrainLabels : DataDraw.TestLabels);
        return new ImageListing
        {
            Where = isTraining ? "data (generated training images)" : "data (generated test images)",
            Ids = [.. Enumerable.Range(0, count).Select(index => index.ToString(CultureInfo.InvariantCulture))],
            Labels = [.. labels.Select(label => names[label])],
            Classes = names,
            ClassWord = "label",
            Content = new SyntheticImageContent(options, isTraining, labels, seeds),
        };
    }
}

/// <summary>The pixels of generated images. An image depends on its index, its shape and the seeds, not on the number of images.</summary>
internal sealed class SyntheticImageContent(SyntheticImagesOptions options, bool isTraining, IReadOnlyList<int> labels, TrialSeeds seeds) : ImageContentSource
{
    /// <summary>Rises with every change to what is drawn.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public override int Count => labels.Count;

    /// <inheritdoc/>
    public override string Fingerprint(FileHashIndex hashes, CancellationToken cancellation) =>
        FileHashIndex.Combine([Identity, string.Create(CultureInfo.InvariantCulture, $"repeat {seeds.RepeatOf(RandomStream.Data)}")]);

    /// <inheritdoc/>
    public override string ForResults(string fingerprint) => FileHashIndex.Combine([Identity]);

    /// <inheritdoc/>
    public override IEnumerable<ImageSourceRow> Rows()
    {
        for (int index = 0; index < Count; index++)
        {
            CounterRandom draws = DataDraws.Of(seeds, isTraining ? DataDraw.TrainImage : DataDraw.TestImage, index);
            yield return new ImageSourceRow
            {
                Index = index,
                Raw = ShapeImage.Draw(options, options.Shapes[labels[index]], ref draws),
                RawWidth = options.Side,
                RawChannels = options.Color ? 4 : 1,
            };
        }
    }

    /// <inheritdoc/>
    public override (int Width, int Height)? FirstSize() => (options.Side, options.Side);

    /// <summary>Everything that the pixels depend on but the repeat.</summary>
    private string Identity => string.Create(
        CultureInfo.InvariantCulture,
        $"syntheticImages {Version} {isTraining} {seeds.Seed} {Count} {options.Side} {options.Color} {options.Noise:R} {string.Join(' ', options.Shapes)}");
}
