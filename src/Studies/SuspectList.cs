using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The suspects of a label audit, for <c>data.exclude</c>.</summary>
public static class SuspectList
{
    /// <summary>Copies the list of the run's only label audit. The data are not touched.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="destination">The CSV file to write, absolute.</param>
    /// <exception cref="ProblemException">The run has no label audit or several, or the file cannot be written.</exception>
    public static void Copy(RunDirectory directory, string destination)
    {
        IReadOnlyList<LabelAuditResult> audits = ResultFiles.ReadResult(directory.Result).LabelAudits;
        if (audits.Count != 1)
        {
            throw new ProblemException(ProblemStage.Configuration, new Problem(
                "--write-suspects",
                "a run with one label audit",
                audits.Count == 0 ? "none" : $"{audits.Count}: {string.Join(", ", audits.Select(audit => audit.Variant))}",
                audits.Count == 0
                    ? "Add \"labelAudit\": {} to the scenario and run it again."
                    : $"Take the file you mean from {Path.GetDirectoryName(directory.Suspects(audits[0].Variant))}, or audit one variant only."));
        }

        byte[] list = File.ReadAllBytes(directory.Suspects(audits[0].Variant));
        Storage.WriteFile(destination, stream => stream.Write(list));
    }
}
