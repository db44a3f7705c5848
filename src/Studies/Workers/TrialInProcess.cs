using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// One trial on a thread of this process, with the messages of a worker process: <see cref="StudyRunOptions.InProcess"/>. A trial is a function of configuration, data and its
/// line of the plan, so its numbers are those of a process of its own to the last bit (<c>TrialInProcessTests</c>); only its peak memory is the caller's.
/// </summary>
internal static class TrialInProcess
{
    /// <summary>The exit code of a worker process after an error that it did not expect.</summary>
    private const int ErrorExit = 1;

    /// <summary>Runs a trial; an error that no trial should have fails it, as the end of a worker process does, and the study goes on.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="messages">Receives what it tells.</param>
    /// <param name="reuse">Prepared data of trials before it, where trials run one after another; null elsewhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Task<TrialProcessEnd> RunAsync(
        RunDirectory directory, PlannedTrial trial, Action<TrialMessage> messages, PreparedDataReuse? reuse, CancellationToken cancellation) => Task.Run(
        () =>
        {
            using MessageLines lines = new(messages);
            try
            {
                TrialRun.Run(directory, trial.Index, lines, TimeProvider.System, reuse, cancellation);
            }
            catch (ProblemException)
            {
                // The trial has told its problems as a message, which is how a worker process tells them.
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                QuotedErrors errors = new();
                foreach (string line in exception.ToString().Split('\n'))
                {
                    errors.Add(line.TrimEnd());
                }

                return new TrialProcessEnd(ErrorExit, errors.Text);
            }

            return new TrialProcessEnd(0, "");
        },
        cancellation);

    /// <summary>Reads the lines that a trial writes.</summary>
    private sealed class MessageLines(Action<TrialMessage> messages) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value)
        {
            if (value is not null && TrialMessage.Read(value) is { } message)
            {
                messages(message);
            }
        }
    }
}
