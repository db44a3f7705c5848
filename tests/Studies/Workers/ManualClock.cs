namespace MlPipelines.Tests.Studies;

/// <summary>A clock that stands still until it is moved; its timers ring as it passes them.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(callback, state, period, _now + dueTime);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        DateTimeOffset end = _now + time;
        while (_timers.Where(timer => timer.Next <= end).MinBy(timer => timer.Next) is { } due)
        {
            _now = due.Next;
            due.Ring();
        }

        _now = end;
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, TimeSpan period, DateTimeOffset next) : ITimer
    {
        public DateTimeOffset Next { get; private set; } = next;

        public void Ring()
        {
            Next += period;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => Next = DateTimeOffset.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
