using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>A file that the project exports serves as a backbone.</summary>
public sealed class TransferStudyTests : IDisposable
{
    private readonly ExportFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("""{ "type": "logisticRegression", "l2": 0.1 }""")]
    [InlineData("""{ "type": "mlp", "hiddenUnits": [6] }""")]
    public async Task Run_OnAnExportedBackbone_TrainsOnItsFeatures(string head)
    {
        const string size = "\"width\": 16, \"height\": 12";
        RunDirectory trained = await _fixture.RunAsync(_fixture.Photos("""{ "type": "cnn", "filters": [3], "denseUnits": 7 }""", $"{{ {size} }}"));
        string backbone = (await ExportFixture.ExportAsync(trained, file: Path.Combine(_fixture.Folder, "backbone.onnx"))).File;
        bool isLogistic = head.Contains("logistic", StringComparison.Ordinal);

        RunDirectory run = await _fixture.RunAsync(_fixture.Photos(
            $$"""{ "type": "transfer", "backbone": "backbone.onnx", "head": {{head}} }""", $$"""{ {{size}}, "normalization": "none" }"""));

        // 25 photos, of which each ran once.
        string[] files = Directory.GetFiles(Path.Combine(_fixture.Studies.Cache, "features"), "*.features", SearchOption.AllDirectories);
        Assert.Equal(25 * (16 + (7 * sizeof(float))), files.Sum(file => new FileInfo(file).Length));
        TrialResult result = ResultFiles.ReadTrial(run.TrialResult("baseline", 0));
        Assert.Equal(isLogistic ? 8 : (8 * 6) + (7 * 2), result.ParameterCount);

        // The loaded model predicts what was measured, and its features are the backbone's own output on the same pixels.
        using RunModel model = await RunModel.LoadAsync(run.Root, cancellation: TestContext.Current.CancellationToken);
        string path = Path.Combine(_fixture.Folder, "photos", "stripes", "4.jpg");
        SampleSet photo = NewImages.Read([new NewImage("4", path)], (FittedImages)model.Preprocessing, TestContext.Current.CancellationToken).Prepare((FittedImages)model.Preprocessing);
        float[] pixels = new float[16 * 12 * 3];
        photo.CopySamples([0], PreprocessingPath.Test, pixels);
        using OnnxSession session = OnnxSession.Open(backbone);
        float[] expected = session.Run([new OnnxInput("image", pixels.Select(value => (byte)value).ToArray(), [1, 12, 16, 3])], OnnxModelFile.Features);
        if (isLogistic)
        {
            Assert.Equal(expected, model.Model.Features(photo, PreprocessingPath.Test, TestContext.Current.CancellationToken)!.Values);
        }

        Assert.Equal(
            ["repeat 0 of baseline: expected a model that one file can hold, received a transfer model, whose backbone is a file of its own. "
                + "Use the backbone as it is, and its features as the input of a model of their own."],
            (await Assert.ThrowsAsync<ProblemException>(() => ExportFixture.ExportAsync(run))).Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Load_AugmentationOrATable_IsRefused()
    {
        File.WriteAllText(Path.Combine(_fixture.Folder, "backbone.onnx"), "");

        Assert.Equal(
            "mlconfig.json:3:46 $.scenarios.photos.pipeline.augment: expected no augmentation for transfer, whose backbone sees every image once, received the member \"augment\". "
            + "Remove it (in a variant: \"augment\": null), or use \"mlp\" or \"cnn\".",
            Assert.Single(Assert.Throws<ProblemException>(() => _fixture.Photos(
                """{ "type": "transfer", "backbone": "backbone.onnx", "head": { "type": "mlp" } }""",
                """{ "width": 16, "height": 12, "augment": { "rotation": 5 } }""")).Problems).ToString());
        Assert.StartsWith(
            "model.type: expected \"mlp\" or \"logisticRegression\" for a table, received \"transfer\".",
            Assert.Single(Assert.Throws<ProblemException>(() => _fixture.Studies.LogisticPenguins("""model={"type":"transfer","backbone":"backbone.onnx"}""")).Problems).ToString().Split("penguins.")[^1],
            StringComparison.Ordinal);
    }
}
