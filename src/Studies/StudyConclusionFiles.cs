using System.Diagnostics;
using System.Runtime.InteropServices;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Gathers what finished trials wrote, concludes, and writes <c>result.json</c>.</summary>
/// <param name="directory">The run directory.</param>
/// <param name="study">The configuration as it was planned.</param>
/// <param name="plan">The whole plan.</param>
internal sealed class StudyConclusionFiles(RunDirectory directory, StudyConfiguration study, StudyPlan plan)
{
    private readonly Dictionary<int, TrialResult?> _results = [];
    private readonly StudyConfiguration _diagnosed = ReservedVariants.Merge(study, plan, directory);

    /// <summary>Concludes from whatever trials there are.</summary>
    /// <param name="workers">Trials that ran side by side.</param>
    /// <param name="clock">Tells when the study was concluded, where no trial ended.</param>
    /// <param name="cancellation">Checked where data are read.</param>
    public StudyOutcome Conclude(int workers, TimeProvider clock, CancellationToken cancellation)
    {
        using Activity? span = StudyTelemetry.Source.StartActivity("conclusion");
        PreparedStudy prepared = PreparedStudy.Read(directory.Dataset);
        StudyConfiguration chosen = WithChosenValues();
        TrialResult[] measured = [.. Ended(TrialKind.Measure).Select(pair => pair.Result)];
        StudyEvidence evidence = new()
        {
            Trials = [.. measured.Where(trial => !ReservedVariants.IsReserved(plan, trial.Variant))],
            ReservedTrials = [.. measured.Where(trial => ReservedVariants.IsReserved(plan, trial.Variant))],
            DiagnosisIsComplete = plan.Diagnosis is { Stage: DiagnosisStage.Remedies or DiagnosisStage.Confirmed },
            DiagnosisLooks = plan.Diagnosis is { HasSecondLook: true } ? SecondLook.Looks : 1,
            RemediesNotRun = plan.Diagnosis?.RemediesNotRun ?? [],
            Rows = (variant, repeat) => ResultFiles.EachMeasurement(directory.Predictions(variant, repeat)),
            History = (variant, repeat) => ResultFiles.ReadHistory(directory.History(variant, repeat)),
            Gradients = (variant, repeat) => ResultFiles.ReadGradients(directory.Gradients(variant, repeat)),
            Picture = Picture,
            ComponentRuns = [.. ComponentRuns()],
            Searches = new SearchFiles(directory, study).Results(plan),
            RangeTests = RangeTests(),
            LabelAudits = new LabelAuditFiles(directory, chosen, plan).Results(cancellation),
            DataAudit = prepared.Audit,
            FailedParts = [.. FailedParts()],
            Audit = Ended(TrialKind.Audit).Any(pair => pair.Result.State == TrialState.Finished)
                ? ResultFiles.ReadAudit(directory.Audit(VariantResult.Baseline))
                : null,
        };
        StudyResult result = StudyConclusion.Conclude(chosen, Provenance(workers, clock), DatasetOf(prepared.Description), evidence);
        ResultFiles.WriteResult(directory.Result, result);
        return new StudyOutcome(directory, result, plan.Trials.Count(IsFailure));
    }

    /// <summary>A change that a diagnosis tried and that ends in numbers that are not finite is a finding, not a failure of the study.</summary>
    private bool IsFailure(PlannedTrial trial) => !ReservedVariants.IsReserved(plan, trial.Variant) && ResultOf(trial)?.State == TrialState.Failed;

    /// <summary>The configuration with the values that searches chose in the place of those that were written.</summary>
    private StudyConfiguration WithChosenValues()
    {
        ScenarioOptions Chosen(string variant) =>
            plan.Trials.FirstOrDefault(trial => trial.Kind == TrialKind.Measure && trial.Variant == variant) is { } trial
                ? StudyPlanner.OptionsOf(_diagnosed, trial)
                : StudyPlanner.OptionsOf(_diagnosed, variant);
        return _diagnosed with
        {
            Baseline = Chosen(VariantResult.Baseline),
            Variants = [.. study.Variants.Select(variant => variant with { Options = Chosen(variant.Name) })],
        };
    }

    /// <summary>Read once: three questions are asked of every trial, and a study may have a hundred thousand.</summary>
    private TrialResult? ResultOf(PlannedTrial trial)
    {
        if (!_results.TryGetValue(trial.Index, out TrialResult? result))
        {
            _results[trial.Index] = result = FailedAttempts.ResultOf(directory, trial);
        }

        return result;
    }

    /// <summary>Trials beside the repeats that give no measurements; what they would have told is missing. Candidates of a search stand in its table.</summary>
    private IEnumerable<FailedPart> FailedParts() =>
        from trial in plan.Trials
        where trial.Kind is not (TrialKind.Measure or TrialKind.Search) && !ReservedVariants.IsReserved(plan, trial.Variant)
        let result = ResultOf(trial)
        where result is not { State: TrialState.Finished }
        select new FailedPart(trial.Variant, trial.Name, result?.Failure);

    private IEnumerable<(PlannedTrial Trial, TrialResult Result)> Ended(TrialKind kind)
    {
        foreach (PlannedTrial trial in plan.Trials.Where(trial => trial.Kind == kind))
        {
            if (ResultOf(trial) is { } result)
            {
                yield return (trial, result);
            }
        }
    }

    private string? Picture(string variant, string measurement, int row)
    {
        string path = Path.Combine(directory.Pictures(variant, 0), ChangedPictures.FileName(measurement, row));
        return File.Exists(path) ? Path.GetRelativePath(directory.Root, path).Replace(Path.DirectorySeparatorChar, '/') : null;
    }

    private IEnumerable<ComponentRun> ComponentRuns() =>
        from pair in Ended(TrialKind.Component)
        where pair.Result.State == TrialState.Finished
        let draw = pair.Trial.Component!
        select new ComponentRun(
            StudyJson.Word(draw.Stream), draw.SharesOnly, draw.Base, pair.Result.Measurements[MeasurementNames.Test].Accuracy);

    private Dictionary<string, IReadOnlyList<CurvePoint>> RangeTests() => Ended(TrialKind.RangeTest)
        .Where(pair => pair.Result.State == TrialState.Finished)
        .ToDictionary(
            pair => pair.Trial.Variant,
            IReadOnlyList<CurvePoint> (pair) =>
                [.. TrialFolder.ReadSteps(directory.Trial(pair.Trial.Variant, pair.Trial.Name)).Select(step => new CurvePoint(step.LearningRate, step.Loss))]);

    /// <summary>A study that is concluded again, days later, took no longer for it.</summary>
    private DateTimeOffset? LastTrialEnded() => plan.Trials.Select(ResultOf).OfType<TrialResult>()
        .Max(result => (DateTimeOffset?)result.Started.AddSeconds(result.Seconds - result.ResumedSeconds));

    private StudyProvenance Provenance(int workers, TimeProvider clock) => new()
    {
        Version = ProgramVersion.Text,
        Started = plan.Planned,
        Finished = LastTrialEnded() ?? clock.GetUtcNow(),
        Command = plan.Command,
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Engine = string.Join(", ", study.Variants.Select(variant => variant.Options).Prepend(study.Baseline)
            .Select(options => ModelTraining.EngineOf(options)).Distinct()),
        Processors = Environment.ProcessorCount,
        Processor = Machine.Processor,
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
