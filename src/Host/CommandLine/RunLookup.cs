using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary>From what a user calls a run to its directory.</summary>
internal static class RunLookup
{
    /// <summary>What a user may write, for help.</summary>
    public const string Description = "A run: its folder, scenario/time, or a scenario (its newest run).";

    /// <summary>A folder that exists below the current one goes before a name below the folder of runs.</summary>
    public static RunDirectory Find(HostEnvironment environment, IStudyOperations operations, string outputFolder, string? run)
    {
        string? folder = run is null ? null : environment.Absolute(run);
        return operations.FindRun(outputFolder, folder is not null && File.Exists(new RunDirectory(folder).Plan) ? folder : run);
    }
}
