using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;

namespace MlPipelines.Bench;

/// <summary>The one place where the benchmark calls the diagnosis: as the verb <c>diagnose</c> does, without processes of their own for trials of a tenth of a second.</summary>
internal static class DiagnoseCase
{
    /// <summary>Runs the study and its diagnosis.</summary>
    /// <param name="study">The case.</param>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null when the program made none.</returns>
    public static DiagnosisResult? Run(StudyConfiguration study, string folder, CancellationToken cancellation) => Study(study, folder, cancellation).Diagnosis;

    /// <summary>The same, with all that the study found.</summary>
    public static StudyResult Study(StudyConfiguration study, string folder, CancellationToken cancellation)
    {
        StudyRunOptions options = new()
        {
            OutputFolder = Path.Combine(folder, "runs"),
            CacheFolder = Path.Combine(folder, "cache"),
            Workers = 1,
            InProcess = true,
            Command = "bench diagnosis",
        };
        return StudyDiagnosis.StartAsync(study, StudyDiagnosis.UsualBudget, options, new NoEvents(), cancellation).GetAwaiter().GetResult().Result;
    }

    private sealed class NoEvents : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
        }
    }
}
