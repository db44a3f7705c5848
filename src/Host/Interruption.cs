using System.Runtime.InteropServices;

namespace MlPipelines.Host;

/// <summary>
/// Ctrl-C and SIGTERM: the first cancels, so that state is saved and workers end; the second is left to the operating system, which ends the
/// process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly HostEnvironment _environment;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public Interruption(HostEnvironment environment)
    {
        _environment = environment;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            _source.Cancel();
        }
        else if (_environment.Interactive)
        {
            // A live display hides the cursor, and the process ends without another chance to show it.
            _environment.Output.Write("\u001b[?25h\r\n");
            _environment.Output.Flush();
        }
    }
}
