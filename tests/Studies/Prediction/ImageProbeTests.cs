using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using SkiaSharp;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class ImageProbeTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Probe_TwoVariants_ShowsPathsAugmentationsAndRepeats()
    {
        RunDirectory directory = (await _fixture.StartAsync(Images())).Directory;
        Directory.Delete(Path.Combine(_fixture.Folder, "train"), recursive: true);
        InputPath[] inputs = [.. ((string[])["one.png", "two.jpg"]).Select(name => new InputPath(name, Path.Combine(_fixture.Folder, name)))];

        ProbeResult probe = await ImageProbe.ProbeAsync(
            directory.Root, new ProbeOptions { Variants = ["baseline", "skew"], Augmentations = 3 }, inputs, TestContext.Current.CancellationToken);

        Assert.Equal(("pictures", 2), (probe.Scenario, probe.Variants.Count));
        (ProbedVariant plain, ProbedVariant skewed) = (probe.Variants[0], probe.Variants[1]);
        Assert.Equal("rotation 10, horizontalFlip", plain.Augmentation);
        Assert.Equal([0, 1], plain.Repeats);
        Assert.Equal(["one.png", "two.jpg"], plain.Images.Select(image => image.Name));
        Assert.Equal((20, 16, true), (plain.Images[1].Width, plain.Images[1].Height, plain.Images[1].IsColored));

        // Without pipeline.test both paths give the same tensor, and the same tensor the same prediction.
        Assert.All(plain.Images, image =>
        {
            Assert.Equal((1.0, null), (image.Tensors.EqualTensors, image.Tensors.Difference));
            Assert.Equal(image.Tensors.Training.Digest, image.Tensors.Test.Digest);
            Assert.All(image.Repeats, repeat => Assert.Equal(repeat.Training, repeat.Test));
            Assert.Equal(3, image.AugmentedPictures.Count);
            Assert.Equal(0, image.Spread.Paths);
            Assert.True(image.Spread is { Repeats: > 0, Augmentations: > 0 });
        });
        Assert.All(skewed.Images, image =>
        {
            Assert.Equal(0, image.Tensors.EqualTensors);
            Assert.Contains("scaled by", image.Tensors.Difference, StringComparison.Ordinal);
            Assert.True(image.Spread.Paths > 0);
        });

        // What predict says through the test path, in the same batch.
        using RunModel model = await RunModel.LoadAsync(directory.Root, "baseline", 1, TestContext.Current.CancellationToken);
        SamplePredictions predicted = await model.PredictAsync([.. inputs.Select(input => input.Path)], TestContext.Current.CancellationToken);
        Assert.Equal(predicted.Samples.SelectMany(sample => sample.Probabilities), plain.Images.SelectMany(image => image.Repeats[1].Test));
    }

    [Fact]
    public async Task Probe_BadRequests_AreAllToldAtOnce()
    {
        RunDirectory directory = (await _fixture.StartAsync(Images())).Directory;
        File.WriteAllText(Path.Combine(_fixture.Folder, "text.png"), "none");
        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(() => ImageProbe.ProbeAsync(
            directory.Root,
            new ProbeOptions { Variants = ["baseline", "skw"], Augmentations = 1000 },
            [new InputPath("text.png", Path.Combine(_fixture.Folder, "text.png")), new InputPath("t.csv", Path.Combine(_fixture.Folder, "t.csv"))],
            TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "t.csv: expected a file or a folder, received nothing: there is no such file.",
                "--augmentations: expected at most 64, received 1000.",
                "text.png: expected a readable image, received not a PNG, JPEG, BMP, GIF or WebP image.",
                "--variant: expected a variant of this run: baseline, skew, received \"skw\". Did you mean \"skew\"?",
            ],
            exception.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task Probe_RunOnATable_SaysWhatToUse()
    {
        RunDirectory directory = (await _fixture.StartAsync(_fixture.LogisticPenguins())).Directory;
        File.WriteAllBytes(Path.Combine(_fixture.Folder, "a.png"), TestImages.Numbered(1));
        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(() => ImageProbe.ProbeAsync(
            directory.Root, new ProbeOptions(), [new InputPath("a.png", Path.Combine(_fixture.Folder, "a.png"))], TestContext.Current.CancellationToken));
        Assert.Equal("--run: expected a run on images, because a probe looks at pictures, received a run on a table. Use `predict` for rows of a table.", exception.Message);
    }

    private StudyConfiguration Images()
    {
        for (int index = 0; index < 40; index++)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "train", index % 2 == 0 ? "even" : "odd")).FullName;
            File.WriteAllBytes(Path.Combine(folder, $"{index:00}.png"), TestImages.Numbered(index));
        }

        File.WriteAllBytes(Path.Combine(_fixture.Folder, "one.png"), TestImages.Numbered(7, 12, 10));
        File.WriteAllBytes(
            Path.Combine(_fixture.Folder, "two.jpg"), TestImages.Encode(20, 16, (x, y) => new SKColor((byte)(x * 12), (byte)(y * 15), 90), SKEncodedImageFormat.Jpeg));
        return _fixture.Load(
            """
            { "scenario": "pictures", "scenarios": { "pictures": {
                "data": { "type": "imageFolder", "train": "train" },
                "pipeline": { "width": 12, "height": 10, "augment": { "rotation": 10, "horizontalFlip": true } },
                "model": { "type": "mlp", "hiddenUnits": [8] },
                "training": { "epochs": 1 },
                "repeats": 2,
                "variants": { "skew": { "pipeline": { "test": { "normalization": "unit" } } } } } } }
            """);
    }
}
