using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class SlurmScriptTests : IDisposable
{
    private readonly RunDirectory _run = new(Directory.CreateTempSubdirectory("it's a %A run-").FullName);

    public void Dispose() => Directory.Delete(_run.Root, recursive: true);

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, "0-3")]
    [InlineData(new[] { 0, 2, 3, 9 }, "0,2-3,9")]
    [InlineData(new[] { 5 }, "5")]
    public void Ranges_RisingNumbers_AreAsSlurmWritesThem(int[] numbers, string text) => Assert.Equal(text, SlurmScript.Ranges(numbers));

    [Fact]
    public void Arguments_EveryOption_ReachesSbatch()
    {
        ExecutionOptions execution = new() { Partition = "gpu", Account = "lab", TimeLimit = "2:00:00", Memory = "4G", Gpus = 2, MaxParallel = 8, Extra = ["--qos=long"] };

        Assert.Equal(
            [
                "--parsable", "--array=0-1%8", "--job-name=mlpipelines-fashion-1", "--output=cluster/%A_%a.log", "--open-mode=append", "--requeue", "--cpus-per-task=3",
                "--partition=gpu", "--account=lab", "--time=2:00:00", "--mem=4G", "--gres=gpu:2", "--dependency=afterany:11:12", "--qos=long", "job.sh",
            ],
            SlurmScript.Arguments("job.sh", [0, 1], "mlpipelines-fashion-1", execution, 3, ["11", "12"]));
    }

    [Theory]
    [InlineData("exit 5", "5")]
    [InlineData("kill -SEGV $$", "139")]
    public async Task Text_RunByAShell_PassesTheIndexAndLeavesNodeAndCode(string program, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a POSIX shell runs it");
        string fake = Path.Combine(_run.Root, "a program");
        await File.WriteAllTextAsync(fake, $"echo \"$*\" >'{_run.Root.Replace("'", "'\\''", StringComparison.Ordinal)}/arguments'\n{program}\n", TestContext.Current.CancellationToken);

        int exit = await RunAsync(["/bin/sh", fake], 1000);

        Assert.Equal(code, exit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal($"trial --run {_run.Root} --scratch /tmp/x --index 1007\n", await File.ReadAllTextAsync(Path.Combine(_run.Root, "arguments"), TestContext.Current.CancellationToken));
        Assert.Equal(new TaskEnd("12_7", "n3", int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), null), TaskEnd.Read(_run, "12_7"));
    }

    [Fact]
    public async Task Text_ProgramThatIsNotOnTheNode_SaysSoAndEndsWith127()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a POSIX shell runs it");

        Assert.Equal(SlurmScript.NoProgram, await RunAsync(["/nowhere/mlpipelines"], 0));
        Assert.Equal(SlurmScript.NoProgram, TaskEnd.Read(_run, "12_7")!.ExitCode);
    }

    [Theory]
    [InlineData(139, null, null, FailureKinds.Crash, "on node n3, task 12_7: the trial's process was ended by SIGSEGV")]
    [InlineData(3, null, "the disk is full", FailureKinds.Error, "on node n3, task 12_7, exit code 3: the disk is full")]
    [InlineData(null, "TIMEOUT", null, FailureKinds.Error, "raise execution.timeLimit")]
    [InlineData(null, "OUT_OF_MEMORY", null, FailureKinds.OutOfMemory, "raise execution.memory")]
    [InlineData(null, null, null, FailureKinds.Error, "Slurm has forgotten why. It wrote: the last line")]
    public void Failure_HowATaskEnded_NamesNodeTaskAndReason(int? code, string? state, string? own, string kind, string words)
    {
        TrialResult? left = own is null ? null : new TrialResult { Variant = "baseline", Repeat = 0, State = TrialState.Failed, FailureKind = FailureKinds.Error, Failure = own, Started = default };

        (string Kind, string Sentence) failure = new TaskEnd("12_7", "n3", code, state).Failure("the last line", left);

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Sentence, StringComparison.Ordinal);
    }

    private async Task<int> RunAsync(IReadOnlyList<string> program, int offset)
    {
        Directory.CreateDirectory(_run.ClusterFolder);
        string script = Path.Combine(_run.ClusterFolder, "job.sh");
        await File.WriteAllTextAsync(script, SlurmScript.Text(_run, program, offset, new ExecutionOptions { Scratch = "/tmp/x" }), TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("/bin/sh", [script]) { RedirectStandardError = true };
        (start.Environment["SLURM_ARRAY_JOB_ID"], start.Environment["SLURM_ARRAY_TASK_ID"], start.Environment["SLURMD_NODENAME"]) = ("12", "7", "n3");
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
