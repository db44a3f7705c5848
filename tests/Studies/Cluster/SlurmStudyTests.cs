using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Studies under a real Slurm, which <c>.ci/slurm</c> starts. Skipped elsewhere.</summary>
public sealed class SlurmStudyTests : IDisposable
{
    private static readonly string? s_slurm = Environment.GetEnvironmentVariable("MLPIPELINES_SLURM");

    private readonly StudyFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task StartAsync_Slurm_GivesTheLocalResultToTheLastDigit()
    {
        NeedsSlurm();
        string scratch = Path.Combine(_fixture.Folder, "scratch");
        StudyFixture.Recorded events = new();

        StudyOutcome local = await _fixture.StartAsync(_fixture.Penguins(), workers: 2);
        StudyOutcome slurm = await _fixture.StartAndCancelAsync(OnSlurm(_fixture.Penguins(), scratch), 2, events, TestContext.Current.CancellationToken);

        Assert.Equal(0, slurm.FailedTrials);
        Assert.Equal(StudyFixture.Numbers(local), StudyFixture.Numbers(slurm));
        Assert.Equal(Measured(local), Measured(slurm));
        Assert.Equal(5, events.Events.OfType<TrialFinished>().Count());
        Assert.Equal(8, events.Events.OfType<EpochFinished>().Count());
        Assert.Equal([4, 1], events.Events.OfType<JobSubmitted>().Select(job => job.Trials));
        Assert.True(Directory.Exists(Directory.EnumerateDirectories(scratch).Single()));
    }

    [Fact]
    public async Task StartAsync_NodeThatDiesInTheMiddle_IsRequeuedGoesOnFromItsCheckpointAndGivesTheLocalResult()
    {
        NeedsSlurm();
        StudyConfiguration study = _fixture.Penguins("training.epochs=1500", "repeats=2", "variants=null");
        RunDirectory? run = null;
        string? killed = null;
        StudyFixture.Recorded events = new(happened =>
        {
            run = happened is StudyPlanned planned ? new RunDirectory(planned.RunFolder) : run;
            if (killed is null && happened is EpochFinished { Trial.Repeat: 0 } && File.Exists(Path.Combine(run!.PartialTrial("baseline", "0"), "checkpoint.bin")))
            {
                killed = NodeOfTask(0, run.Root);
                KillNode(killed);
            }
        });

        StudyOutcome slurm = await _fixture.StartAndCancelAsync(OnSlurm(study, checkpointSeconds: 0.1), 2, events, TestContext.Current.CancellationToken);
        await StartNodeAsync(killed ?? throw new InvalidOperationException("no node was killed: the trial wrote no checkpoint"));
        StudyOutcome local = await _fixture.StartAsync(study, workers: 2);

        Assert.Equal(0, slurm.FailedTrials);
        TrialResult trial = slurm.Result.Variants[0].Trials[0];
        Assert.InRange(trial.ResumedSeconds, double.Epsilon, trial.TrainingSeconds);
        string note = Assert.Single(events.Events.OfType<TrialNoted>(), noted => noted.Trial.Repeat == 0 && noted.Trial.Kind == TrialKind.Measure).Note;
        Assert.Matches("^goes on from its checkpoint in epoch [0-9]+ at step [0-9]+; ", note);
        Assert.Equal(StudyFixture.Numbers(local), StudyFixture.Numbers(slurm));
    }

    [Fact]
    public async Task StartAsync_ProgramThatIsNotOnTheNodes_FailsEveryTrialWithItsNode()
    {
        NeedsSlurm();
        StudyConfiguration study = OnSlurm(_fixture.LogisticPenguins("repeats=1"));
        study = study with { Baseline = study.Baseline with { Execution = study.Baseline.Execution! with { Program = "/nowhere/mlpipelines" } } };

        StudyOutcome outcome = await _fixture.StartAndCancelAsync(study, 2, new StudyFixture.Recorded(), TestContext.Current.CancellationToken);

        Assert.Equal(2, outcome.FailedTrials);
        string failure = Assert.Single(outcome.Result.Variants[0].Trials).Failure!;
        Assert.Matches("on node n[12], task [0-9]+_0: the trial's process ended with exit code 127", failure);
        Assert.Contains("/nowhere/mlpipelines is not on node n", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResumeAsync_AfterCtrlC_FollowsTheJobsThatWentOnAndSubmitsNoneAgain()
    {
        NeedsSlurm();
        StudyConfiguration study = _fixture.LogisticPenguins("repeats=3");
        using CancellationTokenSource interrupt = new();
        string? folder = null;
        StudyFixture.Recorded events = new(happened =>
        {
            folder = happened is StudyPlanned planned ? planned.RunFolder : folder;
            if (happened is QueueSeen)
            {
                interrupt.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.StartAndCancelAsync(OnSlurm(study), 1, events, interrupt.Token));
        StudyFixture.Recorded resumed = new();
        StudyOutcome outcome = await StudyFixture.ResumeAsync(new RunDirectory(folder!), resumed);

        Assert.Empty(resumed.Events.OfType<JobSubmitted>());
        Assert.Equal(0, outcome.FailedTrials);
        Assert.Equal(StudyFixture.Numbers(await _fixture.StartAsync(study, workers: 1)), StudyFixture.Numbers(outcome));
    }

    [Fact]
    public async Task CancelAsync_Jobs_EndAndResumeSubmitsWhatIsMissing()
    {
        NeedsSlurm();
        StudyConfiguration study = _fixture.Penguins("training.epochs=2000", "repeats=1", "variants=null");
        RunDirectory? directory = null;
        StudyFixture.Recorded events = new(happened =>
        {
            directory = happened is StudyPlanned planned ? new RunDirectory(planned.RunFolder) : directory;
            if (happened is EpochFinished { Epoch.Epoch: 0 })
            {
                ClusterJobs.CancelAsync(directory!).GetAwaiter().GetResult();
            }
        });

        StudyOutcome outcome = await _fixture.StartAndCancelAsync(OnSlurm(study), 1, events, TestContext.Current.CancellationToken);

        Assert.Equal(2, outcome.FailedTrials);
        Assert.Contains("cancelled", outcome.Result.Variants[0].Trials[0].Failure!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task StartAsync_Search_GoesInRoundsAndChoosesAsLocally()
    {
        NeedsSlurm();
        StudyConfiguration study = _fixture.Penguins(
            "variants=null", "repeats=1", "search={\"strategy\":\"random\",\"trials\":4,\"parallel\":2,\"space\":{\"training.optimizer.learningRate\":{\"logUniform\":[0.001,0.1]}}}");
        StudyFixture.Recorded events = new();

        StudyOutcome slurm = await _fixture.StartAndCancelAsync(OnSlurm(study), 2, events, TestContext.Current.CancellationToken);
        StudyOutcome local = await _fixture.StartAsync(study, workers: 2);

        Assert.Equal([2, 2, 1, 1], events.Events.OfType<JobSubmitted>().Select(job => job.Trials));
        Assert.Equal(StudyFixture.Numbers(local), StudyFixture.Numbers(slurm));
    }

    private static void NeedsSlurm() => Assert.SkipWhen(s_slurm is null, "no Slurm: .ci/slurm starts one");

    private static StudyConfiguration OnSlurm(StudyConfiguration study, string? scratch = null, double? checkpointSeconds = null)
    {
        string[] extra = checkpointSeconds is { } seconds ? [FormattableString.Invariant($"--export=ALL,MLPIPELINES_CHECKPOINT_SECONDS={seconds}")] : [];
        return study with { Baseline = study.Baseline with { Execution = new ExecutionOptions { Executor = ExecutorKind.Slurm, Scratch = scratch, Extra = extra } } };
    }

    /// <summary>The result without what says when, where and how long.</summary>
    private static string Measured(StudyOutcome outcome)
    {
        JsonObject result = (JsonObject)JsonNode.Parse(File.ReadAllText(outcome.Directory.Result))!;
        result.Remove("provenance");
        void Strip(JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach (string name in (string[])["started", "seconds", "trainingSeconds", "peakMemoryBytes", "weightsFrom"])
                {
                    members.Remove(name);
                }

                members.ToList().ForEach(member => Strip(member.Value));
            }
            else if (node is JsonArray items)
            {
                items.ToList().ForEach(Strip);
            }
        }

        Strip(result);
        return result.ToJsonString();
    }

    /// <summary>The node that runs a task of a run.</summary>
    private static string NodeOfTask(int task, string run)
    {
        string environment = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Select(folder => Read(folder, "environ"))
            .First(variables => variables.Contains(FormattableString.Invariant($"SLURM_ARRAY_TASK_ID={task}\0"), StringComparison.Ordinal)
                && variables.Contains($"SLURM_SUBMIT_DIR={run}\0", StringComparison.Ordinal));
        return environment.Split('\0').Single(variable => variable.StartsWith("SLURMD_NODENAME=", StringComparison.Ordinal)).Split('=')[1];
    }

    /// <summary>The other tests have two nodes again.</summary>
    private static async Task StartNodeAsync(string node)
    {
        using Process start = Process.Start(Path.Combine(s_slurm!, "start-node"), [node]);
        await start.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// All of a node with -9: its daemon, the daemons of its steps, and what they run, in this order, so that none of them can tell the controller how the others ended.
    /// </summary>
    private static void KillNode(string node)
    {
        string[] running = [.. Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && Read(folder, "environ").Contains($"SLURMD_NODENAME={node}\0", StringComparison.Ordinal))
            .Select(folder => Path.GetFileName(folder)!)];
        string[] steps = [.. running.Select(Parent).Distinct().Where(parent => Read($"/proc/{parent}", "comm").StartsWith("slurmstepd", StringComparison.Ordinal))];
        foreach (string process in (string[])[File.ReadAllText(Path.Combine(s_slurm!, node + ".pid")).Trim(), .. steps, .. running])
        {
            Signal(process);
        }
    }

    private static string Parent(string process) =>
        Read($"/proc/{process}", "status").Split('\n').FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal))?["PPid:".Length..].Trim() ?? "";

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Signal(string process)
    {
        using Process kill = Process.Start("/bin/kill", ["-KILL", process]);
        kill.WaitForExit();
    }
}
