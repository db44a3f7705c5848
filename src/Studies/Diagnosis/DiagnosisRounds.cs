using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// The rounds of a diagnosis, after the study's own trials: conclude, gather evidence, conclude, try remedies, conclude, repeat what was left open, conclude. Each round is decided once, from the conclusion
/// before it, and written to the plan before it runs; a study that goes on takes up the rounds where they stand.
/// </summary>
internal sealed class DiagnosisRounds(
    RunDirectory directory, StudyConfiguration study, ITrialPool pool, int workers, TimeProvider clock, StudyLog log)
{
    /// <summary>Runs what is left of them.</summary>
    /// <param name="plan">The plan; all of its trials ended.</param>
    /// <param name="cancellation">Stops the workers and keeps what is finished.</param>
    public async Task<StudyOutcome> RunAsync(StudyPlan plan, CancellationToken cancellation)
    {
        StudyOutcome outcome = Conclude(plan, cancellation);
        while (plan.Diagnosis is { Stage: not DiagnosisStage.Confirmed } diagnosis)
        {
            PlannedRound round = Next(plan, diagnosis, outcome, cancellation);
            (plan, IReadOnlyList<PlannedTrial> added) = round.AppendedTo(plan);
            StudyJson.Write(directory.Plan, plan);
            if (added.Count == 0 && round.Diagnosis.Stage == DiagnosisStage.Confirmed)
            {
                break;
            }

            Tell(round, diagnosis, added);
            await pool.RunAsync(added, cancellation).ConfigureAwait(false);
            outcome = Conclude(plan, cancellation);
        }

        return outcome;
    }

    private PlannedRound Next(StudyPlan plan, DiagnosisPlan diagnosis, StudyOutcome outcome, CancellationToken cancellation)
    {
        ScenarioOptions options = ReservedVariants.BaselineOf(study, plan);
        DiagnosedCase known = new()
        {
            Options = options,
            Result = outcome.Result,
            Data = PreparedStudy.Read(directory.Dataset).Description,
            Directory = directory,
        };
        ReservedPreparation preparation = new(study, options, directory, plan.CacheFolder, cancellation);
        TrialCost cost = new(options, outcome.Result.Variants[0].Trials, known.Data);
        if (diagnosis.Stage == DiagnosisStage.Requested)
        {
            return new EvidencePlanner(known, preparation, cost, workers).Plan(diagnosis, plan.Trials);
        }

        double spent = Results(plan, trial => IsOfTheDiagnosis(trial, diagnosis)).Sum(result => result.Seconds) / workers;
        DiagnosisBudget left = new(diagnosis.BudgetSeconds - spent, workers);
        return diagnosis.Stage == DiagnosisStage.Evidence
            ? new RemedyPlanner(known, preparation, cost, left).Plan(diagnosis, plan.Trials)
            : new ConfirmationPlanner(known, cost, left).Plan(diagnosis, plan.Trials);
    }

    private static bool IsOfTheDiagnosis(PlannedTrial trial, DiagnosisPlan diagnosis) => diagnosis.Variants.Any(variant => variant.Name == trial.Variant)
        || (trial.Variant == VariantResult.Baseline && ((trial.Kind == TrialKind.Fold && diagnosis.Folds is not null) || (trial.Kind == TrialKind.RangeTest && diagnosis.HasRangeTest)));

    private IEnumerable<TrialResult> Results(StudyPlan plan, Func<PlannedTrial, bool> which) => plan.Trials.Where(which)
        .Select(trial => directory.TrialResult(trial.Variant, trial.Name))
        .Where(File.Exists)
        .Select(ResultFiles.ReadTrial);

    private void Tell(PlannedRound round, DiagnosisPlan before, IReadOnlyList<PlannedTrial> added)
    {
        string[] leftOut =
        [
            .. round.Diagnosis.Skipped.Skip(before.Skipped.Count).Select(skipped => $"{skipped.What}: {skipped.Reason}"),
            .. round.Diagnosis.RemediesNotRun.Skip(before.RemediesNotRun.Count).Select(remedy => $"{remedy.What}: {remedy.Note}"),
        ];
        log.Report(new DiagnosisRound(clock.GetUtcNow(), round.What, leftOut));
        if (added.Count > 0)
        {
            log.Report(new TrialsAdded(clock.GetUtcNow(), added));
        }
    }

    private StudyOutcome Conclude(StudyPlan plan, CancellationToken cancellation)
    {
        log.Report(new Concluding(clock.GetUtcNow()));
        return new StudyConclusionFiles(directory, study, plan).Conclude(workers, clock, cancellation);
    }
}
