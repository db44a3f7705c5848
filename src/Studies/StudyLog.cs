using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Writes what happens to <c>log.txt</c>, a line each, and to <c>log.jsonl</c>, an object each, and passes it on, one at a time.</summary>
internal sealed class StudyLog : IProgress<StudyEvent>
{
    private readonly RunDirectory _directory;
    private readonly IProgress<StudyEvent> _next;
    private readonly Lock _gate = new();

    /// <summary>Opens the logs of a run, which an earlier process may have left in the middle of a line.</summary>
    public StudyLog(RunDirectory directory, IProgress<StudyEvent> next)
    {
        (_directory, _next) = (directory, next);
        EndLine(directory.Log);
        EndLine(directory.JsonLog);
    }

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        lock (_gate)
        {
            Write(value);
            _next.Report(value);
        }
    }

    /// <summary>Reports how a study ended that ends by an error. The error is told anyway: a log that cannot take it must not hide it.</summary>
    public void ReportEnd(StudyStopped value)
    {
        lock (_gate)
        {
            try
            {
                Write(value);
            }
            catch (ProblemException)
            {
                return;
            }

            _next.Report(value);
        }
    }

    private void Write(StudyEvent value)
    {
        if (LineOf(value) is { } line)
        {
            string time = value.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture);
            Append(_directory.Log, time + line.ReplaceLineEndings("\n  ") + "\n");
        }

        if (StudyLogObject.Of(value) is { } json)
        {
            Append(_directory.JsonLog, json + "\n");
        }
    }

    private static void Append(string path, string text) => Storage.Write(() => File.AppendAllText(path, text), path);

    private static void EndLine(string path) => Storage.Write(() =>
    {
        using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }, path);

    private static string? LineOf(StudyEvent value) => value switch
    {
        DataReady ready => string.Join(
            "; note: ",
            ready.Data.Notes.Prepend(FormattableString.Invariant($"data {ready.Data.Kind} {ready.Data.Fingerprint}: ")
                + string.Join(", ", ready.Data.Counts.Select(set => FormattableString.Invariant($"{set.Key} {set.Value.Sum()}"))))),
        StudyPlanned planned => FormattableString.Invariant(
            $"planned {planned.Scenario}: {planned.Trials.Count} trials, {planned.Finished} finished before, {planned.Workers} side by side"),
        TrialsAdded added => FormattableString.Invariant($"planned {added.Trials.Count} more trials, from {Named(added.Trials[0])} on"),
        DiagnosisRound round => string.Join("; not run: ", round.LeftOut.Prepend(round.What.Length == 0 ? "nothing more to measure" : round.What)),
        TrialStarted started => $"started {Named(started.Trial)}",
        TrialNoted noted => $"{Named(noted.Trial)} {noted.Note}",
        EpochFinished epoch => FormattableString.Invariant(
            $"epoch {epoch.Epoch.Epoch + 1} of {epoch.Epochs} of {Named(epoch.Trial)}: loss {epoch.Epoch.RunningLoss:0.0000}, {epoch.Epoch.HeldOutSet} accuracy {epoch.Epoch.HeldOutAccuracy:0.0000}"),
        TrialFinished finished => FormattableString.Invariant(
            $"finished {Named(finished.Trial)}: train {finished.TrainAccuracy:0.0000}, held out {finished.TestAccuracy:0.0000}, {finished.Seconds:0.0} s"),
        TrialFailed failed => $"failed {Named(failed.Trial)}: {failed.Failure}",
        TrialStalled stalled => FormattableString.Invariant(
            $"stalled {Named(stalled.Trial)}: no sign of progress for {stalled.Silent.TotalMinutes:0} minutes; its last one: {stalled.Last}"),
        TrialMoved moved => FormattableString.Invariant($"goes on {Named(moved.Trial)} after {moved.Silent.TotalMinutes:0} minutes: {moved.Now}"),
        JobSubmitted job => FormattableString.Invariant($"submitted job {job.Job}: {job.Trials} trials"),
        QueueSeen { Reasons.Count: > 0 } queue => FormattableString.Invariant($"queue: {queue.Waiting} waiting ({string.Join(", ", queue.Reasons)}), {queue.Running} running"),
        Concluding => "concluding",
        StudyConcluded concluded => FormattableString.Invariant($"concluded, {concluded.FailedTrials} trials failed: {concluded.Verdict}"),
        StudyStopped stopped => stopped.IsCancelled ? "stopped by a signal; finished trials are kept" : $"stopped: {stopped.Reason}",
        _ => null,
    };

    private static string Named(PlannedTrial trial) => FormattableString.Invariant($"{trial.Variant}/{trial.Name}");
}
