using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Runs a study and finds out why it does worse in test: what <c>diagnose</c> does. An interrupted diagnosis goes on with <see cref="StudyRun.ResumeAsync"/>.</summary>
public static class StudyDiagnosis
{
    /// <summary>What a diagnosis may take beside the study itself unless it is told; chosen here: a few remedies of a small study.</summary>
    public static TimeSpan UsualBudget { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Runs a new study and diagnoses it.</summary>
    /// <param name="study">What is studied.</param>
    /// <param name="budget">What evidence and remedies may take together, by estimate.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="events">Receives what happens, on any thread.</param>
    /// <param name="cancellation">Stops the workers; finished trials are kept.</param>
    /// <exception cref="ProblemException">The data or the folders are wrong.</exception>
    public static Task<StudyOutcome> StartAsync(
        StudyConfiguration study, TimeSpan budget, StudyRunOptions options, IProgress<StudyEvent> events, CancellationToken cancellation) =>
        StudyRun.StartDiagnosedAsync(study, Requested(budget), options, events, cancellation);

    /// <summary>Diagnoses a run that exists: goes on with its trials, then with the diagnosis. One that is diagnosed already is concluded again, and nothing is trained.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="budget">What evidence and remedies may take; null for the one with which the diagnosis was planned, or the usual one.</param>
    /// <param name="cacheFolder">The folder of decoded data; null for the one with which the study was started.</param>
    /// <param name="workers">Trials side by side; null as in <see cref="StudyRunOptions.Workers"/>.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="events">Receives what happens, on any thread.</param>
    /// <param name="cancellation">Stops the workers; finished trials are kept.</param>
    /// <exception cref="ProblemException">The run cannot be read, another process runs it, its data changed, or its diagnosis was planned with another budget.</exception>
    public static Task<StudyOutcome> ContinueAsync(
        RunDirectory directory,
        TimeSpan? budget,
        string? cacheFolder,
        int? workers,
        TimeProvider clock,
        IProgress<StudyEvent> events,
        CancellationToken cancellation) => StudyRun.ResumeChangedAsync(
            directory, plan => WithDiagnosis(plan, budget, directory), cacheFolder, workers, clock, events, cancellation);

    private static StudyPlan WithDiagnosis(StudyPlan plan, TimeSpan? budget, RunDirectory directory)
    {
        if (plan.Diagnosis is null or { Stage: DiagnosisStage.Requested })
        {
            TimeSpan asked = budget ?? (plan.Diagnosis is { } before ? TimeSpan.FromSeconds(before.BudgetSeconds) : UsualBudget);
            return plan with { Diagnosis = Requested(asked) };
        }

        return budget is not { } other || other.TotalSeconds == plan.Diagnosis.BudgetSeconds ? plan : throw new ProblemException(
            ProblemStage.Configuration,
            new Problem(
                $"--budget ({directory.Root})",
                FormattableString.Invariant($"the budget with which this run's diagnosis was planned, {plan.Diagnosis.BudgetSeconds} s"),
                FormattableString.Invariant($"{other.TotalSeconds} s"),
                "Leave --budget out, or start a new study with \"diagnose SCENARIO\"."));
    }

    private static DiagnosisPlan Requested(TimeSpan budget) => new() { BudgetSeconds = budget.TotalSeconds, Stage = DiagnosisStage.Requested };
}
