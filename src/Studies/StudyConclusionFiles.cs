using System.Runtime.InteropServices;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Gathers what finished trials wrote, concludes, and writes <c>result.json</c>.</summary>
internal static class StudyConclusionFiles
{
    /// <summary>Concludes from whatever trials there are.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="study">The configuration.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="crashed">Trials whose process ended without a result.</param>
    /// <param name="workers">Trials that ran side by side.</param>
    /// <param name="clock">Tells when the study was concluded.</param>
    public static StudyOutcome Conclude(
        RunDirectory directory,
        StudyConfiguration study,
        StudyPlan plan,
        IReadOnlyList<TrialResult> crashed,
        int workers,
        TimeProvider clock)
    {
        TrialResult[] trials =
        [
            .. plan.Trials
                .Select(trial => directory.TrialResult(trial.Variant, trial.Repeat))
                .Where(File.Exists)
                .Select(ResultFiles.ReadTrial),
            .. crashed,
        ];
        StudyResult result = StudyConclusion.Conclude(
            study,
            Provenance(study, plan, workers, clock),
            DatasetOf(PreparedStudy.Read(directory.Dataset).Description),
            new StudyEvidence
            {
                Trials = trials,
                Rows = (variant, repeat) => ResultFiles.ReadPredictions(directory.Predictions(variant, repeat)),
            });
        ResultFiles.WriteResult(directory.Result, result);
        return new StudyOutcome(directory, result, trials.Count(trial => trial.State == TrialState.Failed));
    }

    private static StudyProvenance Provenance(StudyConfiguration study, StudyPlan plan, int workers, TimeProvider clock) => new()
    {
        Version = ProgramVersion.Text,
        Started = plan.Planned,
        Finished = clock.GetUtcNow(),
        Command = plan.Command,
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Engine = string.Join(", ", study.Variants.Select(variant => variant.Options).Prepend(study.Baseline)
            .Select(options => ModelTraining.EngineOf(options.Model)).Distinct()),
        Processors = Environment.ProcessorCount,
        Threads = study.Baseline.Training.Threads,
        Workers = workers,
        Seed = study.Baseline.Seed,
        Configuration = ScenarioJson.ToJson(study.Baseline),
    };

    private static DatasetResult DatasetOf(DatasetDescription data) => new()
    {
        Kind = data.Kind,
        Fingerprint = data.Fingerprint,
        Classes = data.Classes,
        Shape = data.Shape.IsImage
            ? FormattableString.Invariant($"{data.Shape.Height} x {data.Shape.Width} x {data.Shape.Channels}")
            : FormattableString.Invariant($"{data.Shape.Size} features"),
        Counts = data.Counts,
        Columns = [.. data.Columns.Select(column => new DatasetColumn(column.Name, column.Kind, column.Missing, column.Categories))],
        Skipped = [.. data.Unreadable.Select(sample => new SkippedSample(sample.Id, sample.Reason))],
        Notes = data.Notes,
    };
}
