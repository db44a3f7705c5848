namespace MlPipelines.Reports;

/// <summary>The report's style sheet, embedded in the assembly so that a page needs nothing beside itself.</summary>
public static class ReportStyle
{
    /// <summary>The text of <c>report.css</c>.</summary>
    public static string Sheet { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
