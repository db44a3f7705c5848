using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

/// <summary>One command line run in this process, with writers in the place of the terminal.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    /// <summary>The folder that relative paths start from: absolute, and nothing is written there.</summary>
    public static string CurrentFolder { get; } = Path.Combine(Path.GetTempPath(), "mlpipelines-tests-host");

    /// <summary>Runs a command line, given as words separated by spaces.</summary>
    public static Task<HostRun> OfAsync(string commandLine, FakeStudyOperations? operations = null, CancellationTokenSource? interruption = null) =>
        OfAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), operations ?? new FakeStudyOperations(), environment => environment, interruption);

    /// <summary>Runs a command line in an environment of the test's making.</summary>
    public static async Task<HostRun> OfAsync(
        string[] arguments,
        FakeStudyOperations operations,
        Func<HostEnvironment, HostEnvironment> adapt,
        CancellationTokenSource? interruption = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        HostEnvironment environment = adapt(new HostEnvironment { CurrentFolder = CurrentFolder, Output = output, Error = error });
        int exitCode = await HostApplication.RunAsync(arguments, environment, operations, interruption?.Token ?? TestContext.Current.CancellationToken);
        return new HostRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Both outputs by line.</summary>
    public IEnumerable<string> Lines => $"{Output}\n{Error}".Split('\n');
}
