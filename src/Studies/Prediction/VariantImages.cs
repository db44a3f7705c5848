using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>The images of a probe as a variant prepares them, with the preprocessing of its first repeat; every repeat sees the same augmentations.</summary>
internal sealed class VariantImages
{
    /// <summary>Members that say how others work, and change nothing by themselves.</summary>
    private static readonly string[] Companions = ["fillMode", "fillValue", "erasingArea", "classes"];

    private readonly FittedImages _fitted;
    private readonly SampleSet _samples;
    private readonly SampleSet? _augmented;
    private readonly ScenarioOptions _scenario;
    private readonly TrialSeeds _seeds;
    private readonly int _draws;
    private readonly List<string> _notes = [];

    private VariantImages(NewImages images, RunModel model, int draws)
    {
        Images = images;
        _fitted = (FittedImages)model.Preprocessing;
        _samples = images.Prepare(_fitted);
        _scenario = model.Saved.Options;
        (_seeds, _draws) = (model.Saved.Seeds, draws);
        _augmented = Augment(_fitted, images);
        ImageNotes counted = new(_fitted);
        counted.Add(images);
        _notes.AddRange(counted.ToNotes());
        if (_scenario.Pipeline.Augment is { Classes: not null } && _augmented is not null)
        {
            _notes.Add("training augments some classes only (pipeline.augment.classes); nobody knows the class of these images, so all of them are augmented");
        }
    }

    /// <summary>The images.</summary>
    public NewImages Images { get; }

    /// <summary>What a user should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Decodes the images for a variant's first model.</summary>
    public static VariantImages Read(IReadOnlyList<NewImage> images, RunModel model, int augmentations, CancellationToken cancellation) =>
        new(NewImages.Read(images, (FittedImages)model.Preprocessing, cancellation), model, augmentations);

    /// <summary>What one model says.</summary>
    public ProbedModel Predict(RunModel model, CancellationToken cancellation)
    {
        var fitted = (FittedImages)model.Preprocessing;
        NewImages images = Images.Serve(fitted) ? Images : NewImages.Read(Images.Images, fitted, cancellation);
        SampleSet samples = images.Prepare(fitted);
        SampleSet? augmented = Augment(fitted, images);
        return new ProbedModel(
            model.Saved.Repeat,
            model.Classes,
            ModelPrediction.Predict(model, samples, PreprocessingPath.Training, cancellation),
            ModelPrediction.Predict(model, samples, PreprocessingPath.Test, cancellation),
            augmented is null ? [] : ModelPrediction.Predict(model, augmented, PreprocessingPath.Training, cancellation),
            augmented is null ? 0 : _draws);
    }

    /// <summary>What all models together say.</summary>
    public ProbedVariant Conclude(string variant, IReadOnlyList<ProbedModel> models)
    {
        ProbedImage[] probed = [.. Enumerable.Range(0, Images.Images.Count).Select(index => OfImage(index, models))];
        return new ProbedVariant
        {
            Name = variant,
            Repeats = [.. models.Select(model => model.Repeat)],
            Classes = models[0].Classes,
            Augmentation = _augmented is null ? null : Words(_scenario),
            Images = probed,
            Spread = ProbeConclusion.Together([.. probed.Select(image => image.Spread)]),
        };
    }

    private ProbedImage OfImage(int index, IReadOnlyList<ProbedModel> models)
    {
        ProbedRepeat[] repeats = [.. models.Select(model => model.Of(index))];
        int label = ProbeConclusion.ClassOf(repeats);
        NewImageSize original = Images.Originals[index];
        return new ProbedImage
        {
            Name = Images.Images[index].Name,
            Width = original.Width,
            Height = original.Height,
            IsColored = original.IsColored,
            Tensors = IdentityProbes.OfImage(_samples, index, _fitted.Shape),
            TrainingPicture = SamplePictureFile.ToPng(_samples.Picture(index, PreprocessingPath.Training)!),
            TestPicture = SamplePictureFile.ToPng(_samples.Picture(index, PreprocessingPath.Test)!),
            AugmentedPictures = _augmented is null
                ? []
                : [.. Enumerable.Range(index * _draws, _draws).Select(row => (ReadOnlyMemory<byte>)SamplePictureFile.ToPng(_augmented.Picture(row, PreprocessingPath.Training)!))],
            Class = label,
            Repeats = repeats,
            Spread = ProbeConclusion.SpreadOf(repeats, label),
        };
    }

    private SampleSet? Augment(FittedImages fitted, NewImages images) =>
        _scenario.Pipeline.Augment is { } options && _draws > 0 ? images.Augment(fitted, options, _seeds, _draws) : null;

    /// <summary>What is switched on, as the configuration writes it.</summary>
    private static string Words(ScenarioOptions options) => string.Join(", ", ((JsonObject)ScenarioJson.ValueAt(options, "pipeline.augment")!)
        .Where(member => !Companions.Contains(member.Key))
        .Select(member => member.Value!.GetValueKind() switch
        {
            JsonValueKind.True => member.Key,
            JsonValueKind.Number when member.Value.ToJsonString() is not "0" => $"{member.Key} {member.Value.ToJsonString()}",
            _ => null,
        })
        .Where(word => word is not null));
}
