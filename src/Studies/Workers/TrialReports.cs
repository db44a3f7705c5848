using System.Diagnostics;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>From what a trial tells to the events, metrics and watch of a study, whatever runs it.</summary>
internal sealed class TrialReports(TimeProvider clock, IProgress<StudyEvent> events, StallWatch watch)
{
    /// <summary>A trial starts.</summary>
    public void Begin(PlannedTrial trial)
    {
        events.Report(new TrialStarted(clock.GetUtcNow(), trial));
        watch.Begin(trial);
    }

    /// <summary>Passes on what a running trial tells.</summary>
    /// <returns>The message when it is the trial's last one; null otherwise.</returns>
    public TrialMessage? Receive(PlannedTrial trial, TrialMessage message)
    {
        if (message.Epoch is { } epoch)
        {
            watch.Sign(trial, FormattableString.Invariant($"epoch {epoch.Epoch + 1} of {message.Epochs ?? 0}"));
            StudyTelemetry.Epoch(trial, epoch);
            events.Report(new EpochFinished(clock.GetUtcNow(), trial, message.Epochs ?? 0, epoch));
            return null;
        }

        if (message.Phase is { } phase)
        {
            long steps = message.Steps ?? 0;
            watch.Sign(trial, steps == 0 ? phase : FormattableString.Invariant($"{phase}, batch {steps}"));
            events.Report(new TrialSign(clock.GetUtcNow(), trial, phase, steps));
            return null;
        }

        if (message.Note is { } note)
        {
            events.Report(new TrialNoted(clock.GetUtcNow(), trial, note));
            return null;
        }

        return message;
    }

    /// <summary>A trial ended as its last message says.</summary>
    public void End(PlannedTrial trial, TrialMessage last, Activity? span, double seconds)
    {
        watch.End(trial);
        if (last.Finished == true)
        {
            StudyTelemetry.Ended(span, trial, null, null, last.Seconds ?? seconds);
            events.Report(new TrialFinished(clock.GetUtcNow(), trial, last.TrainAccuracy, last.TestAccuracy, last.Seconds ?? 0));
            return;
        }

        string kind = last.FailureKind ?? FailureKinds.Error;
        string failure = last.Problems is { Count: > 0 } problems ? string.Join(" ", problems) : last.Failure ?? "";
        StudyTelemetry.Ended(span, trial, kind, failure, last.Seconds ?? seconds);
        events.Report(new TrialFailed(clock.GetUtcNow(), trial, failure) { Kind = kind });
    }
}
