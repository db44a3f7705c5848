using System.Text.Json;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>The state of one run for all who watch it: read at most once per interval, however many they are.</summary>
internal sealed class LiveFeed(RunList runs, string id, ServeOptions options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private LiveRunReader? _reader;
    private LiveRun? _run;
    private long _readAt;

    /// <summary>The state, not older than the interval; null when the run is gone.</summary>
    public async Task<LiveRun?> ReadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_run is null || options.Time.GetElapsedTime(_readAt) >= options.Interval)
            {
                _run = Read();
                _readAt = options.Time.GetTimestamp();
            }

            return _run;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What a page that is open needs of a state, in one line.</summary>
    public async Task<string> EventAsync(LiveRun run) => JsonSerializer.Serialize(new
    {
        title = LiveWords.Title(run),
        status = LiveWords.Status(run),
        over = LiveWords.IsOver(run),
        part = await PageRendering.LivePartAsync(run, options.Time.GetUtcNow()).ConfigureAwait(false),
    });

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private LiveRun? Read()
    {
        if (runs.Find(id) is not { State: not (RunState.Broken or RunState.Foreign) } entry || LinksOut.Find(runs.OutputFolder, entry.Folder) is not null)
        {
            return null;
        }

        _reader ??= new LiveRunReader(new RunDirectory(entry.Folder));
        return _reader.Read(entry);
    }
}
