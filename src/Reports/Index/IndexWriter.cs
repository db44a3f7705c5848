using System.Text;
using MlPipelines.Configuration;

namespace MlPipelines.Reports;

/// <summary>Writes the page that leads to the reports of several scenarios: <c>index.html</c> and <c>index.md</c>.</summary>
public static class IndexWriter
{
    /// <summary>The page's file name.</summary>
    public const string PageName = "index.html";

    /// <summary>The file name of the same in Markdown.</summary>
    public const string SummaryName = "index.md";

    /// <summary>Writes both files into a folder.</summary>
    /// <exception cref="ProblemException">A file cannot be written.</exception>
    public static async Task WriteAsync(string folder, IReadOnlyList<IndexEntry> entries)
    {
        var page = await RenderAsync(entries);
        Write(Path.Combine(folder, PageName), page);
        Write(Path.Combine(folder, SummaryName), IndexSummary.Render(entries));
    }

    /// <summary>The page as one self-contained HTML text.</summary>
    public static Task<string> RenderAsync(IReadOnlyList<IndexEntry> entries) =>
        PageRenderer.RenderAsync<IndexPage>(new Dictionary<string, object?> { [nameof(IndexPage.Entries)] = entries });

    private static void Write(string path, string text) => Storage.WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
