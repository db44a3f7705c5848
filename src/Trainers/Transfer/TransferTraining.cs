using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Transfer learning by features (Donahue et al. 2014, DeCAF): a pretrained network runs once per image, and a logistic model or a perceptron is trained on what it gives.
/// </summary>
internal static class TransferTraining
{
    /// <inheritdoc cref="ModelTraining.Check"/>
    public static IReadOnlyList<Problem> Check(ScenarioOptions scenario, TransferOptions model, DatasetDescription data)
    {
        List<Problem> problems = [];
        if (!data.Shape.IsImage)
        {
            return [new Problem("model.type", "images for a transfer model", "a table", "Use \"logisticRegression\" or \"mlp\".")];
        }

        if (scenario.Pipeline.Augment is not null)
        {
            problems.Add(new Problem("pipeline.augment", "nothing for transfer, whose backbone sees every image once", "augmentations"));
        }

        if (Backbone.Open(model, data.Shape, problems) is { } backbone)
        {
            if (backbone.TakesBytes && (scenario.Pipeline.Normalization != PixelNormalization.None || scenario.Pipeline.Test?.Normalization is not (null or PixelNormalization.None)))
            {
                problems.Add(new Problem(
                    "pipeline.normalization",
                    "none, because the backbone takes bytes and normalises them itself",
                    JsonName(scenario.Pipeline.Test?.Normalization is not (null or PixelNormalization.None) ? scenario.Pipeline.Test.Normalization.Value : scenario.Pipeline.Normalization),
                    "Set \"normalization\": \"none\"."));
            }

            problems.AddRange(ModelTraining.Check(HeadOf(scenario), data with { Shape = FeatureData.ShapeOf(backbone.Width) }));
        }

        return problems;
    }

    /// <summary>Computes the features of all samples, so that trials find them.</summary>
    public static void Prepare(TransferOptions model, PreparedData data, string cacheFolder, CancellationToken cancellation)
    {
        Opened opened = Open(model, data.Shape, cacheFolder);
        foreach (SampleSet set in ((SampleSet?[])[data.Train, data.Selection, data.Validation, data.Test]).OfType<SampleSet>())
        {
            foreach (PreprocessingPath path in (ReadOnlySpan<PreprocessingPath>)[PreprocessingPath.Training, PreprocessingPath.Test, PreprocessingPath.Deployment])
            {
                opened.FeaturesOf(set, cancellation).CopySamples([], path, []);
            }
        }
    }

    /// <inheritdoc cref="ModelTraining.Train"/>
    public static TrainingOutcome Train(
        ScenarioOptions scenario,
        TransferOptions model,
        PreparedData data,
        TrialSeeds seeds,
        IProgress<EpochRecord>? progress,
        Func<EpochRecord, bool>? stopAfter,
        string? cacheFolder,
        TrainingCheckpoints? checkpoints,
        CancellationToken cancellation)
    {
        Opened opened = Open(model, data.Shape, cacheFolder);
        using FeatureData features = new(data, set => opened.FeaturesOf(set, cancellation), opened.Backbone.Width);
        TrainingOutcome outcome = ModelTraining.Train(HeadOf(scenario), features, seeds, progress, cancellation, stopAfter, checkpoints: checkpoints);
        return outcome with { Model = new TransferModel(opened.Backbone, outcome.Model, opened.Store, data.Shape) };
    }

    /// <inheritdoc cref="ModelTraining.Load(ScenarioOptions, string, string?)"/>
    public static TransferModel Load(ScenarioOptions scenario, TransferOptions model, string folder, string? cacheFolder)
    {
        TransferFile saved = TransferFile.Read(folder);
        List<Problem> problems = [];
        Backbone backbone = Backbone.Open(model with { Output = saved.Output }, saved.Sample, problems)
            ?? throw new InvalidDataException(problems[0].ToString());
        if (backbone.Digest != saved.Backbone || backbone.Width != saved.Features)
        {
            throw new InvalidDataException($"the backbone {model.Backbone} is another file than the one that the model was trained on");
        }

        return new TransferModel(backbone, ModelTraining.Load(HeadOf(scenario), folder), new FeatureStore(FolderOf(backbone, cacheFolder), backbone.Width), saved.Sample);
    }

    /// <summary>The scenario of the head: the same with another model, on images that are features already.</summary>
    private static ScenarioOptions HeadOf(ScenarioOptions scenario) =>
        scenario with { Model = scenario.Model.Learner(), Pipeline = scenario.Pipeline with { Augment = null } };

    private static Opened Open(TransferOptions model, SampleShape shape, string? cacheFolder)
    {
        List<Problem> problems = [];
        return Backbone.Open(model, shape, problems) is { } backbone
            ? new Opened(backbone, new FeatureStore(FolderOf(backbone, cacheFolder), backbone.Width), shape)
            : throw new ProblemException(ProblemStage.Data, problems);
    }

    private static string? FolderOf(Backbone backbone, string? cacheFolder)
    {
        string output = string.Concat(backbone.Output.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        if (cacheFolder is null)
        {
            return null;
        }

        string name = Path.Combine("features", $"{backbone.Digest[..32]}-{output}-{FormattableString.Invariant($"{backbone.Width}")}");
        StagedCache.BringAll(cacheFolder, name);
        return Path.Combine(cacheFolder, name);
    }

    private static string JsonName(PixelNormalization normalization) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(normalization.ToString());

    /// <summary>A backbone and where its features are kept.</summary>
    private sealed record Opened(Backbone Backbone, FeatureStore Store, SampleShape Shape)
    {
        public FeatureSamples FeaturesOf(SampleSet set, CancellationToken cancellation) => new(set, Backbone, Store, Shape, cancellation);
    }
}
