using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>Progress as lines of text, for files, pipes and logs of a build.</summary>
internal sealed class LineDisplay(HostEnvironment environment) : StudyDisplay
{
    private readonly ProgressLines _lines = new(environment);

    /// <inheritdoc/>
    public override Task<T> ShowAsync<T>(Func<Task<T>> work) => work();

    /// <inheritdoc/>
    public override void Stopping() => environment.Error.WriteLine("stopping; finished trials are kept");

    /// <inheritdoc/>
    protected override void Shown(StudyEvent happened, StudyProgress progress)
    {
        foreach (string line in _lines.Of(happened, progress))
        {
            environment.Output.WriteLine(line);
        }

        environment.Output.Flush();
    }
}
