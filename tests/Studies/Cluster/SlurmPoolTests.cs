using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

/// <summary>Submissions that were cut off. Studies under a real Slurm: <see cref="SlurmStudyTests"/>.</summary>
public sealed class SlurmPoolTests : IDisposable
{
    private readonly StudyFixture _fixture = new();
    private readonly StudyConfiguration _study;
    private readonly RunDirectory _run;
    private readonly Queue _queue;

    public SlurmPoolTests()
    {
        _study = _fixture.LogisticPenguins("repeats=1");
        StudyRunOptions options = new() { OutputFolder = _fixture.Output, CacheFolder = _fixture.Cache, Command = "mlpipelines plan penguins" };
        _run = StudyRun.Plan(_study, options, new StudyFixture.Recorded(), TestContext.Current.CancellationToken).Directory;
        _queue = new Queue(_run);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunAsync_DiedBeforeTheJobsNumberWasKept_FindsTheJobByItsNameAndSubmitsItNotAgain()
    {
        await CutOffAsync();
        StudyFixture.Recorded events = new();

        await RunAsync(events);

        // The first job was found, the second one, which had never been submitted, comes after it.
        Assert.Equal(["41", "42"], ClusterRun.Read(_run).Jobs.Select(job => job.Id));
        Assert.Equal(["42"], events.Events.OfType<JobSubmitted>().Select(job => job.Job));
        Assert.Contains("--dependency=afterany:41", _queue.Submitted[1]);
        Assert.Equal(2, events.Events.OfType<TrialFinished>().Count());
    }

    [Fact]
    public async Task RunAsync_DiedBeforeSlurmTookTheJob_SubmitsIt()
    {
        await CutOffAsync();
        _queue.Submitted.Clear();
        StudyFixture.Recorded events = new();

        await RunAsync(events);

        Assert.Equal(["41", "42"], events.Events.OfType<JobSubmitted>().Select(job => job.Job));
        Assert.Null(ClusterRun.Read(_run).Submitting);
    }

    [Fact]
    public async Task RunAsync_SbatchThatGetsNoAnswerToAJobThatWasTaken_GoesOnWithIt()
    {
        _queue.AfterSubmission = () => new SlurmAnswer(1, "", "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation");
        StudyFixture.Recorded events = new();

        await RunAsync(events);

        Assert.Equal(["41", "42"], events.Events.OfType<JobSubmitted>().Select(job => job.Job));
        Assert.Equal(2, events.Events.OfType<TrialFinished>().Count());
    }

    [Fact]
    public async Task RunAsync_SbatchThatRefuses_SaysWhyAndLeavesNoJob()
    {
        _queue.AfterSubmission = () =>
        {
            _queue.Submitted.Clear();
            return new SlurmAnswer(1, "", "sbatch: error: invalid partition specified: fast");
        };

        ProblemException thrown = await Assert.ThrowsAsync<ProblemException>(() => RunAsync(new StudyFixture.Recorded()));

        Assert.Contains("invalid partition specified: fast", thrown.Message, StringComparison.Ordinal);
        Assert.False(ClusterJobs.HasJobs(_run));
    }

    [Fact]
    public async Task CancelAsync_JobWhoseNumberWasNotKept_EndsIt()
    {
        await CutOffAsync();

        Assert.Equal(["41"], await ClusterJobs.CancelAsync(_run, _queue.Client));
        Assert.Equal(["41"], _queue.Cancelled);
    }

    [Theory]
    [InlineData("FAILED", "3:0", 3)]
    [InlineData("FAILED", "0:9", null)]
    [InlineData("CANCELLED", "0:15", null)]
    public void CodeOf_WhatSlurmKnows_IsTheScriptsOwn(string state, string code, int? expected) =>
        Assert.Equal(expected, TaskEnd.CodeOf(new Dictionary<string, string> { ["JobState"] = state, ["ExitCode"] = code }));

    /// <summary>Slurm takes a job, and this process dies before it knows.</summary>
    private async Task CutOffAsync()
    {
        _queue.AfterSubmission = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new StudyFixture.Recorded()));
        Assert.Empty(ClusterRun.Read(_run).Jobs);
        _queue.AfterSubmission = null;
    }

    private Task RunAsync(IProgress<StudyEvent> events) => new SlurmPool(_run, _study, new ExecutionOptions(), _queue.Client, TimeProvider.System, TimeSpan.FromHours(1), events)
        .RunAsync(StudyPlan.Read(_run.Plan).Trials, TestContext.Current.CancellationToken);

    /// <summary>Slurm's programs for jobs of one task each. Tasks wait until both jobs are there; then the next look finds them ended.</summary>
    private sealed class Queue(RunDirectory run)
    {
        public List<IReadOnlyList<string>> Submitted { get; } = [];

        public List<string> Cancelled { get; } = [];

        /// <summary>What sbatch answers after it handed over a job; null for its number.</summary>
        public Func<SlurmAnswer>? AfterSubmission { get; set; }

        public SlurmClient Client => new((program, arguments, _) => Task.FromResult(program switch
        {
            "sbatch" => Submit(arguments),
            "squeue" => Look(),
            "scancel" => Cancel(arguments),
            _ => new SlurmAnswer(1, "", ""),
        }));

        private SlurmAnswer Submit(IReadOnlyList<string> arguments)
        {
            Submitted.Add(arguments);
            return AfterSubmission?.Invoke() ?? new SlurmAnswer(0, FormattableString.Invariant($"{40 + Submitted.Count}\n"), "");
        }

        private SlurmAnswer Look()
        {
            if (Submitted.Count < 2 || ClusterRun.Read(run).Jobs.Count < 2)
            {
                IEnumerable<string> tasks = Submitted.Select((job, number) => FormattableString.Invariant($"{41 + number}_{Value(job, "array")}|PENDING||None|{Value(job, "job-name")}\n"));
                return new SlurmAnswer(0, string.Concat(tasks), "");
            }

            foreach (int trial in (int[])[0, 1])
            {
                TrialRun.Run(run, trial, TextWriter.Null, TimeProvider.System, TestContext.Current.CancellationToken);
            }

            return new SlurmAnswer(0, "", "");
        }

        private SlurmAnswer Cancel(IReadOnlyList<string> jobs)
        {
            Cancelled.AddRange(jobs);
            return new SlurmAnswer(0, "", "");
        }

        private static string Value(IReadOnlyList<string> arguments, string option) => arguments.Single(argument => argument.StartsWith($"--{option}=", StringComparison.Ordinal)).Split('=')[1];
    }
}
