using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Audits the data of repeat 0 with the eyes of the model that it trained. Without that model the audits see the data alone; nothing is trained here.</summary>
internal sealed class AuditTrial(
    RunDirectory directory, PlannedTrial trial, ScenarioOptions options, TrialSeeds seeds, TrialFolder folder, string cacheFolder, CancellationToken cancellation)
{
    private readonly List<string> _notes = [];

    /// <summary>The digest of the model's weights; null where there is no model.</summary>
    public string? WeightsDigest { get; private set; }

    /// <summary>
    /// Whether a finished audit looked with other eyes than those that there are now: without a model, because repeat 0 had crashed and ended only when the study went on.
    /// </summary>
    public static bool IsOutdated(RunDirectory directory, PlannedTrial trial) => trial.Kind == TrialKind.Audit
        && ResultFiles.ReadTrial(directory.TrialResult(trial.Variant, trial.Name)) is { State: TrialState.Finished } audited
        && SharedWeights.Find(directory, trial.Variant, trial.Repeat)?.Result.WeightsDigest != audited.WeightsDigest;

    /// <summary>Audits, and writes pictures into the trial's folder.</summary>
    public AuditResult Run(PreparedData data)
    {
        using ITrainedModel? model = Model();
        ModelView? view = model is null ? null : View(model, data);
        AuditPictures? pictures = data.Shape.IsImage ? new AuditPictures(directory, folder) : null;
        Func<SampleSet, int, string?>? writePicture = pictures is null ? null : pictures.Write;
        return new AuditResult
        {
            Leakage = LeakageAudits.Audit(data, view, writePicture, cancellation),
            Shifts = ShiftAudits.Audit(data, view, writePicture, cancellation),
            Identity = IdentityProbes.Probe(data, model, cancellation),
            DeadUnits = model is null ? null : DeadUnitAudits.Audit(data, model, cancellation),
            LabelOrder = ModelTraining.FirstEpoch(options, data, seeds) is { } rows
                ? LabelOrders.Of([.. rows.Select(row => data.Train.Labels[row])], options.Training.BatchSize)
                : null,
            Mistakes = MistakeAudits.Audit(data, view, pictures),
            Pictures = PictureAudits.Audit(data, model, view, pictures, cancellation),
            Notes = _notes,
        };
    }

    private ITrainedModel? Model()
    {
        if (SharedWeights.Find(directory, trial.Variant, trial.Repeat) is { } trained)
        {
            WeightsDigest = trained.Result.WeightsDigest;
            return ModelTraining.Load(options, trained.ModelFolder, cacheFolder);
        }

        _notes.Add(string.Create(
            CultureInfo.InvariantCulture, $"Repeat {trial.Repeat} of the {trial.Variant} has no model, because it failed or did not end: the data were audited without one."));
        return null;
    }

    /// <summary>All sets as they would be deployed: test samples with their corruption, the others through the test path.</summary>
    private ModelView? View(ITrainedModel model, PreparedData data)
    {
        Dictionary<string, FeatureMatrix> features = [];
        Dictionary<string, float[]> probabilities = [];
        foreach (SampleSet set in ((SampleSet?[])[data.Train, data.Selection, data.Validation, data.Test]).OfType<SampleSet>())
        {
            PreprocessingPath path = AuditPictures.PathOf(set);
            if (model.Features(set, path, cancellation) is not { } seen)
            {
                _notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The features before the model's last layer are more than {FeatureMatrix.MostValues:N0} numbers for the {set.Count:N0} samples of the set {set.Name}: copies and shifts were looked for without the model."));
                return null;
            }

            features[set.Name] = seen;
            probabilities[set.Name] = model.Predict(set, path, cancellation);
        }

        return new ModelView(features, probabilities);
    }
}
