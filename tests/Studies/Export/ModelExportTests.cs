using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class ModelExportTests : IDisposable
{
    private const string SmallCnn = """
        { "type": "cnn", "layers": [
            { "type": "conv2d", "filters": 4, "padding": "same", "strides": 2, "activation": "relu" }, { "type": "batchNorm" },
            { "type": "averagePool2d", "poolSize": 3, "strides": 2, "padding": "same" }, { "type": "flatten" },
            { "type": "dense", "units": 5, "activation": "gelu" }, { "type": "dropout", "rate": 0.2 } ] }
        """;

    private readonly ExportFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(SmallCnn, """{ "width": 16, "height": 12 }""")]
    [InlineData(SmallCnn, """{ "width": 16, "height": 12, "resize": "crop", "normalization": "unit" }""")]
    [InlineData(SmallCnn, """{ "width": 13, "height": 17, "resize": "pad", "normalization": "symmetric", "color": "grayscale" }""")]
    [InlineData("""{ "type": "mlp", "hiddenUnits": [6], "activation": "tanh" }""", """{ "width": 9, "height": 9, "test": { "channelOrder": "bgr", "resize": "pad", "normalization": "unit" } }""")]
    [InlineData("""{ "type": "logisticRegression" }""", """{ "width": 8, "height": 8, "normalization": "none" }""")]
    public async Task ExportAsync_PhotosOfManySizes_PredictsAsTheProject(string model, string pipeline)
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Photos(model, pipeline));

        ExportResult result = await ExportFixture.ExportAsync(run);

        Assert.Equal(Path.Combine(run.Root, "exports", "baseline-0.onnx"), result.File);
        Assert.InRange(result.LargestDifference, 0, 1e-5);
        Assert.True(result.ReducedDecodingDifference > 0);
        Assert.Equal(10, result.Samples);
        Assert.Equal(["image: uint8 (?, ?, ?, 3)"], result.Inputs);
        Assert.Equal(["label", "probabilities", "features"], result.Outputs.Select(line => line.Split(':')[0]));
        Assert.Equal(pipeline.Contains("bgr", StringComparison.Ordinal), result.Notes.Any(note => note.Contains("skew", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ExportAsync_File_SaysWhereItComesFrom()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Photos(SmallCnn, """{ "width": 16, "height": 12 }"""));
        ExportResult result = await ExportFixture.ExportAsync(run);

        using OnnxSession session = OnnxSession.Open(result.File);

        Assert.Equal(["checks", "stripes"], JsonSerializer.Deserialize<string[]>(session.Metadata["classes"])!);
        Assert.Equal("photos", session.Metadata["scenario"]);
        Assert.Equal(Path.GetFileName(run.Root), session.Metadata["run"]);
        Assert.Equal(("baseline", "0", ProgramVersion.Text), (session.Metadata["variant"], session.Metadata["repeat"], session.Metadata["version"]));
        Assert.Equal(ResultFiles.ReadTrial(run.TrialResult("baseline", 0)).WeightsDigest, session.Metadata["weightsDigest"]);
        Assert.Equal(
            "decoded pixels, (batch, height, width, channels): red, green, blue, 0..255, upright (EXIF orientation applied), transparent parts on black, colour profiles ignored; "
            + "any size, the same for all images of a batch; resized to 16 x 12 inside (stretch); normalised inside",
            session.Metadata["input"]);
    }

    [Theory]
    [InlineData("""model={"type":"logisticRegression"}""", "training=null")]
    [InlineData("""pipeline={"scaling":"minMax","missingIndicators":true,"missingNumbers":"maximum"}""")]
    [InlineData("""pipeline={"scaling":"none","missingNumbers":"zero"}""")]
    public async Task ExportAsync_Table_PredictsAsTheProject(string change, string other = "variants=null")
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.Penguins(change, other, "repeats=1", "variants=null"));

        ExportResult result = await ExportFixture.ExportAsync(run);

        Assert.InRange(result.LargestDifference, 0, 1e-5);
        Assert.Null(result.ReducedDecodingDifference);
        Assert.Contains("body_mass_g: double (?, 1)", result.Inputs);
        Assert.Contains("island: string (?, 1)", result.Inputs);
        Assert.StartsWith("a column each, (batch, 1): numbers in 64 bits, NaN where missing; texts without white space around them, empty or \"NA\", ", result.Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportAsync_ImagesThatAreGreyByTheirFormat_TakesOneChannelOfTheirSize()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.Load(
            $$"""
            { "scenario": "fashion", "scenarios": { "fashion": {
                "data": { "type": "idx", "trainImages": "{{RepositoryFiles.Asset("fashion-mnist", "train-images-idx3-ubyte.gz")}}",
                          "trainLabels": "{{RepositoryFiles.Asset("fashion-mnist", "train-labels-idx1-ubyte.gz")}}", "trainSize": 200 },
                "model": { "type": "mlp", "hiddenUnits": [8] }, "training": { "epochs": 1 }, "repeats": 1 } } }
            """));

        ExportResult result = await ExportFixture.ExportAsync(run);

        Assert.Equal(["image: uint8 (?, 28, 28, 1)"], result.Inputs);
        Assert.InRange(result.LargestDifference, 0, 1e-5);
        Assert.Null(result.ReducedDecodingDifference);
    }

    [Fact]
    public async Task ExportAsync_LogisticTableForMlNet_LoadsInMlNetWithItsTransforms()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.Penguins(
            """model={"type":"logisticRegression"}""", "training=null", """pipeline={"categories":"hashing"}""", "repeats=1", "variants=null"));

        // ML.NET loads the assemblies that a model names, so the zip files of a run, which may be a stranger's, are not read.
        foreach (string zip in Directory.GetFiles(run.Root, "*.zip", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(zip, "a stranger's", TestContext.Current.CancellationToken);
        }

        ExportResult result = await ExportFixture.ExportAsync(run, ExportFormat.MlNet);

        Assert.Equal(Path.Combine(run.Root, "exports", "baseline-0.zip"), result.File);
        Assert.InRange(result.LargestDifference, 0, 1e-5);
        Assert.Contains("island: String", result.Inputs);
        MLContext context = new();
        ITransformer model = context.Model.Load(result.File, out DataViewSchema schema);
        IDataView rows = context.Data.LoadFromEnumerable(
            [new Penguin { island = "Torgersen", bill_length_mm = 39.1, bill_depth_mm = 18.7, flipper_length_mm = 181, body_mass_g = 3750, sex = "male" }]);
        Assert.Equal("Adelie", model.Transform(rows).GetColumn<string>(LogisticMlNet.PredictedClass).Single());
        Assert.NotNull(schema.GetColumnOrNull("sex"));
    }

    [Fact]
    public async Task ExportAsync_TwoClassesForMlNet_GivesTheProbabilityOfEach()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Photos("""{ "type": "logisticRegression" }""", """{ "width": 8, "height": 8 }"""));

        ExportResult result = await ExportFixture.ExportAsync(run, ExportFormat.MlNet);

        Assert.InRange(result.LargestDifference, 0, 1e-5);
        Assert.Equal("prepared pixels, as preprocessing.json in the model's folder says", result.Input);
        Assert.Equal(["Features: Vector<Single, 192>"], result.Inputs);
        Assert.Contains("--format onnx", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportAsync_WhatAFormatCannotExpress_IsRefused()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.Penguins("""pipeline={"categories":"hashing"}""", "repeats=1", "variants=null"));

        Assert.Equal(
            [
                "repeat 0 of baseline, column \"island\": expected categories that an ONNX file can encode: a list of them, received texts that are hashed, for which ONNX has no "
                + "operator. Train with \"categories\": \"oneHot\" in pipeline, or use --format mlnet for a logistic model.",
                "repeat 0 of baseline, column \"sex\": expected categories that an ONNX file can encode: a list of them, received texts that are hashed, for which ONNX has no "
                + "operator. Train with \"categories\": \"oneHot\" in pipeline, or use --format mlnet for a logistic model.",
            ],
            await ProblemsAsync(ProblemStage.Data, () => ExportFixture.ExportAsync(run)));
        Assert.Equal(
            [
                "--format: expected onnx, because repeat 0 of baseline is a network, and ML.NET's format has no layers, received mlnet. "
                + "Use --format onnx: ML.NET runs that file too (Microsoft.ML.OnnxTransformer).",
            ],
            await ProblemsAsync(ProblemStage.Configuration, () => ExportFixture.ExportAsync(run, ExportFormat.MlNet)));
        Assert.False(Directory.Exists(Path.Combine(run.Root, "exports")));
    }

    [Fact]
    public async Task ExportAsync_FileThatExists_IsReplacedOnlyByForce()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.LogisticPenguins("repeats=1"));
        string file = Path.Combine(_fixture.Folder, "model.onnx");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        Assert.Equal(
            [$"{file}: expected a new file, received one that exists. Name another with --output, or replace it with --force."],
            await ProblemsAsync(ProblemStage.Data, () => ExportFixture.ExportAsync(run, file: file)));
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(
            [$"{_fixture.Folder}: expected the name of a file, received a folder. Name a file in it with --output."],
            await ProblemsAsync(ProblemStage.Data, () => ExportFixture.ExportAsync(run, file: _fixture.Folder)));
        Assert.Equal(
            ["--variant: expected a variant of this run: baseline, received \"basline\". Did you mean \"baseline\"?"],
            await ProblemsAsync(ProblemStage.Configuration, () => ExportFixture.ExportAsync(run, variant: "basline")));

        await ExportFixture.ExportAsync(run, file: file, force: true);
        using OnnxSession session = OnnxSession.Open(file);
        Assert.Contains("features", session.Outputs.Select(output => output.Name));
    }

    [Fact]
    public async Task ExportAsync_OtherData_CannotBeChecked()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.LogisticPenguins("repeats=1"));
        await File.AppendAllTextAsync(Path.Combine(_fixture.Folder, "penguins.csv"), "Adelie,Torgersen,39.1,18.7,181,3750,male\n", TestContext.Current.CancellationToken);

        string problem = Assert.Single(await ProblemsAsync(ProblemStage.Data, () => ExportFixture.ExportAsync(run)));
        Assert.Matches(@"^data: expected the data with which the study was planned \(fingerprint [0-9a-f]{12}\), on which the export is checked, received other data \(fingerprint [0-9a-f]{12}\)\. Restore the files\.$", problem);
    }

    [Theory]
    [InlineData(2e-4, "0.0002 off")]
    [InlineData(double.NaN, "NaN off")]
    [InlineData(double.PositiveInfinity, "Infinity off")]
    public async Task Keep_FileThatPredictsOtherwise_IsNotWritten(double difference, string received)
    {
        ExportRequest request = new(new RunDirectory(_fixture.Folder), "baseline", 0, ExportFormat.Onnx);
        ExportResult result = new()
        {
            File = request.Target,
            Bytes = 1,
            Input = "",
            Inputs = [],
            Outputs = [],
            CheckedIn = "ONNX Runtime",
            Samples = 1000,
            LargestDifference = difference,
        };

        string problem = Assert.Single(await ProblemsAsync(ProblemStage.Data, () => Task.Run(() => ModelExport.Keep(request, new ExportedFile([1], result)))));

        Assert.Equal(
            $"{request.Target}: expected the project's own predictions, within 0.0001 for every probability of the 1,000 test samples, received {received} in ONNX Runtime; no file was written. "
            + "This is a fault of the export, or the model's numbers are too large for 32 bits: please report it with the scenario.",
            problem);
        Assert.False(File.Exists(request.Target));
        Assert.Equal(1, ModelExport.Keep(request, new ExportedFile([1], result with { LargestDifference = 9e-5 })).Bytes);
        Assert.True(File.Exists(request.Target));
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(ProblemStage stage, Func<Task> action)
    {
        ProblemException exception = await Assert.ThrowsAsync<ProblemException>(action);
        Assert.Equal(stage, exception.Stage);
        return exception.Problems.Select(problem => problem.ToString());
    }

    private sealed class Penguin
    {
        public string island { get; set; } = "";

        public double bill_length_mm { get; set; }

        public double bill_depth_mm { get; set; }

        public double flipper_length_mm { get; set; }

        public double body_mass_g { get; set; }

        public string sex { get; set; } = "";
    }
}
