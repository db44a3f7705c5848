using MlPipelines.Configuration;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class ArrayIndexTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("SLURM_ARRAY_TASK_ID=7", 7)]
    [InlineData("JOB_COMPLETION_INDEX=0", 0)]
    [InlineData("PBS_ARRAY_INDEX=3", 3)]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX=12", 12)]
    [InlineData("LSB_JOBINDEX=1", 0)]
    [InlineData("LSB_JOBINDEX=0", null)]
    [InlineData("SGE_TASK_ID=undefined", null)]
    [InlineData("SGE_TASK_ID=4", 3)]
    [InlineData("SLURM_ARRAY_TASK_ID=-1", null)]
    public void Of_VariableOfAnEngine_IsTheIndexFromZero(string variable, int? index)
    {
        string[] pair = variable.Split('=');

        Assert.Equal(index, ArrayIndex.Of(name => name == pair[0] ? pair[^1] : null));
    }

    [Fact]
    public async Task Trial_InATaskOfAnArrayJob_TakesItsIndexAndOffset()
    {
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(
            ["trial", "--run", "runs/x", "--offset", "1000", "--scratch", "/scratch"], operations, environment => environment with { Variable = name => name == "SLURM_ARRAY_TASK_ID" ? "7" : null });

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(1007, operations.Trial!.Value.Index);
        Assert.Equal(Path.GetFullPath("/scratch"), operations.Scratch);
    }

    [Fact]
    public async Task Trial_NeitherIndexNorArrayJob_SaysWhatIsMissing()
    {
        HostRun run = await HostRun.OfAsync("trial --run x");

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("Add --index N.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExecutorAndUsersFile_AreWrittenIntoTheStudy()
    {
        string home = Directory.CreateTempSubdirectory("home-").FullName;
        Directory.CreateDirectory(Path.Combine(home, "mlpipelines"));
        File.WriteAllText(Path.Combine(home, "mlpipelines", "execution.json"), """{ "partition": "gpu", "memory": "8G" } // mine""");
        var operations = new FakeStudyOperations();

        HostRun run = await HostRun.OfAsync(["run", "--executor", "slurm"], operations, environment => environment with { Variable = name => name == "XDG_CONFIG_HOME" ? home : null });

        Directory.Delete(home, recursive: true);
        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Equal(new ExecutionOptions { Executor = ExecutorKind.Slurm, Partition = "gpu", Memory = "8G", Extra = operations.Started!.Baseline.Execution!.Extra }, operations.Started.Baseline.Execution);
    }

    [Fact]
    public async Task Conclude_SearchGoesOn_SaysWhatToRunAndReturnsSeven()
    {
        HostRun run = await HostRun.OfAsync("conclude fashion", new FakeStudyOperations { More = [4, 5, 6] });

        Assert.Equal(ExitCode.MoreTrials, run.ExitCode);
        Assert.Equal("more trials: --index 4 to 6; then conclude again\n", run.Output);
    }

    [Fact]
    public async Task PlanAndCancel_OfARun_SayWhatToDoNext()
    {
        HostRun plan = await HostRun.OfAsync("plan");
        HostRun cancel = await HostRun.OfAsync("cancel fashion");

        Assert.Contains("trials: 4, --index 0 to 3\n", plan.Output, StringComparison.Ordinal);
        Assert.Contains("cancelled: 12, 13; go on with: mlpipelines resume", cancel.Output, StringComparison.Ordinal);
    }
}
