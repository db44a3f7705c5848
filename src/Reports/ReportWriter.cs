using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Renders what people read from a finished run directory: <c>report.html</c> and <c>summary.md</c>.</summary>
public static class ReportWriter
{
    /// <summary>Reads <c>result.json</c> and the histories, writes the report and the summary.</summary>
    /// <exception cref="Configuration.ProblemException">The run is not finished or its result cannot be read.</exception>
    public static Task WriteAsync(RunDirectory directory, CancellationToken cancellation) => throw new NotSupportedException();
}
