using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public sealed class StorageTests
{
    [Fact]
    public void Write_FullDisk_SaysThatFinishedTrialsAreKept()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs the device /dev/full, which Linux has");

        ProblemException thrown = Assert.Throws<ProblemException>(
            () => Storage.Write(() => File.AppendAllText("/dev/full", "text"), "/dev/full"));

        Assert.Equal(ProblemStage.Storage, thrown.Stage);
        Assert.Contains("a full disk", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("resume", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnotherException_IsABugAndPasses() =>
        Assert.Throws<InvalidOperationException>(() => Storage.Write(() => throw new InvalidOperationException(), "x"));
}
