using MlPipelines.Host;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Host;

public class TimeLeftTests
{
    [Fact]
    public void Estimate_NothingFinished_IsUnknown()
    {
        Assert.Null(At(0));
        Assert.Null(At(0, StudySamples.Planned()));
        Assert.Null(At(5, StudySamples.Planned(), StudySamples.Started(0, 0)));
    }

    [Fact]
    public void Estimate_OneEpochOfARunningTrial_IsNoEvidenceYet() =>
        Assert.Null(At(3, StudySamples.Planned(), StudySamples.Started(0, 0), StudySamples.Epoch(0, 0, 3)));

    [Fact]
    public void Estimate_PaceOfARunningTrial_IsProjectedOntoAllTrials()
    {
        // Two of ten epochs in 6 s: 30 s a trial. One worker: 24 s of this one and three more trials of 30 s.
        double? seconds = At(
            6, StudySamples.Planned(workers: 1), StudySamples.Started(0, 0), StudySamples.Epoch(0, 0, 3), StudySamples.Epoch(0, 1, 6));

        Assert.Equal(114, seconds!.Value, 9);
    }

    [Fact]
    public void Estimate_TwoWorkers_TakeTheWaitingTrialsInTurn()
    {
        // baseline 0 took 20 s; dropout 0 has run 20 of its 40 s (5 of 10 epochs in 20 s); baseline 1 starts now. Waiting: dropout 1, 40 s.
        // Worker A: baseline 1 until 20, then dropout 1 until 60 (both workers are free at 20). Worker B: dropout 0 until 20.
        double? seconds = At(
            20,
            StudySamples.Planned(),
            StudySamples.Started(0, 0),
            StudySamples.Started(1, 0),
            StudySamples.Epoch(1, 4, 20),
            StudySamples.Finished(0, 20),
            StudySamples.Started(2, 20));

        Assert.Equal(60, seconds!.Value, 9);
    }

    [Fact]
    public void Estimate_TrialsOfAnEarlierRun_AreNotTrainedAgain()
    {
        // Three of four are over, two of them before this run: one trial is left, and it takes what the other took.
        double? seconds = At(10, StudySamples.Planned(finished: 2), StudySamples.Started(2, 0), StudySamples.Finished(2, 10));

        Assert.Equal(10, seconds!.Value, 9);
    }

    [Fact]
    public void Estimate_TrialThatTakesLongerThanExpected_IsNeverNegative()
    {
        double? seconds = At(
            500, StudySamples.Planned(finished: 2), StudySamples.Started(2, 0), StudySamples.Finished(2, 10), StudySamples.Started(3, 10));

        Assert.Equal(0, seconds!.Value, 9);
    }

    private static double? At(double seconds, params StudyEvent[] events)
    {
        var progress = new StudyProgress();
        foreach (StudyEvent happened in events)
        {
            progress.Apply(happened);
        }

        return TimeLeft.Estimate(progress, StudySamples.Start.AddSeconds(seconds))?.TotalSeconds;
    }
}
