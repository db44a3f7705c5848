using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class VerbTests
{
    [Fact]
    public async Task Run_WithoutOptions_TakesFilesBesideTheConfiguration()
    {
        var operations = new FakeStudyOperations();

        await HostRun.OfAsync("run --config photos/mlconfig.json", operations);

        string folder = Path.Combine(HostRun.CurrentFolder, "photos");
        Assert.Equal(Path.Combine(folder, "mlconfig.json"), operations.File);
        Assert.Equal(Path.Combine(folder, "runs"), operations.Options!.OutputFolder);
        Assert.Equal(Path.Combine(folder, ".mlpipelines", "cache"), operations.Options.CacheFolder);
        Assert.Null(operations.Options.Workers);
        Assert.Empty(operations.Overrides);
        Assert.Equal("mlpipelines run fashion", operations.Options.Command);
    }

    [Fact]
    public async Task Run_WithEveryOption_PassesThemOn()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(
            "run churn --config other.json --set training.epochs=3 --set=seed=7 --repeats 6 --threads 2 --output out --cache /cache --workers 3 -v quiet",
            operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(["training.epochs=3", "seed=7", "repeats=6", "training.threads=2"], operations.Overrides);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "out"), operations.Options!.OutputFolder);
        Assert.Equal("/cache", operations.Options.CacheFolder);
        Assert.Equal(3, operations.Options.Workers);
        Assert.Equal(
            "mlpipelines run churn --config other.json --set training.epochs=3 --set seed=7 --set repeats=6 --set training.threads=2",
            operations.Options.Command);
    }

    [Theory]
    [InlineData("training.epochs=3", "training.epochs=3")]
    [InlineData("description=my run", "'description=my run'")]
    [InlineData("description=it's", "'description=it'\\''s'")]
    [InlineData("vary=[\"init\"]", "'vary=[\"init\"]'")]
    public void Of_WordThatAShellWouldChange_IsQuoted(string word, string quoted) =>
        Assert.Equal($"mlpipelines run fashion --set {quoted}", ReproducingCommand.Of("fashion", "/a/mlconfig.json", ScenarioSize.Quick, [word]));

    [Fact]
    public async Task Resume_WithoutName_LooksForTheNewestRunAndKeepsItsCache()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("resume --workers 1", operations);

        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "runs"), null), operations.Lookup);
        Assert.Equal((new RunDirectory(Path.Combine(HostRun.CurrentFolder, "runs", "newest")), null, 1), operations.Resumed);
        Assert.Single(operations.Reports);
        Assert.Equal(ExitCode.Fine, run.ExitCode);
    }

    [Fact]
    public async Task Resume_RunFolderBelowTheCurrentOne_IsTakenAsAbsolute()
    {
        string folder = Directory.CreateTempSubdirectory("mlpipelines-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "mine"));
            await File.WriteAllTextAsync(Path.Combine(folder, "mine", "plan.json"), "{}", TestContext.Current.CancellationToken);
            var operations = new FakeStudyOperations();

            await HostRun.OfAsync(["resume", "mine", "--cache", "shared"], operations, environment => environment with { CurrentFolder = folder });

            Assert.Equal((Path.Combine(folder, "runs"), Path.Combine(folder, "mine")), operations.Lookup);
            Assert.Equal(Path.Combine(folder, "shared"), operations.Resumed!.Value.CacheFolder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Report_Name_RendersAndPrintsThePath()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync("report fashion --output runs", operations);

        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "runs"), "fashion"), operations.Lookup);
        Assert.Equal($"report: {Path.Combine("runs", "fashion", "report.html")}\n", run.Output);
    }

    [Fact]
    public async Task Validate_GoodFile_CountsScenariosAndVariants()
    {
        HostRun run = await HostRun.OfAsync("validate");

        Assert.Equal("mlconfig.json: 2 scenarios, 2 variants, no problems\n", run.Output);
    }

    [Fact]
    public async Task Scenarios_GoodFile_AlignsThemAndMarksTheDefault()
    {
        HostRun run = await HostRun.OfAsync("scenarios");

        Assert.Equal(
            """
               scenario  data         model               repeats
            *  fashion   imageFolder  cnn                       6
                 A small convolutional network on Fashion-MNIST, with and without dropout
                 and with rotated training images beside it.
                 variants: dropout; rotation
               churn     table        logisticRegression       10

            """,
            run.Output);
    }

    [Fact]
    public async Task Schema_ToFile_WritesIt()
    {
        string folder = Directory.CreateTempSubdirectory("mlpipelines-").FullName;
        try
        {
            HostRun printed = await HostRun.OfAsync("schema");
            HostRun written = await HostRun.OfAsync(
                ["schema", "--output", "my.schema.json"], new FakeStudyOperations(), environment => environment with { CurrentFolder = folder });

            Assert.Equal("{}\n", printed.Output);
            Assert.Equal("schema: my.schema.json\n", written.Output);
            Assert.Equal("{}\n", await File.ReadAllTextAsync(Path.Combine(folder, "my.schema.json"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Schema_ToFolderThatDoesNotExist_ReturnsThree()
    {
        HostRun run = await HostRun.OfAsync("schema --output no/such/folder/my.schema.json");

        Assert.Equal(ExitCode.Data, run.ExitCode);
    }

    [Theory]
    [InlineData(true, ExitCode.Fine)]
    [InlineData(false, ExitCode.FailedTrials)]
    public async Task Trial_AnyOutcome_HasItsExitCodeAndPassesEventsThrough(bool finished, int exitCode)
    {
        var operations = new FakeStudyOperations
        {
            TrialWork = events =>
            {
                events.Write("{\"event\":1}\n");
                return finished;
            },
        };

        HostRun run = await HostRun.OfAsync("trial --run runs/fashion/1 --index 3", operations);

        Assert.Equal((new RunDirectory(Path.Combine(HostRun.CurrentFolder, "runs", "fashion", "1")), 3), operations.Trial);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal("{\"event\":1}\n", run.Output);
    }
}
