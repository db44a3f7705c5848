using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>
/// The pages over a folder of runs. A request names a run by its id, which is looked up among the runs that there are; no path is ever made of what a request says.
/// </summary>
internal sealed class ServedPages(ServeOptions options, CancellationToken stopping) : IDisposable
{
    private const int KeptPages = 8;

    private readonly RunList _runs = new(options.OutputFolder);
    private readonly ConcurrentDictionary<string, LiveFeed> _feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _rendered = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The list of runs.</summary>
    public async Task ListAsync(HttpContext context) => await PageAnswer.PageAsync(
        context,
        StatusCodes.Status200OK,
        await PageRendering.ListAsync(options.ShownFolder, _runs.Read(), options.Time.GetUtcNow()).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>A run's report; its live page as long as there is none.</summary>
    public async Task ReportAsync(HttpContext context)
    {
        RunEntry entry = Named(IdOf(context));
        if (entry.Outcome is null)
        {
            context.Response.Redirect(PageAddress.Live(entry.Id));
            return;
        }

        RunDirectory directory = new(entry.Folder);
        string page = await RenderedAsync(
            Stamp("report", [entry]), () => ReportWriter.RenderAsync(directory, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        await PageAnswer.PageAsync(context, StatusCodes.Status200OK, page).ConfigureAwait(false);
    }

    /// <summary>How far a run is.</summary>
    public async Task LiveAsync(HttpContext context)
    {
        RunEntry entry = Named(IdOf(context));
        LiveRun run = await Feed(entry.Id).ReadAsync(context.RequestAborted).ConfigureAwait(false) ?? throw Unknown(entry.Id);
        await PageAnswer.PageAsync(
            context, StatusCodes.Status200OK, await PageRendering.LiveAsync(run, options.Time.GetUtcNow()).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The same as server-sent events: a state whenever something changed, and a comment now and then, so that a connection that is dead is noticed.</summary>
    public async Task EventsAsync(HttpContext context)
    {
        string id = Named(IdOf(context)).Id;
        context.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await SendAsync(context.Response, Feed(id), over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The reader went away, or the server stops.
        }
    }

    /// <summary>Chosen runs side by side, the oldest being the reference.</summary>
    public async Task CompareAsync(HttpContext context)
    {
        string[] ids = [.. context.Request.Query["run"].OfType<string>().Distinct(StringComparer.Ordinal)];
        if (ids.Length is < 2 or > ComparedRuns.Most)
        {
            await PageAnswer.ProblemAsync(
                context,
                StatusCodes.Status400BadRequest,
                $"Choose 2 to {ComparedRuns.Most} runs",
                [FormattableString.Invariant($"{ids.Length} {(ids.Length == 1 ? "was" : "were")} chosen. Go back to the list and tick the runs to compare.")]).ConfigureAwait(false);
            return;
        }

        RunEntry[] entries = [.. ids.Select(Named).OrderBy(entry => entry.When)];
        string page = await RenderedAsync(Stamp("compare", entries), () => CompareAsync(entries, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        await PageAnswer.PageAsync(context, StatusCodes.Status200OK, page).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _oneAtATime.Dispose();
        foreach (LiveFeed feed in _feeds.Values)
        {
            feed.Dispose();
        }
    }

    private async Task SendAsync(HttpResponse response, LiveFeed feed, CancellationToken cancellation)
    {
        const int QuietLooks = 15;
        using PeriodicTimer timer = new(options.Interval, options.Time);
        LiveRun? sent = null;
        int quiet = 0;
        do
        {
            LiveRun? run = await feed.ReadAsync(cancellation).ConfigureAwait(false);
            if (run is null)
            {
                return;
            }

            if (sent is null || LiveChange.IsSeen(sent, run))
            {
                await WriteAsync($"event: state\ndata: {await feed.EventAsync(run).ConfigureAwait(false)}\n\n").ConfigureAwait(false);
                (sent, quiet) = (run, 0);
                if (LiveWords.IsOver(run))
                {
                    return;
                }
            }
            else if (++quiet % QuietLooks == 0)
            {
                await WriteAsync(": nothing new\n\n").ConfigureAwait(false);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));

        async Task WriteAsync(string text)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<string> CompareAsync(RunEntry[] entries, CancellationToken cancellation)
    {
        IReadOnlyList<ComparedRun> runs = ComparedRuns.Read([.. entries.Select(entry => (entry.Id, new RunDirectory(entry.Folder)))], cancellation);
        RunComparison comparison = RunComparisonConclusion.Of(runs, cancellation);
        return await PageRendering.ComparisonAsync(comparison, SamplePictures.Of(comparison, new Dictionary<int, byte[]>(), null), isServed: true).ConfigureAwait(false);
    }

    /// <summary>Pages that take a second are rendered one at a time, and kept until a result changes.</summary>
    private async Task<string> RenderedAsync(string stamp, Func<Task<string>> render, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_rendered.TryGetValue(stamp, out string? page))
            {
                if (_rendered.Count >= KeptPages)
                {
                    _rendered.Clear();
                }

                page = _rendered[stamp] = await render().ConfigureAwait(false);
            }

            return page;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static string Stamp(string kind, IReadOnlyList<RunEntry> entries) => $"{kind} " + string.Join(
        '|', entries.Select(entry => FormattableString.Invariant($"{entry.Id} {File.GetLastWriteTimeUtc(new RunDirectory(entry.Folder).Result).Ticks}")));

    private LiveFeed Feed(string id) => _feeds.GetOrAdd(id, key => new LiveFeed(_runs, key, options));

    private static string IdOf(HttpContext context) => context.Request.RouteValues["id"] as string ?? "";

    /// <summary>The run of an id. One that holds links out of the folder is not read.</summary>
    private RunEntry Named(string id)
    {
        RunEntry entry = _runs.Find(id) ?? throw Unknown(id);
        if (entry.State is RunState.Broken or RunState.Foreign)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(entry.Id, "a run", entry.Reason ?? "a folder that is none"));
        }

        return LinksOut.Find(options.OutputFolder, entry.Folder) is not { } link ? entry : throw new ProblemException(ProblemStage.Data, new Problem(
            entry.Id, "a run whose files lie in the folder of runs", $"{link}, a link that leads out of it", "Copy what it points at into the run."));
    }

    private static UnknownRunException Unknown(string id) => new(id);
}
