using System.Diagnostics;
using System.Diagnostics.Metrics;
using MlPipelines.Evaluation;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// The spans and metrics of studies, in the terms of OpenTelemetry (docs/observability.md lists them). This library only has them: without a listener, such as the exporter of the command line, an activity
/// is null and a measurement is dropped before it is made.
/// </summary>
public static class StudyTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "MlPipelines.Studies";

    /// <summary>The spans: <c>study</c>, <c>preparation</c>, <c>trial</c>, <c>trial.run</c> with its parts, <c>conclusion</c>.</summary>
    internal static ActivitySource Source { get; } = new(Name, ProgramVersion.Text);

    private static readonly Meter s_meter = new(Name, ProgramVersion.Text);
    private static readonly Counter<long> s_trials = s_meter.CreateCounter<long>("mlpipelines.trials", "{trial}", "Trials that ended, by outcome.");
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>("mlpipelines.trial.duration", "s", "Wall time of trials that ended.");
    private static readonly Counter<long> s_stalls = s_meter.CreateCounter<long>("mlpipelines.trial.stalls", "{stall}", "Times that a trial gave no sign of progress for too long.");
    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>("mlpipelines.epoch.loss", "1", "Loss while training in the last epoch of a trial.");
    private static readonly Gauge<double> s_accuracy = s_meter.CreateGauge<double>("mlpipelines.epoch.accuracy", "1", "Held-out accuracy after the last epoch of a trial.");

    /// <summary>Counts a trial that ended, and closes its span.</summary>
    internal static void Ended(Activity? span, PlannedTrial trial, string? failureKind, string? failure, double seconds)
    {
        TagList tags = new()
        {
            { "mlpipelines.variant", trial.Variant },
            { "mlpipelines.trial.kind", StudyJson.Word(trial.Kind) },
            { "mlpipelines.outcome", failureKind ?? "finished" },
        };
        s_trials.Add(1, tags);
        s_duration.Record(seconds, tags);
        span?.SetTag("mlpipelines.outcome", failureKind ?? "finished");
        if (failure is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure);
        }
    }

    /// <summary>Measures an epoch.</summary>
    internal static void Epoch(PlannedTrial trial, EpochRecord epoch)
    {
        if (s_loss.Enabled || s_accuracy.Enabled)
        {
            TagList tags = new() { { "mlpipelines.variant", trial.Variant }, { "mlpipelines.trial", trial.Name } };
            s_loss.Record(epoch.RunningLoss, tags);
            s_accuracy.Record(epoch.HeldOutAccuracy, tags);
        }
    }

    /// <summary>Counts a stall.</summary>
    internal static void Stalled(PlannedTrial trial) => s_stalls.Add(1, new KeyValuePair<string, object?>("mlpipelines.variant", trial.Variant));

    /// <summary>A span of a trial.</summary>
    internal static Activity? Trial(string name, RunDirectory directory, PlannedTrial trial) => Source.StartActivity(name)?
        .SetTag("mlpipelines.run", directory.Root)
        .SetTag("mlpipelines.variant", trial.Variant)
        .SetTag("mlpipelines.trial", trial.Name)
        .SetTag("mlpipelines.trial.index", trial.Index)
        .SetTag("mlpipelines.trial.kind", StudyJson.Word(trial.Kind));

    /// <summary>Puts the span that is open into the environment of a process, in the form of the W3C's Trace Context, so that its spans lie below.</summary>
    internal static void Propagate(ProcessStartInfo start)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current)
        {
            start.Environment["TRACEPARENT"] = id;
            if (current.TraceStateString is { Length: > 0 } state)
            {
                start.Environment["TRACESTATE"] = state;
            }
        }
    }
}
