using System.Text.Json;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The images of one trial.</summary>
internal sealed class PreparedImages : PreparedData
{
    private readonly IReadOnlyList<DecodedImages> _opened;
    private readonly PipelineOptions _pipeline;
    private readonly ChannelStatistics _statistics;
    private readonly ChannelNormalization _normalization;
    private readonly ImageAugmentation? _augmentation;

    /// <summary>Prepared images.</summary>
    public PreparedImages(
        DatasetDescription description,
        SampleSplit split,
        IReadOnlyDictionary<string, ImageSampleSet> sets,
        ImageAugmentation? augmentation,
        bool pathsDiffer,
        PipelineOptions pipeline,
        ChannelNormalizingTransformer fitted,
        IReadOnlyList<DecodedImages> opened,
        SampleAlignment? alignment)
    {
        Description = description;
        Split = split;
        Train = sets["train"];
        Selection = sets.GetValueOrDefault("selection");
        Validation = sets["validation"];
        Test = alignment is null ? sets["test"] : new AlignedSampleSet(sets["test"], alignment);
        TestIsCorrupted = sets["test"].IsCorrupted;
        _augmentation = augmentation;
        PathsDiffer = pathsDiffer;
        _pipeline = pipeline;
        (_statistics, _normalization) = (fitted.Statistics, fitted.Normalization);
        _opened = opened;
    }

    /// <inheritdoc/>
    public override DatasetDescription Description { get; }

    /// <inheritdoc/>
    public override SampleShape Shape => Description.Shape;

    /// <inheritdoc/>
    public override SampleSet Train { get; }

    /// <inheritdoc/>
    public override SampleSet? Selection { get; }

    /// <inheritdoc/>
    public override SampleSet Validation { get; }

    /// <inheritdoc/>
    public override SampleSet Test { get; }

    /// <inheritdoc/>
    public override bool PathsDiffer { get; }

    /// <inheritdoc/>
    public override bool TestIsCorrupted { get; }

    /// <inheritdoc/>
    public override SampleAugmentation? Augmentation => _augmentation;

    /// <inheritdoc/>
    public override SamplePicture AugmentedPicture(int trainRow, int epoch, int occurrence) =>
        _augmentation?.Picture(trainRow, epoch, occurrence) ?? Train.Picture(trainRow, PreprocessingPath.Training)!;

    /// <inheritdoc/>
    public override SampleSplit Split { get; }

    /// <summary>Writes <c>preprocessing.json</c>: what a program has to do with an image before the model sees it.</summary>
    public override void SavePreprocessing(string folder)
    {
        using FileStream stream = File.Create(Path.Combine(folder, "preprocessing.json"));
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("kind", "image");
        json.WriteStartObject("shape");
        json.WriteNumber("height", Shape.Height);
        json.WriteNumber("width", Shape.Width);
        json.WriteNumber("channels", Shape.Channels);
        json.WriteEndObject();
        json.WriteString("resize", JsonNamingPolicy.CamelCase.ConvertName(_pipeline.Resize.ToString()));
        json.WriteString("color", Shape.Channels == 1 ? "grayscale" : "rgb");
        json.WriteStartObject("normalization");
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(_pipeline.Normalization.ToString()));
        WriteNumbers(json, "mean", _statistics.Mean);
        WriteNumbers(json, "standardDeviation", _statistics.StandardDeviation);
        WriteNumbers(json, "scale", _normalization.Scale.Select(value => (double)value));
        WriteNumbers(json, "offset", _normalization.Offset.Select(value => (double)value));
        json.WriteEndObject();
        json.WriteStartArray("classes");
        foreach (string name in Classes)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (DecodedImages images in _opened)
            {
                images.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
