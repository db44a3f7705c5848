using System.CommandLine;
using MlPipelines.Trainers;

namespace MlPipelines.Host;

/// <summary><c>doctor</c>: what this machine has to train with.</summary>
internal static class DoctorVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        var verb = new VerbCommand("doctor", "Prints which engines this machine has, with versions, threads and devices; each trains a step of a small network.")
        {
            Examples =
            [
                new("mlpipelines doctor", "Says what works here, and what to do about what does not."),
            ],
        };
        verb.SetAction(_ =>
        {
            IReadOnlyList<InstalledEngine> engines = operations.FindEngines();
            EnginePrinter.Print(engines, environment);
            return engines.Any(engine => engine is { Problem: not null, IsExpected: true }) ? ExitCode.Configuration : ExitCode.Fine;
        });
        return verb;
    }
}
