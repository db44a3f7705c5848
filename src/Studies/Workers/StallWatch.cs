using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Notices trials that give no sign of progress for long, tells it once for every such time that passes, and tells when they go on. It ends nothing: a step may take that long, and whoever looks on
/// knows better.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    /// <summary>How often it looks, as a part of the limit.</summary>
    private const int LooksPerLimit = 20;

    private readonly RunDirectory _directory;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly IProgress<StudyEvent> _events;
    private readonly Dictionary<int, Watched> _trials = [];
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private bool _hasFile;

    /// <summary>Starts to watch.</summary>
    /// <param name="directory">The run directory, whose <c>stalled.json</c> the live page reads.</param>
    /// <param name="limit">The silence that is told.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="events">Receives what is noticed.</param>
    public StallWatch(RunDirectory directory, TimeSpan limit, TimeProvider clock, IProgress<StudyEvent> events)
    {
        (_directory, _limit, _clock, _events) = (directory, limit, clock, events);
        _hasFile = File.Exists(directory.Stalled);
        WriteFile();
        _timer = clock.CreateTimer(_ => Look(), null, limit / LooksPerLimit, limit / LooksPerLimit);
    }

    /// <summary>A trial starts.</summary>
    public void Begin(PlannedTrial trial)
    {
        lock (_gate)
        {
            _trials[trial.Index] = new Watched(trial, "starting its process", _clock.GetUtcNow(), 0);
        }
    }

    /// <summary>A trial gave a sign.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="what">What it did last, in words.</param>
    public void Sign(PlannedTrial trial, string what)
    {
        lock (_gate)
        {
            Watched before = _trials[trial.Index];
            DateTimeOffset now = _clock.GetUtcNow();
            _trials[trial.Index] = new Watched(trial, what, now, 0);
            if (before.Told > 0)
            {
                _events.Report(new TrialMoved(now, trial, what, now - before.Since));
                WriteFile();
            }
        }
    }

    /// <summary>A trial ended.</summary>
    public void End(PlannedTrial trial)
    {
        lock (_gate)
        {
            if (_trials.Remove(trial.Index, out Watched? watched) && watched.Told > 0)
            {
                WriteFile();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            foreach (Watched watched in _trials.Values.Where(watched => now - watched.Since >= _limit * (watched.Told + 1)).ToList())
            {
                _trials[watched.Trial.Index] = watched with { Told = (int)((now - watched.Since) / _limit) };
                _events.Report(new TrialStalled(now, watched.Trial, watched.What, now - watched.Since));
                StudyTelemetry.Stalled(watched.Trial);
                WriteFile();
            }
        }
    }

    /// <summary>A disk that is full now is told by whoever has something to lose; a timer's thread must not throw.</summary>
    private void WriteFile()
    {
        StalledTrial[] stalled = [.. _trials.Values.Where(watched => watched.Told > 0)
            .Select(watched => new StalledTrial(watched.Trial.Variant, watched.Trial.Name, watched.Since, watched.What))];
        try
        {
            if (stalled.Length > 0)
            {
                StudyJson.Write(_directory.Stalled, new StalledTrials { Trials = stalled });
            }
            else if (_hasFile)
            {
                File.Delete(_directory.Stalled);
            }

            _hasFile = stalled.Length > 0;
        }
        catch (Exception exception) when (exception is ProblemException or IOException or UnauthorizedAccessException)
        {
            _hasFile = true;
        }
    }

    private sealed record Watched(PlannedTrial Trial, string What, DateTimeOffset Since, int Told);
}

/// <summary><c>stalled.json</c>: the running trials that have given no sign of progress for long.</summary>
internal sealed record StalledTrials
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/stalled/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The trials.</summary>
    public required IReadOnlyList<StalledTrial> Trials { get; init; }

    /// <summary>Reads the file of a run; none where there is no file.</summary>
    /// <exception cref="ProblemException">The file is damaged or cannot be read.</exception>
    public static IReadOnlyList<StalledTrial> Read(RunDirectory directory) => File.Exists(directory.Stalled)
        ? StudyJson.Read<StalledTrials>(directory.Stalled, stalled => stalled.Schema, CurrentSchema).Trials
        : [];
}

/// <summary>A trial that gives no sign of progress.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Name">The name of its folder.</param>
/// <param name="Since">When it gave its last sign, UTC.</param>
/// <param name="Last">What that was, in words.</param>
internal sealed record StalledTrial(string Variant, string Name, DateTimeOffset Since, string Last);
