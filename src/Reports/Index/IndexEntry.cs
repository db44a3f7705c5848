using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>A scenario on the index page of <c>run --all</c>.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Result">Its result; null when it has none.</param>
/// <param name="Report">Its report, relative to the folder of the index; null when there is none.</param>
/// <param name="Problem">Why it has no result, or null.</param>
public sealed record IndexEntry(string Scenario, StudyResult? Result, string? Report, string? Problem)
{
    /// <summary>How long its study took; null without a result.</summary>
    public double? Seconds => Result is null ? null : (Result.Provenance.Finished - Result.Provenance.Started).TotalSeconds;

    /// <summary>The report as an address in a link: every part of the path encoded, forward slashes between them.</summary>
    public string? Address => Report is null
        ? null
        : string.Join('/', Report.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));
}
