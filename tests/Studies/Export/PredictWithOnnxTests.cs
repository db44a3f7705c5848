using System.Diagnostics;
using System.Globalization;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>The sample, run as a user runs it, predicts what the project predicts.</summary>
public sealed class PredictWithOnnxTests : IDisposable
{
    private readonly ExportFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Sample_WithPhotosOfTwoSizes_PredictsAsTheProject()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Photos("""{ "type": "cnn", "filters": [4], "denseUnits": 6 }""", """{ "width": 24, "height": 20, "resize": "crop" }"""));
        string file = (await ExportFixture.ExportAsync(run)).File;

        // Small enough that the project decodes them at their full size, as ML.NET always does.
        string[] photos = ["photos/checks/0.jpg", "photos/stripes/1.jpg", "photos/checks/grey.png", "photos/stripes/0.jpg"];
        string[] paths = [.. photos.Select(photo => Path.Combine(_fixture.Folder, photo))];
        string[] lines = await SampleAsync([file, .. paths]);

        using RunModel model = await RunModel.LoadAsync(run.Root, cancellation: TestContext.Current.CancellationToken);
        FittedImages fitted = Assert.IsType<FittedImages>(model.Preprocessing);
        NewImages images = NewImages.Read([.. paths.Select(path => new NewImage(path, path))], fitted, TestContext.Current.CancellationToken);
        float[] expected = model.Model.Predict(images.Prepare(fitted), PreprocessingPath.Test, TestContext.Current.CancellationToken);
        Assert.Equal(paths.Length, lines.Length);
        for (int row = 0; row < paths.Length; row++)
        {
            AssertLine(paths[row], model.Classes, expected.AsSpan(row * 2, 2), lines[row]);
        }
    }

    [Fact]
    public async Task Sample_WithATable_PredictsAsTheProject()
    {
        RunDirectory run = await _fixture.RunAsync(_fixture.Studies.LogisticPenguins("repeats=1"));
        string file = (await ExportFixture.ExportAsync(run)).File;

        string[] lines = await SampleAsync([file, Path.Combine(_fixture.Folder, "penguins.csv")]);

        TrialRows test = ResultFiles.ReadPredictions(run.Predictions("baseline", 0))["test"];
        string[] classes = ["Adelie", "Chinstrap", "Gentoo"];
        Assert.NotEmpty(test.Ids);
        for (int row = 0; row < test.Ids.Count; row++)
        {
            AssertLine($"row {test.Ids[row]}", classes, test.Probabilities.AsSpan(row * 3, 3), lines[int.Parse(test.Ids[row], CultureInfo.InvariantCulture) - 1]);
        }
    }

    [Fact]
    public async Task Sample_WithoutArguments_SaysHowItIsUsed()
    {
        using Process process = Start([]);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("usage: PredictWithOnnx", error, StringComparison.Ordinal);
    }

    private static void AssertLine(string name, IReadOnlyList<string> classes, ReadOnlySpan<float> probabilities, string line)
    {
        int best = 0;
        for (int index = 1; index < probabilities.Length; index++)
        {
            best = probabilities[index] > probabilities[best] ? index : best;
        }

        Assert.StartsWith($"{name}: {classes[best]} (", line, StringComparison.Ordinal);
        Assert.Equal(probabilities[best], float.Parse(line.Split('(')[^1].TrimEnd(')'), CultureInfo.InvariantCulture), 1.5e-4);
    }

    private static async Task<string[]> SampleAsync(string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "PredictWithOnnx.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
