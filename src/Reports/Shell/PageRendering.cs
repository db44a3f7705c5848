using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The pages beside the report as self-contained HTML texts.</summary>
public static class PageRendering
{
    /// <summary>The list of runs.</summary>
    /// <param name="folder">The folder of runs, as a reader knows it.</param>
    /// <param name="entries">What there is, newest first.</param>
    /// <param name="now">The moment of the list.</param>
    public static Task<string> ListAsync(string folder, IReadOnlyList<RunEntry> entries, DateTimeOffset now) => PageRenderer.RenderAsync<RunListPage>(
        new Dictionary<string, object?> { [nameof(RunListPage.Folder)] = folder, [nameof(RunListPage.Entries)] = entries, [nameof(RunListPage.Now)] = now });

    /// <summary>A run while it runs.</summary>
    public static Task<string> LiveAsync(LiveRun run, DateTimeOffset now) => PageRenderer.RenderAsync<LivePage>(
        new Dictionary<string, object?> { [nameof(LivePage.Run)] = run, [nameof(LivePage.Now)] = now });

    /// <summary>The part of the live page that changes, for a page that is open.</summary>
    public static Task<string> LivePartAsync(LiveRun run, DateTimeOffset now) => PageRenderer.RenderAsync<LivePart>(
        new Dictionary<string, object?> { [nameof(LivePart.Run)] = run, [nameof(LivePart.Now)] = now });

    /// <summary>Several runs side by side.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="pictures">Pictures of test samples.</param>
    /// <param name="isServed">Whether the page is served beside the others, so that it can lead to them.</param>
    public static Task<string> ComparisonAsync(RunComparison comparison, SamplePictures pictures, bool isServed) => PageRenderer.RenderAsync<ComparisonPage>(
        new Dictionary<string, object?>
        {
            [nameof(ComparisonPage.Comparison)] = comparison,
            [nameof(ComparisonPage.Pictures)] = pictures,
            [nameof(ComparisonPage.IsServed)] = isServed,
        });

    /// <summary>What a page says that cannot be shown.</summary>
    public static Task<string> ProblemAsync(string headline, IReadOnlyList<string> sentences) => PageRenderer.RenderAsync<ProblemPage>(
        new Dictionary<string, object?> { [nameof(ProblemPage.Headline)] = headline, [nameof(ProblemPage.Sentences)] = sentences });
}
