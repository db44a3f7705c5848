using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>From the folds that trials predicted to the label audits.</summary>
internal sealed class LabelAuditFiles(RunDirectory directory, StudyConfiguration study, StudyPlan plan)
{
    /// <summary>The audits of the variants whose folds are all predicted.</summary>
    public IReadOnlyList<LabelAuditResult> Results(CancellationToken cancellation) =>
        [.. (study.Baseline.LabelAudit?.Variants ?? []).Where(IsPredicted).Select(variant => Audit(variant, cancellation))];

    private bool IsPredicted(string variant) => Folds(variant) is { Count: > 0 } folds
        && folds.All(trial => File.Exists(Predictions(trial)));

    private IReadOnlyList<PlannedTrial> Folds(string variant) =>
        [.. plan.Trials.Where(trial => trial.Kind == TrialKind.Fold && trial.Variant == variant).OrderBy(trial => trial.Repeat)];

    private string Predictions(PlannedTrial trial) => Path.Combine(directory.Trial(trial.Variant, trial.Name), "predictions.csv");

    private LabelAuditResult Audit(string variant, CancellationToken cancellation)
    {
        IReadOnlyList<PlannedTrial> folds = Folds(variant);
        List<PreparedData> prepared = [];
        try
        {
            Dictionary<string, (SampleSet Set, int Row)> samples = [];
            foreach (PlannedTrial trial in folds)
            {
                PreparedData data = DataPreparation.PrepareFold(
                    StudyPlanner.OptionsOf(study, variant), StudyPlanner.SeedsOf(study, trial), trial.Repeat, folds.Count, plan.CacheFolder, cancellation);
                prepared.Add(data);
                for (int row = 0; row < data.Validation.Count; row++)
                {
                    samples[data.Validation.Ids[row]] = (data.Validation, row);
                }
            }

            return LabelAudits.Audit(
                new LabelAuditRequest
                {
                    Variant = variant,
                    Classes = prepared[0].Classes,
                    Folds = [.. folds.Select(trial => ResultFiles.ReadPredictions(Predictions(trial))[MeasurementNames.OutOfFold])],
                    OriginalLabels = samples.Values.All(sample => sample.Set.OriginalLabels is not null)
                        ? samples.ToDictionary(sample => sample.Key, sample => sample.Value.Set.OriginalLabels![sample.Value.Row])
                        : null,
                    WritePicture = prepared[0].Shape.IsImage ? (id, path) => WritePicture(samples[id], path) : null,
                },
                directory);
        }
        finally
        {
            prepared.ForEach(data => data.Dispose());
        }
    }

    private static bool WritePicture((SampleSet Set, int Row) sample, string path)
    {
        if (sample.Set.Picture(sample.Row, PreprocessingPath.Training) is not { } picture)
        {
            return false;
        }

        SamplePictureFile.WritePng(path, picture);
        return true;
    }
}
