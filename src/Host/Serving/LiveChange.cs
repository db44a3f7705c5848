using MlPipelines.Evaluation;

namespace MlPipelines.Host;

/// <summary>Whether a reader would see a difference between two states of a run.</summary>
internal static class LiveChange
{
    /// <summary>Compares stages, epochs, the log, and what was found.</summary>
    public static bool IsSeen(LiveRun before, LiveRun now) =>
        before.Entry.State != now.Entry.State
        || before.Entry.Outcome != now.Entry.Outcome
        || before.Trials.Count != now.Trials.Count
        || before.Trials.Zip(now.Trials).Any(pair => pair.First.Stage != pair.Second.Stage || pair.First.History.Count != pair.Second.History.Count)
        || !before.Log.SequenceEqual(now.Log)
        || !before.Unreadable.SequenceEqual(now.Unreadable);
}
