using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class StudyTests : IDisposable
{
    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunAsync_FromCode_GivesTheNumbersOfTheCommandLine()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();
        StudyFixture.Recorded events = new();

        StudyOutcome fromCode = await Study.RunAsync(Study.Load(study.ConfigurationFile, "penguins"), events, TestContext.Current.CancellationToken);
        StudyOutcome commandLine = await _fixture.StartAsync(study, workers: 1);

        Assert.Equal(StudyFixture.Numbers(commandLine), StudyFixture.Numbers(fromCode));
        Assert.StartsWith(Path.Combine(_fixture.Folder, "runs", "penguins"), fromCode.Directory.Root, StringComparison.Ordinal);
        Assert.Equal("mlpipelines run penguins", fromCode.Result.Provenance.Command);
        Assert.Equal(2, events.Events.OfType<TrialFinished>().Count(finished => finished.Trial.Kind == TrialKind.Measure));
    }

    [Fact]
    public void Load_Overrides_AreApplied() =>
        Assert.Equal(7, Study.Load(_fixture.LogisticPenguins().ConfigurationFile, null, "repeats=7").Baseline.Repeats);

    [Fact]
    public void Load_ScenarioThatIsNotThere_IsAProblem()
    {
        string file = _fixture.LogisticPenguins().ConfigurationFile;

        Assert.Contains("received \"penguin\"", Assert.Throws<ProblemException>(() => Study.Load(file, "penguin")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using CancellationTokenSource cancelled = new();
        StudyFixture.Recorded events = new(happened =>
        {
            if (happened is StudyPlanned)
            {
                cancelled.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Study.RunAsync(_fixture.LogisticPenguins(), events, cancelled.Token));
    }

    [Fact]
    public void Sample_InTheReadme_IsTheOneThatIsCompiled()
    {
        string sample = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "samples", "StudyFromCode", "Program.cs")).ReplaceLineEndings("\n");
        string readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md")).ReplaceLineEndings("\n");

        Assert.Contains($"```csharp\n{sample}```\n", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_OnAScenario_PrintsItsTrialsAndWritesItsReport()
    {
        StudyConfiguration study = _fixture.LogisticPenguins();

        (int code, string output, string error) = await SampleAsync(study.ConfigurationFile, "penguins");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("baseline/1: 0.", output.Replace("1.0000", "0.9999", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(File.Exists(output.TrimEnd().Split('\n')[^1].Trim()));
    }

    [Fact]
    public async Task Sample_OnAWrongFile_SaysWhatIsWrong()
    {
        string file = Path.Combine(_fixture.Folder, "wrong.json");
        File.WriteAllText(file, """{ "scenario": "a", "scenarios": {} }""");

        (int code, string output, string error) = await SampleAsync(file);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("expected at least one scenario, received an empty object", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> SampleAsync(params string[] arguments)
    {
        ProcessStartInfo start = WorkerCommand.For(new RunDirectory("unused"), 0);
        ProcessStartInfo sample = new(start.FileName) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "StudyFromCode.dll"), .. arguments])
        {
            sample.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(sample)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
