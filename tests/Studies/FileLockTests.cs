using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TryTake_Held_ReturnsNullUntilItIsReleased()
    {
        string path = Path.Combine(_folder, "a.lock");
        FileLock first = FileLock.TryTake(path)!;

        Assert.Null(FileLock.TryTake(path));
        first.Dispose();
        using FileLock? second = FileLock.TryTake(path);
        Assert.NotNull(second);
    }

    [Fact]
    public void Take_HeldAndCancelled_Throws()
    {
        string path = Path.Combine(_folder, "a.lock");
        using FileLock held = FileLock.TryTake(path)!;
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => FileLock.Take(path, cancelled.Token));
    }

    [Fact]
    public void IsTaken_HeldOrNot_LooksWithoutTaking()
    {
        string path = Path.Combine(_folder, "a.lock");
        Assert.False(FileLock.IsTaken(path));
        using (FileLock held = FileLock.TryTake(path)!)
        {
            Assert.True(FileLock.IsTaken(path));
        }

        Assert.False(FileLock.IsTaken(path));
        using FileLock? again = FileLock.TryTake(path);
        Assert.NotNull(again);
    }
}
