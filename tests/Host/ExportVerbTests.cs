using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class ExportVerbTests
{
    [Fact]
    public async Task Export_WithoutOptions_WritesOnnxOfTheFirstModelAndSaysHowItWasChecked()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("export fashion", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "runs"), "fashion"), operations.Lookup);
        Assert.Equal(("baseline", 0, ExportFormat.Onnx), (operations.Exported!.Variant, operations.Exported.Repeat, operations.Exported.Format));
        Assert.Equal((null, false, null), (operations.Exported.File, operations.Exported.Force, operations.Exported.CacheFolder));
        Assert.Equal(
            """
            model:   runs/fashion/exports/baseline-0.onnx, 120.6 KiB
            takes:   decoded pixels; any size
                     image: uint8 (?, ?, ?, 3)
            gives:
                     label: string (?)
                     probabilities: float (?, 10)
                     features: float (?, 64)
            checked: 2,000 test samples in ONNX Runtime 1.31.1, largest difference of a
                     probability 2.4e-7 (at most 1.0e-4)
            apart:   training and predict decode large JPEG files at reduced size, which
                     makes a difference of at most 1.2e-2 on these samples
            note:    data.corrupt is no part of the model: images were compared without it.

            """,
            run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Export_WithEveryOption_PassesThemOn()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("export churn --format mlnet --variant wide --repeat 3 --output models/churn.zip --force --config other/mlconfig.json --cache /cache", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "other", "runs"), "churn"), operations.Lookup);
        ExportRequest request = operations.Exported!;
        Assert.Equal(("wide", 3, ExportFormat.MlNet), (request.Variant, request.Repeat, request.Format));
        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "models", "churn.zip"), true, "/cache"), (request.Target, request.Force, request.CacheFolder));
        Assert.DoesNotContain("apart:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export fashion --format tensorflow", "--format: expected onnx or mlnet, received 'tensorflow'.")]
    [InlineData("export fashion --repeat first", "--repeat: expected a whole number of at least 0, received 'first'.")]
    [InlineData("export fashion --variant --typo", "Unrecognized option '--typo'.")]
    [InlineData("export", "Required argument missing for command: 'export'.")]
    public async Task Export_WrongOptions_AreUsageErrors(string commandLine, string message)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(message, string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
