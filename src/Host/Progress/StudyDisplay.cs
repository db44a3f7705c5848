using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Shows how a study goes. Events may arrive on any thread.</summary>
internal abstract class StudyDisplay : IProgress<StudyEvent>
{
    private readonly Lock _lock = new();
    private readonly StudyProgress _progress = new();

    /// <summary>The run's folder, once planned.</summary>
    public string? RunFolder => Read(progress => progress.RunFolder);

    /// <summary>A live display on a terminal, lines elsewhere, nothing when quiet.</summary>
    public static StudyDisplay Create(HostEnvironment environment) =>
        environment.Interactive && environment.Verbosity != Verbosity.Quiet
            ? new LiveDisplay(environment)
            : new LineDisplay(environment);

    /// <summary>Takes an event.</summary>
    public void Report(StudyEvent value)
    {
        lock (_lock)
        {
            _progress.Apply(value);
            Shown(value, _progress);
        }
    }

    /// <summary>Shows progress while <paramref name="work"/> goes on.</summary>
    public abstract Task<T> ShowAsync<T>(Func<Task<T>> work);

    /// <summary>Says that the study was asked to stop. Called on any thread.</summary>
    public abstract void Stopping();

    /// <summary>Reacts to an event that was applied; one call at a time.</summary>
    protected abstract void Shown(StudyEvent happened, StudyProgress progress);

    /// <summary>Reads the progress between two events.</summary>
    protected T Read<T>(Func<StudyProgress, T> reader)
    {
        lock (_lock)
        {
            return reader(_progress);
        }
    }
}
