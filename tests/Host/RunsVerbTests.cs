using MlPipelines.Evaluation;
using MlPipelines.Host;
using MlPipelines.Reports;
using MlPipelines.Tests.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Host;

public class RunsVerbTests
{
    private static readonly DateTimeOffset s_when = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly SyntheticStudy s_study = new() { Repeats = 8, Classes = 4, Variants = [new("baseline", 0.99, 0.88, 0.80)] };

    [Fact]
    public async Task Runs_EveryState_FitsEightyColumnsAndSaysWhatThereIs()
    {
        RunOutcome outcome = RunOutcome.Of(s_study.Conclude());
        FakeStudyOperations operations = new()
        {
            Runs = _ =>
            [
                Entry("fashion/2026-11-23T10-00-00Z", RunState.Finished) with { Scenario = "fashion", Trials = 8, Ended = 8, Outcome = outcome },
                Entry("fashion/2026-11-22T10-00-00Z", RunState.Running) with { Scenario = "fashion", Trials = 8, Ended = 3 },
                Entry("fashion/it's", RunState.Interrupted) with { Scenario = "fashion", Trials = 8, Ended = 1 },
                Entry($"{new string('x', 90)}/1", RunState.Failed) with { Scenario = "x", Trials = 2, Ended = 2, Outcome = outcome with { Failed = 2 } },
                Entry("broken/1", RunState.Broken) with { Reason = "result.json: expected JSON of the format mlpipelines/result/1, received \"the end of the file\u001b[31m\"." },
                Entry("notes", RunState.Foreign) with { Reason = "no run" },
            ],
        };

        HostRun run = await HostRun.OfAsync("runs --output out", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "out"), operations.ListedFolder);
        string[] lines = run.Output.Split('\n');
        Assert.Equal("out: 1 running, 1 finished, 1 interrupted, 1 failed, 1 broken, 1 folder that is", lines[0]);
        Assert.Contains($"{"fashion/2026-11-23T10-00-00Z",-70}  finished", lines);
        Assert.Contains("    2026-11-23 10:00 UTC, fashion, 8 of 8 trials", lines);
        Assert.Contains($"    test {Percent(outcome.Test!.Mean)}% [{Percent(outcome.Test.Interval!.Lower)}, {Percent(outcome.Test.Interval.Upper)}]; {RunWords.Verdict(outcome)}", lines);
        Assert.Contains("    go on with: mlpipelines resume 'fashion/it'\\''s'", lines);
        Assert.Contains("    2026-11-23 10:00 UTC, x, 2 of 2 trials, 2 failed", lines);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(lines.Where(line => !line.Contains(new string('x', 90), StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Runs_EmptyFolder_SaysHowToStart() =>
        Assert.Equal("no runs in runs; start one with: mlpipelines run\n", (await HostRun.OfAsync("runs")).Output);

    [Fact]
    public async Task Compare_TwoRuns_FitsEightyColumnsAndNamesThePage()
    {
        FakeStudyOperations operations = new() { Comparison = runs => Compare(runs, seed: 1) };

        HostRun run = await HostRun.OfAsync("compare fashion mine --runs out --output page.html", operations);

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(Path.Combine(HostRun.CurrentFolder, "page.html"), operations.ComparisonFile);
        string[] lines = run.Output.Split('\n');
        Assert.Equal("A  fashion (reference)", lines[0]);
        Assert.Equal("B  mine", lines[1]);
        Assert.StartsWith("run  repeats", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("better", lines[5], StringComparison.Ordinal);
        Assert.Contains("B is better than A: test accuracy +", run.Output, StringComparison.Ordinal);
        Assert.Contains("from right to wrong", run.Output, StringComparison.Ordinal);
        Assert.Contains("  training.epochs: A 3 | B 4", lines);
        Assert.Equal("comparison: page.html", lines[^2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Compare_UnpairedAndOtherData_SaysSoInsteadOfNumbers()
    {
        string unpaired = (await HostRun.OfAsync("compare fashion mine", new FakeStudyOperations { Comparison = runs => Compare(runs, seed: 2) })).Output;
        Assert.Contains("unpaired", unpaired, StringComparison.Ordinal);
        Assert.Contains("  - The seeds differ: 1 in A, 2 in B", unpaired, StringComparison.Ordinal);

        string other = (await HostRun.OfAsync("compare fashion mine", new FakeStudyOperations { Comparison = runs => Compare(runs, seed: 1, fingerprint: "ff") })).Output;
        Assert.Matches(@"\nB +8 +- +other data\n", other);
        Assert.Contains("B was measured on other data than A.", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare fashion", "Name 2 to 8 runs; 1 was named.")]
    [InlineData("compare a b c d e f g h i", "Name 2 to 8 runs; 9 were named.")]
    [InlineData("serve --port 70000", "--port: expected a whole number from 0 to 65535, received '70000'.")]
    [InlineData("serve --port x", "--port: expected a whole number from 0 to 65535, received 'x'.")]
    [InlineData("serve --host example.com", "--host: expected an IP address such as 127.0.0.1 or 0.0.0.0, or localhost,")]
    public async Task Verb_WrongArguments_AreNamed(string commandLine, string message)
    {
        HostRun run = await HostRun.OfAsync(commandLine);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(message, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_Interrupted_EndsAsOtherVerbsDo()
    {
        using CancellationTokenSource interruption = new();
        interruption.CancelAfter(0);
        FakeStudyOperations operations = new();

        HostRun run = await HostRun.OfAsync("serve --output out --port 0", operations, interruption);

        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Equal((Path.Combine(HostRun.CurrentFolder, "out"), 0, true), (operations.Served!.OutputFolder, operations.Served.Port, operations.Served.IsLocal));
        Assert.Equal("serving out at http://127.0.0.1:0/ (read only; Ctrl-C ends it)\n", run.Output);
        Assert.Contains("out does not exist yet", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("password", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ToOthers_WarnsLoudly()
    {
        using CancellationTokenSource interruption = new();
        interruption.CancelAfter(0);

        HostRun run = await HostRun.OfAsync("serve --host 0.0.0.0", new FakeStudyOperations(), interruption);

        Assert.StartsWith("! --host 0.0.0.0: everybody who can reach this machine over the network", run.Error, StringComparison.Ordinal);
        Assert.Contains("There is no password.", string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static RunEntry Entry(string id, RunState state) => new() { Id = id, Folder = "/runs/" + id, State = state, When = s_when };

    private static RunComparison Compare(IReadOnlyList<(string Id, RunDirectory Directory)> runs, int seed, string? fingerprint = null)
    {
        ComparedRun a = PlantedRuns.Of("A", s_study, result: result => PlantedRuns.With(result, """{ "training": { "epochs": 3 } }"""));
        ComparedRun b = PlantedRuns.Of(
            "B",
            s_study with { Variants = [new("baseline", 0.99, 0.88, 0.87)] },
            options => options with { Seed = seed },
            result => PlantedRuns.With(result, """{ "training": { "epochs": 4 } }""") with { Dataset = fingerprint is null ? result.Dataset : result.Dataset with { Fingerprint = fingerprint } });
        return RunComparisonConclusion.Of([a with { Id = runs[0].Id }, b with { Id = runs[1].Id }], TestContext.Current.CancellationToken);
    }
}
