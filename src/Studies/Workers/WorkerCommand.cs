using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// How a worker process is started: the same program with the verb <c>trial</c>. A process per trial, because an engine's thread count and
/// generator are process-global and a native crash must not take a study down.
/// </summary>
internal static class WorkerCommand
{
    private const string Program = "mlpipelines";

    /// <summary>The start of a worker for one trial of a run.</summary>
    public static ProcessStartInfo For(RunDirectory directory, int index) =>
        Of("trial", "--run", directory.Root, "--index", index.ToString(CultureInfo.InvariantCulture), "--until-input-ends");

    /// <summary>The start of this program with its streams redirected.</summary>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Of(params IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> program = Words();
        ProcessStartInfo start = new(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string word in program.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(word);
        }

        StudyTelemetry.Propagate(start);
        return start;
    }

    /// <summary>
    /// What starts this program: the running executable when it is the program itself; otherwise (started through <c>dotnet mlpipelines.dll</c>, or hosted by a test) the program beside this library,
    /// under the runtime that runs now.
    /// </summary>
    public static IReadOnlyList<string> Words() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Program
        ? [Environment.ProcessPath!]
        : [DotnetHost(), "exec", Path.Combine(AppContext.BaseDirectory, Program + ".dll")];

    /// <summary>The runtime lies in <c>&lt;root&gt;/shared/Microsoft.NETCore.App/&lt;version&gt;/</c>, its host in the root.</summary>
    private static string DotnetHost() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
