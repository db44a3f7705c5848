namespace MlPipelines.Host;

/// <summary>
/// Estimates when a study ends from what its trials took so far: every trial is expected to last as long as its variant's finished ones (or
/// as running ones will at their pace, or as the other variants' where there is nothing better), and the workers take the
/// waiting ones in turn. Early stopping makes it an upper estimate.
/// </summary>
internal static class TimeLeft
{
    /// <summary>The epochs a running trial must have behind it before its pace says something: the first one includes the start.</summary>
    private const int EpochsOfEvidence = 2;

    /// <summary><c>, about 2 min 10 s left</c>, or nothing while nothing is known or less than a second is left.</summary>
    public static string Phrase(StudyProgress progress, DateTimeOffset now) =>
        Estimate(progress, now) is TimeSpan left && left >= TimeSpan.FromSeconds(1) ? $", about {Quantities.Duration(left)} left" : "";

    /// <summary>The time left, or null while nothing is known about any trial's duration.</summary>
    public static TimeSpan? Estimate(StudyProgress progress, DateTimeOffset now)
    {
        var expected = ExpectedSeconds(progress.Trials);
        if (expected.Count == 0)
        {
            return null;
        }

        double typical = expected.Values.Average();
        var workers = new PriorityQueue<double, double>();
        foreach (TrialProgress trial in progress.Trials.Where(trial => trial.Stage == TrialStage.Running))
        {
            double seconds = Remaining(trial, expected.GetValueOrDefault(trial.Trial.Variant, typical), now);
            workers.Enqueue(seconds, seconds);
        }

        for (int idle = workers.Count; idle < progress.Workers; idle++)
        {
            workers.Enqueue(0, 0);
        }

        foreach (double seconds in Waiting(progress, expected, typical))
        {
            double free = workers.Dequeue();
            workers.Enqueue(free + seconds, free + seconds);
        }

        return TimeSpan.FromSeconds(workers.UnorderedItems.Max(worker => worker.Element));
    }

    /// <summary>Variant → the seconds that one of its trials is expected to take.</summary>
    private static Dictionary<string, double> ExpectedSeconds(IReadOnlyList<TrialProgress> trials)
    {
        var expected = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IGrouping<string, TrialProgress> variant in trials.GroupBy(trial => trial.Trial.Variant, StringComparer.Ordinal))
        {
            double[] finished =
                [.. variant.Where(trial => trial is { Stage: TrialStage.Finished, Started: not null }).Select(trial => (trial.Ended!.Value - trial.Started!.Value).TotalSeconds)];
            double[] known = finished.Length > 0 ? finished : [.. variant.Select(ProjectedSeconds).OfType<double>()];
            if (known.Length > 0)
            {
                expected[variant.Key] = known.Average();
            }
        }

        return expected;
    }

    /// <summary>How long a running trial takes in all at the pace of its epochs.</summary>
    private static double? ProjectedSeconds(TrialProgress trial)
    {
        int done = trial.LastEpoch is null ? 0 : trial.LastEpoch.Epoch + 1;
        return trial.Stage == TrialStage.Running && done >= EpochsOfEvidence && trial.Epochs >= done
            ? (trial.LastEpochTime!.Value - trial.Started!.Value).TotalSeconds * trial.Epochs / done
            : null;
    }

    private static double Remaining(TrialProgress trial, double expected, DateTimeOffset now) =>
        Math.Max(0, (ProjectedSeconds(trial) ?? expected) - (now - trial.Started!.Value).TotalSeconds);

    /// <summary>The seconds of the trials that wait. Which ones an earlier run finished is not known by name, so after a resumption all count alike.</summary>
    private static IEnumerable<double> Waiting(StudyProgress progress, Dictionary<string, double> expected, double typical) =>
        progress.FinishedBefore > 0
            ? Enumerable.Repeat(typical, Math.Max(0, progress.Trials.Count - progress.Over - progress.Trials.Count(trial => trial.Stage == TrialStage.Running)))
            : progress.Trials.Where(trial => trial.Stage == TrialStage.Waiting).Select(trial => expected.GetValueOrDefault(trial.Trial.Variant, typical));
}
