using System.Diagnostics;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>One worker process: starts it, passes its messages on, and tells how it ended.</summary>
internal static class TrialProcess
{
    /// <summary>The lines of standard error that a failure quotes.</summary>
    private const int QuotedLines = 12;

    /// <summary>What a worker has to save its state and end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs a trial in a process of its own.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="messages">Receives every message, in order.</param>
    /// <param name="cancellation">Ends the process, which has 10 seconds to save where its training stands.</param>
    public static async Task<TrialProcessEnd> RunAsync(
        RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, CancellationToken cancellation)
    {
        using Process process = Process.Start(WorkerCommand.For(directory, trial.Index))!;
        using CancellationTokenSource overdue = new();
        using CancellationTokenRegistration kill = overdue.Token.Register(() => Kill(process));

        // A worker lives as long as its standard input is open: the end of this process, however it ends, closes it too.
        void End()
        {
            process.StandardInput.Close();
            overdue.CancelAfter(s_grace);
        }

        using CancellationTokenRegistration end = cancellation.Register(End);
        Queue<string> errors = new();
        Task output = ReadLines(process.StandardOutput, End, line =>
        {
            if (TrialMessage.Read(line) is { } message)
            {
                messages(message);
            }
        });
        Task error = ReadLines(process.StandardError, End, line =>
        {
            errors.Enqueue(line);
            if (errors.Count > QuotedLines)
            {
                errors.Dequeue();
            }
        });
        await Task.WhenAll(output, error, process.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return new TrialProcessEnd(process.ExitCode, string.Join('\n', errors));
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

/// <summary>How a worker process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Errors">The last lines of its standard error.</param>
internal sealed record TrialProcessEnd(int ExitCode, string Errors);
