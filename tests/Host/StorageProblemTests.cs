using MlPipelines.Configuration;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class StorageProblemTests
{
    private static readonly ProblemException FullDisk = new(ProblemStage.Storage, Storage.ProblemOf(new IOException("No space left on device", 28), "/runs/fashion/log.txt"));

    [Fact]
    public async Task Run_DiskThatIsFullInTheMiddle_SaysWhereWhyAndHowToGoOn()
    {
        var operations = new FakeStudyOperations
        {
            Study = (events, _) =>
            {
                events.Report(StudySamples.Planned());
                throw FullDisk;
            },
        };

        HostRun run = await HostRun.OfAsync("run fashion", operations);

        Assert.Equal(ExitCode.Data, run.ExitCode);
        Assert.Contains("mlpipelines: a file cannot be written or read\n\n/runs/fashion/log.txt\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("received  a full disk", run.Error, StringComparison.Ordinal);
        Assert.Contains($"  mlpipelines resume {Path.Combine("runs", "fashion", "20261123-150000")}\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PlaceThatCannotBeWrittenBeforeThePlan_SaysNothingOfGoingOn()
    {
        HostRun run = await HostRun.OfAsync("run fashion", new FakeStudyOperations { Study = (_, _) => throw FullDisk });

        Assert.Equal(ExitCode.Data, run.ExitCode);
        Assert.DoesNotContain("go on with:", run.Error, StringComparison.Ordinal);
    }
}
