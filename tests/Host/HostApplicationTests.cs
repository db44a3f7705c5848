using MlPipelines.Configuration;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class HostApplicationTests
{
    private static readonly Problem Broken = new("mlconfig.json:14:22 $.scenarios.fashion.training.epochs", "a whole number in [1, 100000]", "0", "Try 10.");

    [Theory]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("report fashion")]
    [InlineData("validate")]
    [InlineData("scenarios")]
    [InlineData("schema")]
    [InlineData("trial --run runs/fashion/1 --index 0")]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task RunAsync_EveryVerb_ReturnsZeroAndPrintsNoError(string commandLine)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal("", run.Error);
        Assert.Equal(ExitCode.Fine, run.ExitCode);
    }

    [Theory]
    [InlineData(ProblemStage.Configuration, ExitCode.Configuration, "1 problem in the configuration")]
    [InlineData(ProblemStage.Data, ExitCode.Data, "1 problem in the data")]
    public async Task RunAsync_Problem_StageDecidesExitCode(ProblemStage stage, int exitCode, string headline)
    {
        HostRun run = await HostRun.OfAsync("run", new FakeStudyOperations { Study = (_, _) => throw new ProblemException(stage, Broken) });

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(
            $"""
            mlpipelines: {headline}

            mlconfig.json:14:22 $.scenarios.fashion.training.epochs
              expected  a whole number in [1, 100000]
              received  0
              remedy    Try 10.

            """,
            run.Error);
    }

    [Fact]
    public async Task RunAsync_SeveralProblems_AllArePrintedWithin80Columns()
    {
        Problem[] problems =
        [
            .. Enumerable.Range(2, 40).Select(line => new Problem(
                $"train.csv row {line}, column \"age\"",
                "a number, because every other value of the column is one and the configuration does not declare it as categorical",
                "\"n/a\"")),
        ];

        HostRun run = await HostRun.OfAsync("validate", new FakeStudyOperations { Config = () => throw new ProblemException(ProblemStage.Configuration, problems) });

        Assert.StartsWith("mlpipelines: 40 problems in the configuration\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(40, run.Error.Split("received  \"n/a\"\n").Length - 1);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Configuration, run.ExitCode);
    }

    [Fact]
    public async Task RunAsync_ProblemWithControlCharacters_PrintsTheirCodes()
    {
        var problem = new Problem("train.csv row 1", "a number", "\"\u001b[2J\"");

        HostRun run = await HostRun.OfAsync("run", new FakeStudyOperations { Study = (_, _) => throw new ProblemException(ProblemStage.Data, problem) });

        Assert.Contains("""received  "\u001b[2J" """.TrimEnd(), run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task RunAsync_FailedTrials_StillReportsAndReturnsFive()
    {
        var operations = new FakeStudyOperations { Study = (_, _) => Task.FromResult(StudySamples.Outcome(failedTrials: 1)) };

        HostRun run = await HostRun.OfAsync("run", operations);

        Assert.Equal(ExitCode.FailedTrials, run.ExitCode);
        Assert.Single(operations.Reports);
        Assert.Contains("1 trial failed:\n  dropout/0: epoch 3, step 12: the loss is not a finite number\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CancelledAfterPlanning_TellsHowToGoOnAndWritesNoReport()
    {
        using var cancellation = new CancellationTokenSource();
        var operations = new FakeStudyOperations
        {
            Study = (events, token) =>
            {
                events.Report(StudySamples.Planned());
                cancellation.Cancel();
                throw new OperationCanceledException(token);
            },
        };

        HostRun run = await HostRun.OfAsync("run", operations, cancellation);

        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Empty(operations.Reports);
        Assert.Equal(
            $"""
            stopping; finished trials are kept
            stopped; finished trials are kept; go on with:
              mlpipelines resume {Path.Combine("runs", "fashion", "20261123-150000")}

            """,
            run.Error);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileTheReportIsWritten_TellsHowToGoOn()
    {
        using var cancellation = new CancellationTokenSource();
        var operations = new FakeStudyOperations
        {
            Study = (events, _) =>
            {
                events.Report(StudySamples.Planned());
                return Task.FromResult(StudySamples.Outcome());
            },
            ReportWork = token =>
            {
                cancellation.Cancel();
                token.ThrowIfCancellationRequested();
            },
        };

        HostRun run = await HostRun.OfAsync("run", operations, cancellation);

        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Contains("The baseline is right", run.Output, StringComparison.Ordinal);
        Assert.Contains("mlpipelines resume runs", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CancelledBeforePlanning_SaysThatNothingWasTrained()
    {
        using var cancellation = new CancellationTokenSource();
        var operations = new FakeStudyOperations
        {
            Study = (_, token) =>
            {
                cancellation.Cancel();
                throw new OperationCanceledException(token);
            },
        };

        HostRun run = await HostRun.OfAsync("run -v quiet", operations, cancellation);

        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.EndsWith("stopped before a trial was planned; nothing was trained\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CancellationThatNobodyAskedFor_IsABug()
    {
        HostRun run = await HostRun.OfAsync("run", new FakeStudyOperations { Study = (_, _) => throw new OperationCanceledException() });

        Assert.Equal(ExitCode.Bug, run.ExitCode);
    }

    [Fact]
    public async Task RunAsync_UnexpectedException_PrintsStackTraceAndAsksForAReport()
    {
        HostRun run = await HostRun.OfAsync("run", new FakeStudyOperations { Study = (_, _) => throw new InvalidOperationException("boom") });

        Assert.Equal(ExitCode.Bug, run.ExitCode);
        Assert.Contains("System.InvalidOperationException: boom\n   at ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Please report it", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(DirectoryNotFoundException))]
    public async Task RunAsync_FileSystemFailure_ReturnsThreeWithoutStackTrace(Type kind)
    {
        var failure = (Exception)Activator.CreateInstance(kind, "No space left on device : '/runs/trial.json'")!;

        HostRun run = await HostRun.OfAsync("run", new FakeStudyOperations { Study = (_, _) => throw failure });

        Assert.Equal(ExitCode.Data, run.ExitCode);
        Assert.Contains("received  No space left on device : '/runs/trial.json'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Version_PrintsTheNumberAlone()
    {
        HostRun run = await HostRun.OfAsync("--version");

        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Output);
    }
}
