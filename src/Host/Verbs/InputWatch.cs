using System.Diagnostics;

namespace MlPipelines.Host;

/// <summary>
/// Cancels when a stream ends. A worker's standard input is a pipe that the process which started it holds open: when that process ends, however it ends, the operating system closes the pipe. A worker that
/// has not ended some seconds later ends itself.
/// </summary>
internal sealed class InputWatch : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenSource _overdue = new();
    private readonly Lock _gate = new();
    private bool _isDisposed;

    /// <summary>Watches from now on.</summary>
    /// <param name="input">The stream; what it holds is not looked at.</param>
    /// <param name="cancellation">Cancels too.</param>
    public InputWatch(Stream input, CancellationToken cancellation)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _overdue.Token.Register(() => Process.GetCurrentProcess().Kill());
        new Thread(() => Read(input)) { IsBackground = true, Name = "input watch" }.Start();
    }

    /// <summary>Cancelled when the stream has ended.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Whether the stream has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _ended.Dispose();
            _overdue.Dispose();
        }
    }

    private void Read(Stream input)
    {
        Span<byte> block = stackalloc byte[64];
        try
        {
            while (input.Read(block) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A pipe that breaks has ended.
        }

        lock (_gate)
        {
            if (!_isDisposed)
            {
                HasEnded = true;
                _overdue.CancelAfter(s_grace);
                _ended.Cancel();
            }
        }
    }
}
