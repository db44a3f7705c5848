using MlPipelines.Studies;
using Spectre.Console;

namespace MlPipelines.Host;

/// <summary>Progress on a terminal: a few lines that are drawn again several times a second and vanish at the end.</summary>
internal sealed class LiveDisplay(HostEnvironment environment) : StudyDisplay
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(150);

    private readonly IAnsiConsole _console = environment.CreateConsole();
    private readonly ProgressLines _lines = new(environment);
    private readonly List<string> _written = [];
    private volatile bool _stopping;

    /// <inheritdoc/>
    public override Task<T> ShowAsync<T>(Func<Task<T>> work) => _console
        .Live(Render())
        .AutoClear(true)
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(async context =>
        {
            Task<T> running = work();
            while (!running.IsCompleted)
            {
                Draw(context);
                await Task.WhenAny(running, Task.Delay(RefreshInterval, environment.Time)).ConfigureAwait(false);
            }

            Draw(context);
            return await running.ConfigureAwait(false);
        });

    /// <inheritdoc/>
    public override void Stopping() => _stopping = true;

    /// <summary>What the terminal shows now.</summary>
    internal Rows Render()
    {
        (int columns, int rows) = environment.Size();
        var view = new LiveView(columns, rows - 1, _console.Profile.Capabilities.Unicode);
        return Read(progress => view.Render(progress, environment.Time.GetUtcNow(), _stopping));
    }

    /// <inheritdoc/>
    protected override void Shown(StudyEvent happened, StudyProgress progress)
    {
        // What went wrong stays on the screen; epochs do where they were asked for.
        if (environment.Verbosity >= Verbosity.Detailed || happened is TrialFailed or TrialStalled or TrialMoved)
        {
            _written.AddRange(_lines.Of(happened, progress));
        }
    }

    private void Draw(LiveDisplayContext context)
    {
        string[] lines = Read(_ =>
        {
            string[] waiting = [.. _written];
            _written.Clear();
            return waiting;
        });
        int columns = environment.Size().Columns - 1;
        foreach (string line in lines.SelectMany(line => TextLayout.Wrap(line, columns)))
        {
            // The line takes the place of one that was drawn, and must cover all of it.
            _console.WriteLine(line.PadRight(columns));
        }

        context.UpdateTarget(Render());
    }
}
