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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ResumeAsync_AfterCtrlC_FollowsTheJobsThatWentOnAndSubmitsNoneAgain(bool isNumberLost)
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
        RunDirectory run = new(folder!);
        ClusterRun left = ClusterRun.Read(run);
        if (isNumberLost)
        {
            // As if this process had been killed before it could write down what sbatch answered.
            ClusterJob first = left.Jobs[0];
            new ClusterRun { Jobs = [.. left.Jobs.Skip(1)], Submitting = new(SlurmScript.JobName(study.Scenario, run, 0), first.Offset, first.Trials, first.Submitted) }.Write(run);
        }

        StudyFixture.Recorded resumed = new();
        StudyOutcome outcome = await StudyFixture.ResumeAsync(run, resumed);

        Assert.Equal(left.Jobs.Select(job => job.Id).Order(), ClusterRun.Read(run).Jobs.Select(job => job.Id).Order());
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

    [Fact]
    public async Task StartAsync_ScratchDiskThatIsFull_IsToldWithItsNodeAndResumeGoesOnWhenThereIsRoom()
    {
        using SmallDisk disk = new("small-scratch");
        StudyConfiguration study = Photos();
        disk.Fill(leave: 8192);

        StudyOutcome full = await _fixture.StartAndCancelAsync(OnSlurm(study, disk.Folder), 2, new StudyFixture.Recorded(), TestContext.Current.CancellationToken);
        disk.MakeRoom();
        StudyOutcome outcome = await StudyFixture.ResumeAsync(full.Directory);

        Assert.Equal(2, full.FailedTrials);
        string failure = Assert.Single(full.Result.Variants[0].Trials).Failure!;
        Assert.Matches($"on node n[12], task [0-9]+_0, exit code 3: {disk.Folder}/mlpipelines-[0-9a-f]{{16}} on {Environment.MachineName}: expected free space on the node's own disk, received a full disk", failure);
        Assert.Contains("name another folder as execution.scratch; then go on with \"resume\"", failure, StringComparison.Ordinal);
        Assert.Equal(0, outcome.FailedTrials);
        Assert.Equal(StudyFixture.Numbers(await _fixture.StartAsync(study, workers: 1)), StudyFixture.Numbers(outcome));
    }

    [Fact]
    public async Task StartAsync_RunDirectoryThatIsFull_StopsAndResumeGoesOnFromTheCheckpointWhenThereIsRoom()
    {
        using SmallDisk disk = new("small-runs");
        StudyConfiguration study = _fixture.Penguins("training.epochs=1500", "repeats=2", "variants=null");
        StudyConfiguration alone = OnSlurm(study, checkpointSeconds: 0.1);
        alone = alone with { Baseline = alone.Baseline with { Execution = alone.Baseline.Execution! with { MaxParallel = 1 } } };
        RunDirectory? run = null;
        StudyFixture.Recorded events = new(happened =>
        {
            run = happened is StudyPlanned planned ? new RunDirectory(planned.RunFolder) : run;
            if (happened is EpochFinished { Trial.Repeat: 1 } && File.Exists(Path.Combine(run!.PartialTrial("baseline", "1"), "checkpoint.bin")))
            {
                disk.Fill(leave: 0);
            }
        });
        StudyRunOptions options = new() { OutputFolder = disk.Folder, CacheFolder = _fixture.Cache, Workers = 1, Command = "mlpipelines run penguins" };

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => StudyRun.StartAsync(alone, options, events, TestContext.Current.CancellationToken));
        byte[] finished = File.ReadAllBytes(run!.TrialResult("baseline", 0));
        await LeavesTheQueueAsync(run, trial: 1);
        disk.MakeRoom();
        StudyOutcome outcome = await StudyFixture.ResumeAsync(run);

        Assert.Equal(ProblemStage.Storage, thrown.Stage);
        Problem problem = Assert.Single(thrown.Problems);
        Assert.StartsWith(run.Root, problem.Where, StringComparison.Ordinal);
        Assert.Equal(("a full disk", "Finished trials are kept: make space, then go on with \"resume\"."), (problem.Received, problem.Remedy));
        Assert.Equal(0, outcome.FailedTrials);
        Assert.Equal(finished, File.ReadAllBytes(run.TrialResult("baseline", 0)));
        Assert.True(outcome.Result.Variants[0].Trials[1].ResumedSeconds > 0);
        Assert.Equal(StudyFixture.Numbers(await _fixture.StartAsync(study, workers: 2)), StudyFixture.Numbers(outcome));
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

    /// <summary>Logistic regression on pictures, which are decoded: what is copied to scratch.</summary>
    private StudyConfiguration Photos()
    {
        for (int number = 0; number < 24; number++)
        {
            string file = Path.Combine(_fixture.Folder, "photos", number % 2 == 0 ? "checks" : "stripes", $"{number}.jpg");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, ExportFixture.Photo(number / 2, number % 2));
        }

        return _fixture.Load(
            """
            { "scenario": "photos", "scenarios": { "photos": {
                "data": { "type": "imageFolder", "train": "photos", "split": { "test": 0.4 } },
                "pipeline": { "width": 16, "height": 16 },
                "model": { "type": "logisticRegression" },
                "repeats": 1 } } }
            """);
    }

    /// <summary>Waits until the task of a trial is in the queue no more.</summary>
    private static async Task LeavesTheQueueAsync(RunDirectory run, int trial)
    {
        string task = ClusterRun.Read(run).Jobs.Single(job => job.Trials.Contains(trial)).TaskOf(trial);
        while ((await SlurmClient.OfThisMachine.AnsweredQueueAsync("/")).TryGetValue(task, out QueuedTask? queued) && queued.State is "RUNNING" or "COMPLETING")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
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

    /// <summary>A disk of 16 MiB that <c>.ci/slurm</c> mounted.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private const int BlockBytes = 4096;

        private readonly string _ballast;

        public SmallDisk(string name)
        {
            NeedsSlurm();
            Folder = Path.Combine(s_slurm!, name);
            _ballast = Path.Combine(Folder, "ballast");
            Assert.SkipUnless(Directory.Exists(Folder), ".ci/slurm could mount no disk here");
        }

        public string Folder { get; }

        /// <summary>Writes until there is no room, and gives some of it back.</summary>
        public void Fill(int leave)
        {
            using FileStream ballast = new(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] block = new byte[BlockBytes];
            try
            {
                while (true)
                {
                    ballast.Write(block);
                }
            }
            catch (IOException exception) when (Storage.IsFull(exception))
            {
                ballast.SetLength(ballast.Length - (ballast.Length % BlockBytes) - leave);
            }
        }

        public void MakeRoom() => File.Delete(_ballast);

        public void Dispose()
        {
            foreach (string folder in Directory.GetDirectories(Folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            MakeRoom();
        }
    }
}
