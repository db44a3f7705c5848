using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class UsageErrorTests
{
    [Theory]
    [InlineData("", "mlpipelines: Expected a command: init, run,")]
    [InlineData("rnu", "Unrecognized command 'rnu'.")]
    [InlineData("validat", "Did you mean 'validate'?")]
    [InlineData("--vresion", "Did you mean '--version'?")]
    [InlineData("run --typo", "mlpipelines run: Unrecognized option '--typo'.")]
    [InlineData("run -x", "Unrecognized option '-x'.")]
    [InlineData("run --repaets 3", "Unrecognized option '--repaets'. Did you mean '--repeats'?")]
    [InlineData("run --repaets=3", "Unrecognized option '--repaets=3'. Did you mean '--repeats'?")]
    [InlineData("run churn --typo", "Unrecognized command or argument '--typo'.")]
    [InlineData("run churn fashion", "Unrecognized command or argument 'fashion'.")]
    [InlineData("run --set epochs", "--set: expected path=value such as training.epochs=3, received 'epochs'.")]
    [InlineData("run --set =3", "received '=3'.")]
    [InlineData("run --set", "Required argument missing for option: '--set'.")]
    [InlineData("run --repeats many", "--repeats: expected a whole number of at least 1, received 'many'.")]
    [InlineData("run --repeats 2.5", "received '2.5'.")]
    [InlineData("run --repeats 0", "received '0'.")]
    [InlineData("run --threads -1", "received '-1'.")]
    [InlineData("run --workers 0", "received '0'.")]
    [InlineData("run -v loud", "--verbosity: expected quiet, minimal, normal, detailed or diagnostic, received 'loud'.")]
    [InlineData("run --output --cach", "Unrecognized option '--cach'.")]
    [InlineData("resume --last", "mlpipelines resume: Unrecognized option '--last'.")]
    [InlineData("report", "mlpipelines report: Required argument missing for command: 'report'.")]
    [InlineData("report --all", "Unrecognized option '--all'.")]
    [InlineData("validate mlconfig.json", "Unrecognized command or argument 'mlconfig.json'.")]
    [InlineData("scenarios --verbose", "Unrecognized command or argument '--verbose'.")]
    [InlineData("scenarios --verbosty quiet", "Did you mean '--verbosity'?")]
    [InlineData("schema out.json", "Unrecognized command or argument 'out.json'.")]
    [InlineData("trial --index 0", "Option '--run' is required.")]
    [InlineData("trial --run x --index 1 --offset 1000", "leave --index or --offset out.")]
    [InlineData("run --executor slrum", "--executor: expected local or slurm, received 'slrum'.")]
    [InlineData("cancel", "Required argument missing for command: 'cancel'.")]
    [InlineData("trial --run x --index one", "--index: expected a whole number of at least 0, received 'one'.")]
    public async Task RunAsync_BadUsage_ReturnsTwoAndSaysWhereToRead(string commandLine, string message)
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(commandLine, operations);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(message, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Matches(@"\nTry: mlpipelines [a-z ]*--help\n$", run.Error);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Null(operations.File);
    }

    [Fact]
    public async Task RunAsync_WordStartingWithAt_IsNotAResponseFile()
    {
        HostRun run = await HostRun.OfAsync("validate @options.txt");

        Assert.Contains("Unrecognized command or argument '@options.txt'.", run.Error, StringComparison.Ordinal);
    }
}
