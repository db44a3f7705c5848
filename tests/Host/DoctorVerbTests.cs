using MlPipelines.Configuration;
using MlPipelines.Host;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Host;

public class DoctorVerbTests
{
    private static readonly InstalledEngine s_torch = new("torch", "torch 2.10.0 (TorchSharp 0.107.0)", null, ["cpu"], null, true);
    private static readonly Problem s_missing = new("training.engine", "TensorFlow's C library", "none", "Name it.");

    [Fact]
    public async Task Doctor_BothEngines_SaysVersionsDevicesAndThreads()
    {
        HostRun run = await HostRun.OfAsync("doctor", new FakeStudyOperations
        {
            Engines = [s_torch, new("tensorflow", "tensorflow 1.15.0 (C library)", "/opt/libtensorflow.so", ["CPU:0"], null, true)],
        });

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Contains("engine torch (default): works", run.Output, StringComparison.Ordinal);
        Assert.Contains("  version  tensorflow 1.15.0 (C library)", run.Output, StringComparison.Ordinal);
        Assert.Contains("  library  /opt/libtensorflow.so", run.Output, StringComparison.Ordinal);
        Assert.Contains("  devices  CPU:0", run.Output, StringComparison.Ordinal);
        Assert.Contains("  threads  1 per trial (training.threads) of ", run.Output, StringComparison.Ordinal);
        Assert.Contains("without an engine: ML.NET ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OptionalEngineIsNotThere_IsFineAndSaysWhatToDo()
    {
        HostRun run = await HostRun.OfAsync("doctor", new FakeStudyOperations { Engines = [s_torch, new("tensorflow", null, null, [], s_missing, false)] });

        Assert.Equal(ExitCode.Fine, run.ExitCode);
        Assert.Contains("engine tensorflow: not here", run.Output, StringComparison.Ordinal);
        Assert.Contains("  remedy    Name it.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_EngineThatShouldBeThereDoesNotWork_IsAMistakeOfTheConfiguration()
    {
        HostRun run = await HostRun.OfAsync("doctor", new FakeStudyOperations { Engines = [s_torch, new("tensorflow", null, null, [], s_missing, true)] });

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("engine tensorflow: does not work", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FindEngines_ThisMachine_HasTorch()
    {
        InstalledEngine torch = InstalledEngines.Find()[0];

        Assert.Equal(("torch", true), (torch.Name, torch.IsExpected));
        Assert.Null(torch.Problem);
    }
}
