using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class ImageInitializationTests : IDisposable
{
    private readonly InitializationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task CreateAsync_ClassFolders_WritesAScenarioThatRuns()
    {
        _fixture.WritePhotos("photos", perClass: 30);
        _fixture.Write("photos/readme.txt", "not an image");
        _fixture.Write("photos/day/broken.png", "not one either");
        File.Copy(Path.Combine(_fixture.Folder, "photos", "day", "01.png"), Path.Combine(_fixture.Folder, "photos", "day", "copy.png"));

        InitializedScenario written = await _fixture.ImagesAsync("photos");
        StudyOutcome study = await Study.RunAsync(_fixture.Read("training.epochs=3", "repeats=2"), null, TestContext.Current.CancellationToken);

        Assert.Equal("photos", written.Scenario);
        Assert.Equal("62 images of 2 classes: day 32, night 30.", written.Found[0]);
        Assert.Equal("PNG 31, JPEG 30; 3 sizes from 40x30 to 44x33; colour.", written.Found[1]);
        Assert.Contains(written.Odd, sentence => sentence.StartsWith("1 image cannot be read and is left out: day/broken.png", StringComparison.Ordinal));
        Assert.Contains(written.Notes, sentence => sentence.Contains("identical to another of them", StringComparison.Ordinal));
        Assert.Contains(written.Notes, sentence => sentence.Contains("readme.txt", StringComparison.Ordinal));
        Assert.Equal(["baseline", "augmented"], study.Result.Variants.Select(variant => variant.Name));
        Assert.Equal(0, study.FailedTrials);
        Assert.True(study.Result.Variants[0].Summary[MeasurementNames.Test]["accuracy"].Mean > 0.9);
    }

    [Fact]
    public async Task CreateAsync_TheSameData_WritesTheSameFile()
    {
        _fixture.WritePhotos("photos", perClass: 12);

        await _fixture.ImagesAsync("photos");
        string first = _fixture.Text;
        await _fixture.ImagesAsync("photos", request => request with { Force = true });

        Assert.Equal(first, _fixture.Text);
        Assert.Equal(["mlconfig.json", "mlconfig.schema.json"], Directory.EnumerateFiles(_fixture.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(ConfigurationSchema.Generate(), File.ReadAllText(Path.Combine(_fixture.Folder, "mlconfig.schema.json")));
    }

    [Fact]
    public async Task CreateAsync_FileThatExists_IsKept()
    {
        _fixture.WritePhotos("photos", perClass: 12);
        File.WriteAllText(_fixture.ConfigurationFile, "mine");

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.ImagesAsync("photos"));

        Assert.Equal("mine", _fixture.Text);
        Assert.Equal(ProblemStage.Configuration, thrown.Stage);
        Assert.Equal(
            $"{_fixture.ConfigurationFile}: expected a file that does not exist yet, received one that does. Name another with --config, or replace it with --force.", thrown.Message);
    }

    [Fact]
    public async Task CreateAsync_TrainTestAndValidationFolders_TrainsAndTestsOnTwoOfThem()
    {
        _fixture.WritePhotos("photos/training", perClass: 12);
        _fixture.WritePhotos("photos/testing", perClass: 6, first: 40);
        _fixture.WritePhotos("photos/val", perClass: 3, first: 60);

        InitializedScenario written = await _fixture.ImagesAsync("photos");

        ImageFolderOptions data = Assert.IsType<ImageFolderOptions>(_fixture.Read().Baseline.Data);
        Assert.Equal((Path.Combine(_fixture.Folder, "photos", "training"), Path.Combine(_fixture.Folder, "photos", "testing")), (data.Train, data.Test));
        Assert.Contains(written.Found, sentence => sentence.StartsWith("\"val\" is not used", StringComparison.Ordinal));
        Assert.Contains("\"train\": \"photos/training\"", _fixture.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_CopiesAcrossTrainAndTest_AreTold()
    {
        _fixture.WritePhotos("photos/train", perClass: 12);
        _fixture.WritePhotos("photos/test", perClass: 6);

        InitializedScenario written = await _fixture.ImagesAsync("photos");

        Assert.Contains("12 of 12 test images (100.0%) are identical to one of the training source: a model may have learned them by heart.", written.Notes);
    }

    [Fact]
    public async Task CreateAsync_ListWithPatients_GroupsTheSplit()
    {
        _fixture.WritePhotos("scans", perClass: 24);
        string[] rows = [.. Directory.EnumerateFiles(Path.Combine(_fixture.Folder, "scans"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select((file, index) => $"{Path.GetRelativePath(_fixture.Folder, file).Replace('\\', '/')},{Path.GetFileName(Path.GetDirectoryName(file))},p{index % 12}")];
        _fixture.Write("scans.csv", "file,kind,patient_id\n" + string.Join('\n', rows) + "\n");

        await _fixture.ImagesAsync("scans.csv", request => request with { Label = "kind", Name = "scans" });

        ImageListOptions data = Assert.IsType<ImageListOptions>(_fixture.Read().Baseline.Data);
        Assert.Equal(("file", "kind"), (data.PathColumn, data.LabelColumn));
        Assert.Equal((SplitStrategy.Grouped, "patient_id"), (data.Split.Strategy, data.Split.GroupBy));
    }

    [Fact]
    public async Task CreateAsync_IdxFiles_KeepTheirSizeAndUseAPartFirst()
    {
        InitializedScenario written = await _fixture.ImagesAsync("ignored", request => request with { Images = RepositoryFiles.Asset("fashion-mnist"), Name = "clothes" });

        ScenarioOptions scenario = _fixture.Read().Baseline;
        Assert.IsType<IdxOptions>(scenario.Data);
        Assert.Equal((28, 28, ColorMode.Grayscale), (scenario.Pipeline.Width, scenario.Pipeline.Height, scenario.Pipeline.Color));
        Assert.InRange(written.Estimate, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Contains("10 classes", written.Found[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_TinyClass_IsLeftOutAndNamed()
    {
        _fixture.WritePhotos("photos", perClass: 12);
        _fixture.Write("photos/dusk/1.png", TestImages.Numbered(1));
        _fixture.Write("photos/dusk/2.png", TestImages.Numbered(2));

        InitializedScenario written = await _fixture.ImagesAsync("photos");

        Assert.Equal(["day", "night"], _fixture.Read().Baseline.Data.Classes!.Keys);
        Assert.Contains("Too few images to train and test with (fewer than 5), so left out: \"dusk\" (2).", written.Odd);
    }

    [Fact]
    public async Task CreateAsync_OneClass_IsAProblemAndWritesNothing()
    {
        _fixture.Write("photos/cat/1.png", TestImages.Numbered(1));
        _fixture.Write("photos/cat/2.png", TestImages.Numbered(2));

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.ImagesAsync("photos"));

        Assert.Contains("expected at least two classes, received only \"cat\"", thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_fixture.ConfigurationFile));
    }

    [Fact]
    public async Task CreateAsync_LabelBesideFolders_IsAProblem()
    {
        _fixture.WritePhotos("photos", perClass: 6);

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.ImagesAsync("photos", request => request with { Label = "kind" }));

        Assert.Equal("--label: expected no label column beside images whose folders or files say their class, received \"kind\". Leave --label out.", thrown.Message);
    }

    [Fact]
    public async Task CreateAsync_NameThatCannotBeAFolder_IsToldInTheFileThatItWouldBecome()
    {
        _fixture.WritePhotos("photos", perClass: 6);

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => _fixture.ImagesAsync("photos", request => request with { Name = "my photos" }));

        Assert.All(thrown.Problems, problem => Assert.StartsWith("mlconfig.json:", problem.Where, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(_fixture.Folder));
    }
}
