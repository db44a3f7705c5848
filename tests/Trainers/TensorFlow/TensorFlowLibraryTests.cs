using System.Diagnostics;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Studies;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Where the library is looked for, and what is said where it is not. A process loads a library for good, so each case is a process of its own.</summary>
public sealed class TensorFlowLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Doctor_VariableNamesAnEmptyFolder_SaysWhichPlaceAndEndsWithTwo()
    {
        (int code, string output) = await ProgramAsync(_folder.Path, "doctor");

        Assert.Equal(ExitCode.Configuration, code);
        Assert.Contains("engine torch (default): works", output, StringComparison.Ordinal);
        Assert.Contains("at the place that the environment variable MLPIPELINES_TENSORFLOW names", output, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_FileIsNoLibrary_SaysSoWithoutAStackTrace()
    {
        string file = Path.Combine(_folder.Path, TensorFlowLibrary.FileNames()[0]);
        await File.WriteAllTextAsync(file, "no library", TestContext.Current.CancellationToken);
        (int code, string output) = await ProgramAsync(file, "doctor");

        Assert.Equal(ExitCode.Configuration, code);
        Assert.Contains("engine tensorflow: does not work", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NoLibraryAnywhere_NamesTheThreeWays()
    {
        (int code, string output) = await ProgramAsync(null, "doctor");
        Assert.SkipUnless(output.Contains("engine tensorflow: not here", StringComparison.Ordinal), "TensorFlow's library lies where this system looks for libraries");

        Assert.Equal(ExitCode.Fine, code);
        Assert.All(
            ["training.tensorFlowLibrary", "MLPIPELINES_TENSORFLOW", "-p:TensorFlowRedist=VERSION", "where the system looks for libraries"],
            way => Assert.Contains(way, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_EngineIsNotThere_IsToldBeforeAnyDataAreRead()
    {
        // Data that would be refused, too.
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rows.csv"), "x,y\nthis is no number,\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "mlconfig.json"),
            """
            { "scenario": "mine", "scenarios": { "mine": { "data": { "type": "table", "train": "rows.csv", "label": "y" }, "model": { "type": "mlp" },
              "training": { "engine": "tensorflow" }, "variants": { "other": { "training": { "epochs": 3 } }, "torch": { "training": { "engine": "torch" } } } } } }
            """,
            TestContext.Current.CancellationToken);
        (int code, string output) = await ProgramAsync(_folder.Path, "run");

        Assert.Equal(ExitCode.Configuration, code);
        Assert.Contains("$.scenarios.mine.training.engine", output, StringComparison.Ordinal);
        Assert.DoesNotContain("variants.other", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rows.csv", output, StringComparison.Ordinal);
    }

    [Fact]
    public void FileIn_FolderWithAVersionedName_FindsIt()
    {
        string file = Path.Combine(_folder.Path, TensorFlowLibrary.FileNames()[^1]);
        Assert.Null(TensorFlowLibrary.FileIn(_folder.Path));
        File.WriteAllBytes(file, []);

        Assert.Equal(file, TensorFlowLibrary.FileIn(_folder.Path));
        Assert.Equal(file, TensorFlowLibrary.FileIn(file));
    }

    /// <summary>Runs the program in the folder.</summary>
    /// <param name="library">The environment variable; null unsets it.</param>
    /// <param name="arguments">The command line.</param>
    private async Task<(int Code, string Output)> ProgramAsync(string? library, params string[] arguments)
    {
        ProcessStartInfo start = new(WorkerCommand.For(new RunDirectory("unused"), 0).FileName)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment.Remove(TensorFlowLibrary.Variable);
        if (library is not null)
        {
            start.Environment[TensorFlowLibrary.Variable] = library;
        }

        foreach (string argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "mlpipelines.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Output wraps at 80 columns; what is looked for may be broken anywhere.
        return (process.ExitCode, string.Join(' ', (await output + await error).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
