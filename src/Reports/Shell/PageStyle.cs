namespace MlPipelines.Reports;

/// <summary>The style sheet of the pages beside the report: the report's own, and what lists, live pages and comparisons add.</summary>
public static class PageStyle
{
    /// <summary>Both sheets in one text.</summary>
    public static string Sheet { get; } = ReportStyle.Sheet + "\n" + Read();

    private static string Read()
    {
        using var stream = typeof(PageStyle).Assembly.GetManifestResourceStream("pages.css")
            ?? throw new InvalidOperationException("The style sheet is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
