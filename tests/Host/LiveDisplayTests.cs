using System.Globalization;
using MlPipelines.Host;
using MlPipelines.Studies;
using Spectre.Console;
using Xunit;

namespace MlPipelines.Tests.Host;

public class LiveDisplayTests
{
    private static readonly StudyEvent[] HalfAStudy =
    [
        StudySamples.Planned(),
        StudySamples.Started(0, 0),
        StudySamples.Started(1, 0),
        StudySamples.Finished(0, 20),
        StudySamples.Epoch(1, 3, 20),
        StudySamples.Started(2, 20),
    ];

    [Fact]
    public void Render_HalfAStudy_ShowsTrialsTimeLeftAndMeans()
    {
        // dropout takes 50 s at its pace (4 of 10 epochs in 20 s), baseline 20 s: the free worker starts the last dropout after 20 s and is done after 70 s.
        Assert.Equal(
            """
            fashion: 1 of 4 trials, about 1 min 10 s left
            ━━━━━━━━━━━━━━──────────────────────────   35%
              dropout/0                 epoch  4/10  loss 0.3512  selection 87.2%
              baseline/1                starting, 0 s
              baseline                  1 finished  train 95.1%  test 88.9%
            """,
            Drawn(80, 24, HalfAStudy));
    }

    [Fact]
    public void Render_Decoding_ShowsABar()
    {
        Assert.Equal(
            """
            decoding images: 5,500 of 22,000
            ━━━━━━━━━━──────────────────────────────   25%
            """,
            Drawn(80, 24, new DataDecoding(StudySamples.Start, 5_500, 22_000)));
    }

    [Fact]
    public void Render_FailedTrial_CountsInItsVariant() =>
        Assert.EndsWith("  dropout                   0 finished  1 failed", Drawn(80, 24, [.. HalfAStudy, StudySamples.Failed(1, 20)]), StringComparison.Ordinal);

    [Fact]
    public void Render_Concluding_SaysSo() =>
        Assert.StartsWith("fashion: computing the statistics\n", Drawn(80, 24, [.. HalfAStudy, new Concluding(StudySamples.Start)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(20, 5)]
    public void Render_LongNamesAndManyVariants_FitTheTerminal(int columns, int rows)
    {
        PlannedTrial[] plan =
            [.. Enumerable.Range(0, 30).Select(index => new PlannedTrial(index, string.Create(CultureInfo.InvariantCulture, $"a-variant-with-a-very-long-name-{index}"), 0, 0))];
        IEnumerable<StudyEvent> events = plan.SelectMany(trial => (StudyEvent[])
            [new TrialStarted(StudySamples.Start, trial), new TrialFinished(StudySamples.Start.AddSeconds(9), trial, 1, 1, 9)]);

        string[] lines = Drawn(columns, rows, [new StudyPlanned(StudySamples.Start, StudySamples.RunFolder, "fashion", plan, 0, 2), .. events]).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns - 1));
        Assert.InRange(lines.Length, 3, rows - 1);
    }

    [Fact]
    public async Task Run_OnATerminal_DrawsClearsAndShowsTheCursorAgain()
    {
        HostRun run = await RunAsync(color: true);

        Assert.Contains("\u001b[?25l", run.Output, StringComparison.Ordinal);
        Assert.True(run.Output.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > run.Output.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
        Assert.Contains("dropout/0: failed: epoch 3, step 12: the loss is not a finite number", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\u001b\[([0-9]+;)*[349][0-9]", run.Output);
        Assert.Contains("\u001b[1m", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"report: {Path.Combine("runs", "fashion", "20261123-150000", "report.html")}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnATerminalWithoutColor_MovesTheCursorButPaintsNothing()
    {
        HostRun run = await RunAsync(color: false);

        Assert.Contains("\u001b[?25l", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\u001b\[([0-9]+;)*[349][0-9]", run.Output);
    }

    private static Task<HostRun> RunAsync(bool color) => HostRun.OfAsync(
        ["run"],
        new FakeStudyOperations
        {
            Study = async (events, _) =>
            {
                await Task.Yield();
                Array.ForEach([.. HalfAStudy, StudySamples.Failed(1, 20)], events.Report);
                return StudySamples.Outcome();
            },
        },
        environment => environment with { Interactive = true, Color = color, Time = new StoppedClock(StudySamples.Start.AddSeconds(20)) });

    /// <summary>One picture as text, with the colours left out.</summary>
    private static string Drawn(int columns, int rows, params StudyEvent[] events)
    {
        var progress = new StudyProgress();
        Array.ForEach(events, progress.Apply);
        using var output = new StringWriter();
        var environment = new HostEnvironment
        {
            CurrentFolder = HostRun.CurrentFolder,
            Output = output,
            Error = output,
            Size = () => (columns, rows),
        };
        environment.CreateConsole().Write(new LiveView(columns, rows - 1, unicode: true).Render(progress, StudySamples.Start.AddSeconds(20), stopping: false));
        return string.Join('\n', output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }
}
