using MlPipelines.Host;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class LineDisplayTests
{
    private static readonly StudyEvent[] WholeStudy =
    [
        new DataDecoding(StudySamples.Start, 0, 22_000),
        new DataDecoding(StudySamples.Start, 1_000, 22_000),
        new DataDecoding(StudySamples.Start, 11_000, 22_000),
        new DataReady(StudySamples.Start, new DatasetDescription
        {
            Kind = "idx",
            Fingerprint = "",
            Classes = ["a", "b"],
            Shape = new SampleShape(28, 28, 1, true),
            Counts = new Dictionary<string, IReadOnlyList<int>> { ["train"] = [6_000, 4_200], ["test"] = [5_000, 5_000] },
            Unreadable = [new UnreadableSample("a/1.png", "truncated")],
            Notes = ["The class \"c\" occurs in test only."],
        }),
        StudySamples.Planned(),
        StudySamples.Started(0, 0),
        new TrialSign(StudySamples.Start, StudySamples.Plan[0], "training", 1200),
        StudySamples.Epoch(0, 0, 2),
        StudySamples.Finished(0, 20),
        StudySamples.Started(1, 20),
        StudySamples.Failed(1, 30),
        new Concluding(StudySamples.Start),
    ];

    [Fact]
    public async Task Run_RedirectedOutput_PrintsALinePerStartAndFinish()
    {
        HostRun run = await RunAsync("normal", environment => environment);

        Assert.Equal(
            $"""
            decoding images: 0 of 22,000
            decoding images: 11,000 of 22,000
            data: train 10,200, test 10,000, 1 unreadable left out
            note: The class "c" occurs in test only.
            fashion: 4 trials, 2 side by side, in {Path.Combine("runs", "fashion", "20261123-150000")}
            baseline/0: started
            baseline/0: train 95.1%, test 88.9% in 20 s (1 of 4, about 40 s left)
            dropout/0: started
            dropout/0: failed: epoch 3, step 12: the loss is not a finite number
            computing the statistics
            The baseline is right on 95.1% of training and 88.9% of test rows: a gap of 6.2
            points [5.1, 7.3], above the noise floor of 1.1.

            variant   repeats  train   test  gap  [95%, points]  on test
            baseline        2  95.1%  88.9%  6.2  [5.1, 7.3]
            dropout         2  93.0%  88.9%  4.1  [3.0, 5.2]     inconclusive

            ! Two repeats tell little about the spread between seeds; a comparison needs at
              least six before it can be called.

            report: {Path.Combine("runs", "fashion", "20261123-150000", "report.html")}

            """,
            run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Run_Detailed_PrintsEveryEpochToo()
    {
        HostRun run = await RunAsync("detailed", environment => environment);

        Assert.Contains("\nbaseline/0: epoch 1/10, loss 0.3512, selection 87.2%\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Quiet_PrintsTheResultOnly()
    {
        HostRun run = await RunAsync("quiet", environment => environment);

        Assert.StartsWith("The baseline is right", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_QuietOnATerminal_DrawsNothing()
    {
        HostRun run = await RunAsync("quiet", environment => environment with { Interactive = true, Color = true });

        Assert.StartsWith("The baseline is right", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("m")]
    [InlineData("minimal")]
    public async Task Run_Minimal_PrintsThePlanAndWhatGoesWrong(string level)
    {
        HostRun run = await RunAsync(level, environment => environment);

        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("fashion: 4 trials", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("dropout/0: failed", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("The baseline is right", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Diagnostic_PrintsWhatTrialsDoAndOnErrorWhatItRunsOn()
    {
        HostRun run = await RunAsync("diag", environment => environment);

        Assert.Contains("baseline/0: training, batch 1,200\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("baseline/0: epoch 1/10", run.Output, StringComparison.Ordinal);
        Assert.Contains($"diagnostic: mlpipelines {ProgramVersion.Text}", run.Error, StringComparison.Ordinal);
        Assert.Contains("diagnostic: arguments: run -v diag\n", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"diagnostic: exit code \d after ", run.Error);
    }

    [Fact]
    public async Task Run_StalledTrial_IsToldUnlessQuiet()
    {
        StudyEvent[] events =
        [
            StudySamples.Planned(),
            StudySamples.Started(0, 0),
            new TrialStalled(StudySamples.Start, StudySamples.Plan[0], "training, batch 1200", TimeSpan.FromMinutes(10)),
            new TrialMoved(StudySamples.Start, StudySamples.Plan[0], "epoch 1 of 2", TimeSpan.FromMinutes(12)),
        ];
        HostRun normal = await RunAsync("normal", environment => environment, events);
        HostRun quiet = await RunAsync("quiet", environment => environment, events);

        Assert.Contains("baseline/0: stalled: no sign of progress for 10 min 00 s; its last one: training, batch 1200\n", normal.Output, StringComparison.Ordinal);
        Assert.Contains("baseline/0: goes on after 12 min 00 s: epoch 1 of 2\n", normal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("stalled", quiet.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_FromManyThreads_CountsEveryTrialOnce()
    {
        PlannedTrial[] plan = [.. Enumerable.Range(0, 400).Select(index => new PlannedTrial(index, "baseline", index, 0))];
        var operations = new FakeStudyOperations
        {
            Study = (events, _) =>
            {
                events.Report(new StudyPlanned(StudySamples.Start, StudySamples.RunFolder, "fashion", plan, 0, 8));
                Parallel.ForEach(plan, trial =>
                {
                    events.Report(new TrialStarted(StudySamples.Start, trial));
                    events.Report(new TrialFinished(StudySamples.Start, trial, 0.9, 0.8, 1));
                });
                return Task.FromResult(StudySamples.Outcome());
            },
        };

        HostRun run = await HostRun.OfAsync("run", operations);

        string[] lines = run.Output.Split('\n');
        Assert.Equal(400, lines.Count(line => line.EndsWith(": started", StringComparison.Ordinal)));
        Assert.All(Enumerable.Range(1, 400), over => Assert.Single(lines, line => line.Contains($"({over} of 400", StringComparison.Ordinal)));
    }

    private static Task<HostRun> RunAsync(string verbosity, Func<HostEnvironment, HostEnvironment> adapt, StudyEvent[]? told = null) => HostRun.OfAsync(
        ["run", "-v", verbosity],
        new FakeStudyOperations
        {
            Study = (events, _) =>
            {
                Array.ForEach(told ?? WholeStudy, events.Report);
                return Task.FromResult(StudySamples.Outcome());
            },
        },
        environment => adapt(environment) with { Time = new StoppedClock(StudySamples.Start.AddSeconds(20)) });
}
