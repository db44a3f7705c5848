using System.Globalization;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Host;

/// <summary>The lines that an event is worth.</summary>
internal sealed class ProgressLines(HostEnvironment environment)
{
    /// <summary>The tenth of the decoding that was told last.</summary>
    private int _decodedTenths = -1;

    /// <summary>The lines of one event, after it was applied to <paramref name="progress"/>.</summary>
    public IEnumerable<string> Of(StudyEvent happened, StudyProgress progress) => environment.Verbosity < Level(happened) ? [] : happened switch
    {
        DataDecoding decoding => Decoding(decoding),
        DataReady ready => [$"data: {Sets(ready)}", .. ready.Data.Notes.Select(note => $"note: {TextLayout.Printable(note)}")],
        StudyPlanned planned => [Planned(planned)],
        TrialsAdded added => [$"{Quantities.Count(added.Trials.Count, "more trial")} planned"],
        DiagnosisRound round => Round(round),
        TrialStarted started => [$"{TrialName.Of(started.Trial)}: started"],
        TrialSign sign => [$"{TrialName.Of(sign.Trial)}: {sign.Phase}{(sign.Steps == 0 ? "" : $", batch {Quantities.Count((int)Math.Min(int.MaxValue, sign.Steps))}")}"],
        EpochFinished epoch => [$"{TrialName.Of(epoch.Trial)}: {Epoch(epoch.Epoch, epoch.Epochs)}"],
        TrialFinished finished => [$"{TrialName.Of(finished.Trial)}: {Finished(finished, progress)}"],
        TrialFailed failed => [$"{TrialName.Of(failed.Trial)}: failed: {TextLayout.Printable(failed.Failure)}"],
        TrialStalled stalled =>
            [$"{TrialName.Of(stalled.Trial)}: stalled: no sign of progress for {Quantities.Duration(stalled.Silent)}; its last one: {TextLayout.Printable(stalled.Last)}"],
        TrialMoved moved => [$"{TrialName.Of(moved.Trial)}: goes on after {Quantities.Duration(moved.Silent)}: {TextLayout.Printable(moved.Now)}"],
        JobSubmitted job => [$"job {TextLayout.Printable(job.Job)} submitted: {Quantities.Count(job.Trials, "trial")}"],
        QueueSeen queue => [$"queue: {Quantities.Count(queue.Waiting)} waiting, {Quantities.Count(queue.Running)} running{(queue.Reasons.Count == 0 ? "" : $"; held: {TextLayout.Printable(string.Join(", ", queue.Reasons))}")}"],
        Concluding => ["computing the statistics"],
        _ => [],
    };

    /// <summary>The least verbosity at which an event is told.</summary>
    private static Verbosity Level(StudyEvent happened) => happened switch
    {
        StudyPlanned or TrialFailed or TrialStalled or TrialMoved => Verbosity.Minimal,
        QueueSeen { Reasons.Count: > 0 } or JobSubmitted => Verbosity.Normal,
        EpochFinished or QueueSeen => Verbosity.Detailed,
        TrialSign => Verbosity.Diagnostic,
        _ => Verbosity.Normal,
    };

    /// <summary>One epoch in a few words: <c>epoch 3/10, loss 0.3512, selection 87.2%</c>.</summary>
    public static string Epoch(EpochRecord epoch, int epochs) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch + 1}/{epochs}, loss {Quantities.Loss(epoch.RunningLoss)}, {epoch.HeldOutSet} {Quantities.Percent(epoch.HeldOutAccuracy)}");

    private static IEnumerable<string> Round(DiagnosisRound round) =>
    [
        round.What.Length == 0 ? "diagnosis: nothing more to measure" : $"diagnosis, {TextLayout.Printable(round.What)}",
        .. round.LeftOut.Select(left => $"not run: {TextLayout.Printable(left)}"),
    ];

    private static string Sets(DataReady ready)
    {
        IEnumerable<string> sets = ready.Data.Counts.Select(set => $"{set.Key} {Quantities.Count(set.Value.Sum())}");
        int unreadable = ready.Data.Unreadable.Count;
        return string.Join(", ", unreadable == 0 ? sets : sets.Append($"{Quantities.Count(unreadable)} unreadable left out"));
    }

    private string Planned(StudyPlanned planned)
    {
        string before = planned.Finished > 0 ? $" ({Quantities.Count(planned.Finished)} finished before)" : "";
        return $"{planned.Scenario}: {Quantities.Count(planned.Trials.Count, "trial")}{before}, {planned.Workers.ToString(CultureInfo.InvariantCulture)} side by side, "
            + $"in {environment.Shown(planned.RunFolder)}";
    }

    private string Finished(TrialFinished finished, StudyProgress progress)
    {
        string left = TimeLeft.Phrase(progress, environment.Time.GetUtcNow());
        return $"{Accuracies(finished)} in {Quantities.Duration(TimeSpan.FromSeconds(finished.Seconds))} ({Quantities.Count(progress.Over)} of {Quantities.Count(progress.Trials.Count)}{left})";
    }

    /// <summary>What a trial of its kind measured.</summary>
    private static string Accuracies(TrialFinished finished)
    {
        string heldOut = finished.Trial.Kind switch
        {
            TrialKind.Search => "selection",
            TrialKind.Fold => "out of fold",
            _ => "test",
        };
        string[] measured =
        [
            .. finished.TrainAccuracy is { } train ? (string[])[$"train {Quantities.Percent(train)}"] : [],
            .. finished.TestAccuracy is { } test ? (string[])[$"{heldOut} {Quantities.Percent(test)}"] : [],
        ];
        return measured.Length == 0 ? "finished" : string.Join(", ", measured);
    }

    private IEnumerable<string> Decoding(DataDecoding decoding)
    {
        int tenths = decoding.Total == 0 ? 10 : (int)(10L * decoding.Done / decoding.Total);
        if (tenths == _decodedTenths)
        {
            return [];
        }

        _decodedTenths = tenths;
        return [$"decoding images: {Quantities.Count(decoding.Done)} of {Quantities.Count(decoding.Total)}"];
    }
}
