using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class InputWatchTests
{
    [Fact]
    public async Task Token_InputThatEnds_IsCancelled()
    {
        using BlockingStream input = new();
        using var watch = new InputWatch(input, CancellationToken.None);
        var ended = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = watch.Token.Register(ended.SetResult);

        Assert.False(watch.HasEnded);
        input.End();
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(watch.HasEnded);
    }

    [Fact]
    public async Task Token_CallerCancels_IsCancelledAndNothingHasEnded()
    {
        using BlockingStream input = new();
        using var cancel = new CancellationTokenSource();
        using var watch = new InputWatch(input, cancel.Token);

        await cancel.CancelAsync();

        Assert.True(watch.Token.IsCancellationRequested);
        Assert.False(watch.HasEnded);
        input.End();
    }

    [Fact]
    public async Task Trial_InputThatHasEnded_StopsTheTrial()
    {
        var operations = new FakeStudyOperations
        {
            CancellableTrialWork = token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }
        };

        HostRun run = await HostRun.OfAsync("trial --run runs/fashion/1 --index 3 --until-input-ends", operations);

        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
    }

    /// <summary>A pipe whose other end is held open until it is told to end.</summary>
    private sealed class BlockingStream : MemoryStream
    {
        private readonly ManualResetEventSlim _end = new();

        public void End() => _end.Set();

        public override int Read(Span<byte> buffer)
        {
            _end.Wait();
            return 0;
        }
    }
}
