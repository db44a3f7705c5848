using System.ComponentModel;
using System.Diagnostics;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>One worker process: starts it, passes its messages on, and tells how it ended.</summary>
/// <param name="start">How the process of a trial is started; tests have it end in ways that no trial should.</param>
internal sealed class TrialProcess(Func<RunDirectory, int, ProcessStartInfo> start)
{
    /// <summary>What a worker has to save its state and end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs a trial in a process of its own.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="messages">Receives every message, in order.</param>
    /// <param name="cancellation">Ends the process, which has 10 seconds to save where its training stands.</param>
    public async Task<TrialProcessEnd> RunAsync(
        RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, CancellationToken cancellation)
    {
        using Process? process = Started(start(directory, trial.Index), out string? refusal);
        if (process is null)
        {
            return new TrialProcessEnd(null, refusal ?? "");
        }

        using CancellationTokenSource overdue = new();
        using CancellationTokenRegistration kill = overdue.Token.Register(() => Kill(process));

        // A worker lives as long as its standard input is open: the end of this process, however it ends, closes it too.
        void End()
        {
            process.StandardInput.Close();
            overdue.CancelAfter(s_grace);
        }

        using CancellationTokenRegistration end = cancellation.Register(End);
        QuotedErrors errors = new();
        Task output = ReadLines(process.StandardOutput, End, line =>
        {
            if (TrialMessage.Read(line) is { } message)
            {
                messages(message);
            }
        });
        Task error = ReadLines(process.StandardError, End, errors.Add);
        await Task.WhenAll(output, error, process.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return new TrialProcessEnd(process.ExitCode, errors.Text);
    }

    /// <summary>A system without room for another process, or without the program's file, fails this trial and not the study.</summary>
    private static Process? Started(ProcessStartInfo start, out string? refusal)
    {
        refusal = null;
        try
        {
            return Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            refusal = exception.Message;
            return null;
        }
    }

    /// <summary>A line that cannot be received (the log's disk is full) ends the worker, which would wait for ever for somebody to read on.</summary>
    private static async Task ReadLines(StreamReader reader, Action end, Action<string> receive)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                receive(line);
            }
        }
        catch
        {
            end();
            throw;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself, which is what was wanted.
        }
    }
}
