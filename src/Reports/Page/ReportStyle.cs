namespace MlPipelines.Reports;

/// <summary>The report's style sheet, embedded in the assembly so that a page needs nothing beside itself.</summary>
public static class ReportStyle
{
    /// <summary>The text of <c>report.css</c>.</summary>
    public static string Sheet { get; } = Read("report.css");

    /// <summary>What the page of a probe adds to it.</summary>
    public static string ProbeSheet { get; } = Read("probe.css");

    private static string Read(string name)
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The style sheet is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
