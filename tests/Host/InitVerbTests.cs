using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class InitVerbTests
{
    [Fact]
    public async Task Init_Images_PrintsWhatWasSeenWrittenAndIsNext()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("init --images photos", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(
            """
            found: 120 images of 2 classes: cat 80, dog 40.

            odd:   2 images cannot be read and are left out: cat/a.jpg (truncated),
                   dog/b.png (damaged).

            wrote: mlconfig.json (scenario "photos") and mlconfig.schema.json
            next:  mlpipelines run
                   takes about a minute on two cores, by a count of operations

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "photos"), operations.Initialized!.Images);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, ".mlpipelines", "cache"), operations.Initialized.CacheFolder);
        Assert.False(operations.Initialized.Force);
    }

    [Fact]
    public async Task Init_EveryOption_IsPassedOn()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("init --table a.csv --label churn --test b.csv --name mine --config new/c.json --cache /cache --force", operations);

        Assert.Equal(
            new InitializationRequest
            {
                Table = Path.Combine(HostRun.CurrentFolder, "a.csv"),
                Label = "churn",
                Test = Path.Combine(HostRun.CurrentFolder, "b.csv"),
                Name = "mine",
                ConfigurationFile = Path.Combine(HostRun.CurrentFolder, "new", "c.json"),
                CacheFolder = "/cache",
                Force = true,
            },
            operations.Initialized);
        Assert.Contains($"next:  mlpipelines run --config {Path.Combine("new", "c.json")}\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("init", "init looks at data: give --images DIR or --table FILE.")]
    [InlineData("init --images a --table b", "--images and --table exclude each other: give one of them.")]
    public async Task Init_NotOneKindOfData_IsAUsageError(string commandLine, string message)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(message, string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
