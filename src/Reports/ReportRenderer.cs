namespace MlPipelines.Reports;

/// <summary>A report as one self-contained HTML page. The same report gives the same text, in every culture and on every machine.</summary>
public static class ReportRenderer
{
    /// <summary>Renders the page.</summary>
    public static Task<string> RenderAsync(StudyReport report) =>
        PageRenderer.RenderAsync<ReportPage>(new Dictionary<string, object?> { [nameof(ReportPage.Report)] = report });
}
