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
    public static ProcessStartInfo For(RunDirectory directory, int index)
    {
        ProcessStartInfo start = Start();
        foreach (string argument in (string[])["trial", "--run", directory.Root, "--index", index.ToString(CultureInfo.InvariantCulture), "--until-input-ends"])
        {
            start.ArgumentList.Add(argument);
        }

        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        return start;
    }

    /// <summary>
    /// The running executable when it is the program itself; otherwise (started through <c>dotnet mlpipelines.dll</c>, or hosted by a test) the
    /// program beside this library, under the runtime that runs now.
    /// </summary>
    private static ProcessStartInfo Start()
    {
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Program)
        {
            return new ProcessStartInfo(Environment.ProcessPath!);
        }

        ProcessStartInfo start = new(DotnetHost());
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program + ".dll"));
        return start;
    }

    /// <summary>The runtime lies in <c>&lt;root&gt;/shared/Microsoft.NETCore.App/&lt;version&gt;/</c>, its host in the root.</summary>
    private static string DotnetHost() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
