using System.Diagnostics;
using System.Diagnostics.Metrics;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// Tells the coordinator that a trial is alive, from its own work: what it does, and every few seconds how many batches it is further. There is no timer behind it, so a trial that hangs falls silent.
/// </summary>
internal sealed class TrialSigns : IDisposable
{
    /// <summary>Between two messages about steps; far below the time after which silence is a stall, and too seldom to cost anything.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    /// <summary>Trials may run on several threads of one process: a batch belongs to the trial in whose flow it was counted.</summary>
    private static readonly AsyncLocal<TrialSigns?> s_current = new();

    private static readonly MeterListener s_listener = Listen();

    private readonly TextWriter _events;
    private readonly TimeProvider _clock;
    private readonly TrialSigns? _outer;
    private string _phase = "";
    private Activity? _span;
    private long _steps;
    private long _told;

    private TrialSigns(TextWriter events, TimeProvider clock)
    {
        (_events, _clock, _outer) = (events, clock, s_current.Value);
        _told = clock.GetTimestamp();
    }

    /// <summary>The trial that this flow runs, if any.</summary>
    public static TrialSigns? Current => s_current.Value;

    /// <summary>Starts to tell.</summary>
    /// <param name="events">Receives the messages.</param>
    /// <param name="clock">Tells when the next one is due.</param>
    public static TrialSigns Start(TextWriter events, TimeProvider clock)
    {
        _ = s_listener;
        TrialSigns signs = new(events, clock);
        s_current.Value = signs;
        return signs;
    }

    /// <summary>Says what the trial does from now on, and opens a span of that name.</summary>
    public void Phase(string phase)
    {
        (_phase, _steps) = (phase, 0);
        _span?.Dispose();
        _span = StudyTelemetry.Source.StartActivity("trial." + phase);
        Tell();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _span?.Dispose();
        s_current.Value = _outer;
    }

    private void Step()
    {
        _steps++;
        if (_clock.GetElapsedTime(_told) >= s_interval)
        {
            Tell();
        }
    }

    private void Tell()
    {
        _told = _clock.GetTimestamp();
        TrialMessage.Write(_events, new TrialMessage { Phase = _phase, Steps = _steps });
    }

    private static MeterListener Listen()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TrainingMeter.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => s_current.Value?.Step());
        listener.Start();
        return listener;
    }
}
