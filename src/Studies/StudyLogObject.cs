using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPipelines.Studies;

/// <summary>
/// An event as a line of <c>log.jsonl</c>: <c>time</c> (UTC, milliseconds), <c>level</c> (<c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c>), <c>event</c>, <c>trial</c> where it is of one,
/// <c>trace</c> where there is one, and <c>fields</c>. Members are only ever added.
/// </summary>
internal static class StudyLogObject
{
    /// <summary>The line, without its end; null for what is no event of a log, such as the progress of decoding.</summary>
    public static string? Of(StudyEvent value) => Content(value) is not { } content
        ? null
        : new JsonObject
        {
            ["time"] = value.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["level"] = content.Level,
            ["event"] = content.Event,
            ["trial"] = content.Trial is not { } trial ? null : new JsonObject
            {
                ["index"] = trial.Index,
                ["variant"] = trial.Variant,
                ["name"] = trial.Name,
                ["kind"] = StudyJson.Word(trial.Kind),
            },
            ["trace"] = Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.TraceId.ToHexString() : null,
            ["fields"] = content.Fields,
        }.ToJsonString(StudyJson.Line);

    private static (string Level, string Event, PlannedTrial? Trial, JsonObject Fields)? Content(StudyEvent value) => value switch
    {
        DataReady ready => ("information", "dataReady", null, new JsonObject
        {
            ["kind"] = ready.Data.Kind,
            ["fingerprint"] = ready.Data.Fingerprint,
            ["counts"] = new JsonObject(ready.Data.Counts.Select(set => KeyValuePair.Create(set.Key, (JsonNode?)set.Value.Sum()))),
            ["unreadable"] = ready.Data.Unreadable.Count,
            ["notes"] = new JsonArray([.. ready.Data.Notes.Select(note => (JsonNode?)note)]),
        }),
        StudyPlanned planned => ("information", "studyPlanned", null, new JsonObject
        {
            ["scenario"] = planned.Scenario,
            ["trials"] = planned.Trials.Count,
            ["finishedBefore"] = planned.Finished,
            ["workers"] = planned.Workers,
            ["version"] = ProgramVersion.Text,
            ["process"] = Environment.ProcessId,
            ["machine"] = Environment.MachineName,
        }),
        TrialsAdded added => ("information", "trialsAdded", null, new JsonObject { ["trials"] = added.Trials.Count, ["from"] = added.Trials[0].Index }),
        DiagnosisRound round => ("information", "diagnosisRound", null, new JsonObject
        {
            ["what"] = round.What,
            ["leftOut"] = new JsonArray([.. round.LeftOut.Select(left => (JsonNode?)left)]),
        }),
        TrialStarted started => ("information", "trialStarted", started.Trial, []),
        TrialSign { Steps: 0 } sign => ("debug", "trialPhase", sign.Trial, new JsonObject { ["phase"] = sign.Phase }),
        EpochFinished epoch => ("debug", "epochFinished", epoch.Trial, new JsonObject
        {
            ["epoch"] = epoch.Epoch.Epoch + 1,
            ["epochs"] = epoch.Epochs,
            ["loss"] = Finite(epoch.Epoch.RunningLoss),
            ["heldOutSet"] = epoch.Epoch.HeldOutSet,
            ["heldOutLoss"] = Finite(epoch.Epoch.HeldOutLoss),
            ["heldOutAccuracy"] = Finite(epoch.Epoch.HeldOutAccuracy),
            ["learningRate"] = Finite(epoch.Epoch.LearningRate),
            ["seconds"] = Finite(epoch.Epoch.Seconds),
        }),
        TrialNoted noted => ("information", "trialNoted", noted.Trial, new JsonObject { ["note"] = noted.Note }),
        TrialFinished finished => ("information", "trialFinished", finished.Trial, new JsonObject
        {
            ["trainAccuracy"] = Finite(finished.TrainAccuracy),
            ["heldOutAccuracy"] = Finite(finished.TestAccuracy),
            ["seconds"] = finished.Seconds,
        }),
        TrialFailed failed => ("error", "trialFailed", failed.Trial, new JsonObject { ["kind"] = failed.Kind, ["failure"] = failed.Failure }),
        TrialStalled stalled => ("warning", "trialStalled", stalled.Trial, new JsonObject { ["last"] = stalled.Last, ["silentSeconds"] = Math.Round(stalled.Silent.TotalSeconds) }),
        TrialMoved moved => ("information", "trialMoved", moved.Trial, new JsonObject { ["now"] = moved.Now, ["silentSeconds"] = Math.Round(moved.Silent.TotalSeconds) }),
        JobSubmitted job => ("information", "jobSubmitted", null, new JsonObject { ["job"] = job.Job, ["trials"] = job.Trials }),
        QueueSeen queue => (queue.Reasons.Count > 0 ? "warning" : "debug", "queueSeen", null, new JsonObject
        {
            ["waiting"] = queue.Waiting,
            ["running"] = queue.Running,
            ["reasons"] = new JsonArray([.. queue.Reasons.Select(reason => (JsonNode?)reason)]),
        }),
        Concluding => ("information", "concluding", null, []),
        StudyConcluded concluded => (concluded.FailedTrials > 0 ? "warning" : "information", "studyConcluded", null, new JsonObject
        {
            ["verdict"] = concluded.Verdict,
            ["failedTrials"] = concluded.FailedTrials,
        }),
        StudyStopped stopped => (stopped.IsCancelled ? "warning" : "error", "studyStopped", null, new JsonObject { ["reason"] = stopped.Reason, ["cancelled"] = stopped.IsCancelled }),
        _ => null,
    };

    /// <summary>JSON has no word for what is not finite: null.</summary>
    private static JsonValue? Finite(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
