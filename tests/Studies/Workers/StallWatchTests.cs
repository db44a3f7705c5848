using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public sealed class StallWatchTests : IDisposable
{
    private static readonly PlannedTrial s_trial = new(3, "baseline", 3, 0);

    private readonly RunDirectory _directory = new(Directory.CreateTempSubdirectory("stalls-").FullName);
    private readonly ManualClock _clock = new();
    private readonly StudyFixture.Recorded _events = new();

    public void Dispose() => Directory.Delete(_directory.Root, recursive: true);

    [Fact]
    public void Look_SignsKeepComing_TellsNothing()
    {
        using StallWatch watch = Watch();
        watch.Begin(s_trial);
        for (int minute = 0; minute < 60; minute += 9)
        {
            _clock.Advance(TimeSpan.FromMinutes(9));
            watch.Sign(s_trial, "training, batch 7");
        }

        Assert.Empty(_events.Events);
        Assert.False(File.Exists(_directory.Stalled));
    }

    [Fact]
    public void Look_NoSignForTenMinutes_TellsTheTrialAndItsLastStepOnceForEveryTen()
    {
        using StallWatch watch = Watch();
        watch.Begin(s_trial);
        watch.Sign(s_trial, "training, batch 7");

        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty(_events.Events);
        _clock.Advance(TimeSpan.FromMinutes(10));

        TrialStalled stalled = Assert.IsType<TrialStalled>(Assert.Single(_events.Events));
        Assert.Equal((s_trial, "training, batch 7", TimeSpan.FromMinutes(10)), (stalled.Trial, stalled.Last, stalled.Silent));
        StalledTrial kept = Assert.Single(StalledTrials.Read(_directory));
        Assert.Equal(("baseline", "3", "training, batch 7"), (kept.Variant, kept.Name, kept.Last));

        _clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal([10, 20, 30], _events.Events.Cast<TrialStalled>().Select(told => (int)told.Silent.TotalMinutes));
    }

    [Fact]
    public void Sign_AfterAStall_TellsThatItGoesOnAndRemovesTheFile()
    {
        using StallWatch watch = Watch();
        watch.Begin(s_trial);
        _clock.Advance(TimeSpan.FromMinutes(12));

        watch.Sign(s_trial, "epoch 2 of 10");

        TrialMoved moved = Assert.IsType<TrialMoved>(_events.Events[^1]);
        Assert.Equal(("epoch 2 of 10", TimeSpan.FromMinutes(12)), (moved.Now, moved.Silent));
        Assert.False(File.Exists(_directory.Stalled));
    }

    [Fact]
    public void End_OfAStalledTrial_RemovesTheFileAndTellsNoMore()
    {
        using StallWatch watch = Watch();
        watch.Begin(s_trial);
        _clock.Advance(TimeSpan.FromMinutes(10));

        watch.End(s_trial);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Single(_events.Events);
        Assert.False(File.Exists(_directory.Stalled));
    }

    [Fact]
    public void Start_FileOfAProcessThatWasKilled_IsRemoved()
    {
        StudyJson.Write(_directory.Stalled, new StalledTrials { Trials = [new StalledTrial("baseline", "0", _clock.GetUtcNow(), "training")] });

        using StallWatch watch = Watch();

        Assert.False(File.Exists(_directory.Stalled));
    }

    private StallWatch Watch() => new(_directory, TimeSpan.FromMinutes(10), _clock, _events);
}
