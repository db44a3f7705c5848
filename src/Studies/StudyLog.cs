using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>Writes what happens to <c>log.txt</c>, a line each, and passes it on, one at a time.</summary>
internal sealed class StudyLog(string path, IProgress<StudyEvent> next) : IProgress<StudyEvent>
{
    private readonly Lock _gate = new();
    private bool _isWhole;

    /// <inheritdoc/>
    public void Report(StudyEvent value)
    {
        lock (_gate)
        {
            if (LineOf(value) is { } line)
            {
                Storage.Write(
                    () => File.AppendAllText(path, LineEnd() + value.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture) + line + "\n"),
                    path);
            }

            next.Report(value);
        }
    }

    /// <summary>A process that was killed may have left half of a line.</summary>
    private string LineEnd()
    {
        if (_isWhole || !File.Exists(path))
        {
            return "";
        }

        _isWhole = true;
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0)
        {
            return "";
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n' ? "" : "\n";
    }

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
        Concluding => "concluding",
        _ => null,
    };

    private static string Named(PlannedTrial trial) => FormattableString.Invariant($"{trial.Variant}/{trial.Name}");
}
