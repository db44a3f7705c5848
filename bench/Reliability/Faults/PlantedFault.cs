using System.Diagnostics;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>A way for the process of a trial to end that no trial should have.</summary>
/// <param name="Name">One word.</param>
/// <param name="What">What is planted, for a table.</param>
/// <param name="Kinds">The kinds of failure that are right for it.</param>
/// <param name="Word">A word that its reason must have.</param>
internal sealed record PlantedFault(string Name, string What, IReadOnlyList<string> Kinds, string Word)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new("segmentation", "a bad pointer in native code", [FailureKinds.Crash], "SIGSEGV"),
        new("abort", "abort() in native code", [FailureKinds.Crash], "SIGABRT"),
        new("kill", "SIGKILL, as the system sends it when memory runs out", [FailureKinds.Crash], "SIGKILL"),
        new("stack", "an endless recursion", [FailureKinds.Crash], "Stack overflow"),
        new("exception", "an exception that nobody expects", [FailureKinds.Error], "a mistake that was planted"),
        new("exit", "an exit with another code", [FailureKinds.Error], "exit code 7"),
        new("heap", "a limit on the heap of .NET that the data do not fit", [FailureKinds.OutOfMemory], "memory"),
        new("address-space", "a limit on the address space (ulimit -v) that training does not fit", [FailureKinds.OutOfMemory, FailureKinds.Crash], ""),
    ];

    /// <summary>The start of a worker with this fault.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="trial">The trial that is to end so.</param>
    /// <param name="inTraining">Whether it happens after the first epoch; before the program starts otherwise.</param>
    public ProcessStartInfo Start(RunDirectory directory, PlannedTrial trial, bool inTraining)
    {
        ProcessStartInfo start = WorkerCommand.For(directory, trial.Index);
        if (Name == "heap")
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = inTraining ? "0x900000" : "0x200000";
            return start;
        }

        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment[StartupHook.FaultVariable] = Name;
        start.Environment[StartupHook.MomentVariable] = inTraining ? directory.PartialHistory(trial.Variant, trial.Name) : "";
        return start;
    }
}
