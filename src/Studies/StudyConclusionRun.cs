using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>What <c>conclude</c> does with trials that ran anywhere: plans the next round of a search where there is one, and concludes otherwise.</summary>
public static class StudyConclusionRun
{
    private const int MostNamed = 20;

    /// <summary>Concludes a run, or plans its next round.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="events">Receives what happens.</param>
    /// <param name="cancellation">Checked where data are read.</param>
    /// <returns>What was found; or, where the study has more trials, null and their indexes.</returns>
    /// <exception cref="ProblemException">The run cannot be read, another process runs it, or a search's trials have not all ended.</exception>
    public static Task<(StudyOutcome? Outcome, IReadOnlyList<int> More)> ConcludeAsync(
        RunDirectory directory, TimeProvider clock, IProgress<StudyEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Task.Run<(StudyOutcome?, IReadOnlyList<int>)>(
            () =>
            {
                StudyConfiguration study = StudyConfigurationFile.Read(directory.Configuration);
                using FileLock own = StudyRun.OwnedBy(directory);
                StudyLog log = new(directory, events);
                StudyPlan plan = StudyPlan.Read(directory.Plan);
                if (plan.Trials.Count == 0)
                {
                    throw new ProblemException(ProblemStage.Data, new Problem(directory.Root, "a run whose trials are planned", "one that was stopped before that", "Plan it anew, or go on with \"resume\"."));
                }

                if (plan.Trials.All(trial => trial.Kind == TrialKind.Search))
                {
                    return (null, NextRound(directory, study, plan, clock, log));
                }

                log.Report(new Concluding(clock.GetUtcNow()));
                StudyOutcome outcome = new StudyConclusionFiles(directory, study, plan).Conclude(workers: 1, clock, cancellation);
                log.Report(new StudyConcluded(clock.GetUtcNow(), outcome.Result.Verdict.Sentence, outcome.FailedTrials));
                return (outcome, []);
            },
            cancellation);
    }

    private static IReadOnlyList<int> NextRound(RunDirectory directory, StudyConfiguration study, StudyPlan plan, TimeProvider clock, StudyLog log)
    {
        int[] open = [.. plan.Trials.Where(trial => FailedAttempts.ResultOf(directory, trial) is null).Select(trial => trial.Index)];
        if (open.Length > 0)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                directory.Root,
                "a round of the search whose candidates have all ended, because the next one depends on what they scored",
                $"no result of {string.Join(", ", open.Take(MostNamed))}{(open.Length > MostNamed ? ", ..." : "")}",
                "Run them: trial --run RUN --index N."));
        }

        SearchFiles searches = new(directory, study);
        IReadOnlyList<PlannedTrial> next = StudyPlanner.Next(study, plan.Trials, variant => searches.Scored(plan, variant));
        StudyJson.Write(directory.Plan, plan with { Trials = [.. plan.Trials, .. next] });
        log.Report(new TrialsAdded(clock.GetUtcNow(), next));
        return [.. next.Select(trial => trial.Index)];
    }
}
