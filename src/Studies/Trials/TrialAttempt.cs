using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>One attempt at a trial of any kind: prepare, train, measure, write.</summary>
internal sealed class TrialAttempt(
    RunDirectory directory, StudyConfiguration study, PlannedTrial trial, TimeProvider clock, TextWriter events, CancellationToken cancellation, PreparedDataReuse? reuse = null)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly long _startedTicks = clock.GetTimestamp();
    private readonly ScenarioOptions _options = StudyPlanner.OptionsOf(study, trial);
    private readonly TrialSeeds _seeds = StudyPlanner.SeedsOf(study, trial);
    private string _cacheFolder = "";
    private double _resumedSeconds;

    /// <summary>Runs the trial and writes all files but <c>trial.json</c>, which <see cref="TrialFolder.Finish"/> writes last.</summary>
    public TrialResult Run(PreparedStudy prepared, string cacheFolder, TrialFolder folder)
    {
        _cacheFolder = cacheFolder;
        TrialSigns.Current?.Phase("preparation");
        PreparedData? kept = trial.Kind == TrialKind.Fold ? null : reuse?.Prepare(_options, _seeds, cacheFolder, cancellation);
        using PreparedData? own = kept is not null ? null
            : trial.Kind == TrialKind.Fold ? DataPreparation.PrepareFold(_options, _seeds, trial.Repeat, study.Baseline.LabelAudit!.Folds, cacheFolder, cancellation)
            : DataPreparation.Prepare(_options, _seeds, cacheFolder, progress: null, cancellation);
        PreparedData data = kept ?? own!;
        CheckFingerprint(prepared.Fingerprints[trial.Variant], data.Description.Fingerprint);
        TrialSigns.Current?.Phase(trial.Kind == TrialKind.Audit ? "audit" : "training");
        try
        {
            return trial.Kind switch
            {
                TrialKind.Measure => Measure(data, folder),
                TrialKind.Search => Search(data, folder),
                TrialKind.Fold => Fold(data, folder),
                TrialKind.Component => Component(data, folder),
                TrialKind.RangeTest => RangeTest(data, folder),
                TrialKind.Audit => Audit(data, folder),
                _ => throw new InvalidOperationException($"a trial of kind {trial.Kind}"),
            };
        }
        catch (NumericFailureException failure)
        {
            folder.SaveHistory(failure.History, []);
            return Result(TrialState.Failed) with
            {
                FailureKind = FailureKinds.NumericFailure,
                Failure = failure.Message,
                Epochs = failure.History.Count,
            };
        }
    }

    private TrialResult Measure(PreparedData data, TrialFolder folder)
    {
        bool splitVaries = study.Baseline.Vary.Contains(RandomStream.Split) || study.Baseline.Vary.Contains(RandomStream.Data);
        if (SharedWeights.Find(directory, trial) is { } shared)
        {
            using ITrainedModel same = ModelTraining.Load(_options, shared.ModelFolder, _cacheFolder);
            TrialMeasurements again = TrialMeasurements.Of(same, shared, data, cancellation);
            folder.CopyHistory(shared.Folder);
            Save(same, again, shared.Result.KeptEpoch);
            return shared.Result with
            {
                Variant = trial.Variant,
                WeightsFrom = trial.WeightsFrom,
                Measurements = again.Values,
                Started = _started,
                Seconds = Seconds,
                TrainingSeconds = 0,
                ResumedSeconds = 0,
                PeakMemoryBytes = PeakMemory(),
            };
        }

        (TrainingOutcome outcome, double trainingSeconds) = Train(data, folder);
        using ITrainedModel model = outcome.Model;
        TrialMeasurements measured = TrialMeasurements.Of(outcome, data, cancellation);
        folder.SaveHistory(outcome.History, outcome.Layers);
        Save(model, measured, outcome.KeptEpoch);
        return Trained(outcome, measured.Values, trainingSeconds) with
        {
            Sharpness = outcome.Sharpness,
            GradientNoiseScale = outcome.GradientNoiseScale,
        };

        void Save(ITrainedModel trained, TrialMeasurements measured, int? keptEpoch)
        {
            folder.Save(trained, data, measured, splitVaries);
            if (trial.Repeat == 0)
            {
                ChangedPictures.Write(folder.Pictures, data, measured.Rows, keptEpoch);
            }
        }
    }

    /// <summary>Scores a candidate on the selection set; validation and test samples are not read.</summary>
    private TrialResult Search(PreparedData data, TrialFolder folder)
    {
        SearchScore score = new(_options.Search!.Objective);
        (TrainingOutcome outcome, double seconds) = Train(
            data, folder, epoch => trial.Limits is { } limits && epoch.Epoch < limits.Count && score.OfEpoch(epoch.HeldOutLoss, epoch.HeldOutAccuracy) > limits[epoch.Epoch]);
        using ITrainedModel model = outcome.Model;
        TrialMeasurements measured = TrialMeasurements.OfSelection(model, data, cancellation);
        folder.SaveHistory(outcome.History, outcome.Layers);
        return Trained(outcome, measured.Values, seconds) with { Pruned = outcome.StoppedByCaller };
    }

    private TrialResult Fold(PreparedData data, TrialFolder folder)
    {
        (TrainingOutcome outcome, double seconds) = Train(data, folder);
        using ITrainedModel model = outcome.Model;
        TrialMeasurements measured = TrialMeasurements.OfFold(model, data, cancellation);
        folder.SaveHistory(outcome.History, outcome.Layers);
        folder.SaveRows(measured.Rows);
        return Trained(outcome, measured.Values, seconds);
    }

    private TrialResult Component(PreparedData data, TrialFolder folder)
    {
        (TrainingOutcome outcome, double seconds) = Train(data, folder);
        using ITrainedModel model = outcome.Model;
        return Trained(outcome, TrialMeasurements.OfTest(model, data, cancellation).Values, seconds);
    }

    private TrialResult RangeTest(PreparedData data, TrialFolder folder)
    {
        folder.SaveSteps(ModelTraining.RangeTest(_options, study.Baseline.RangeTest!, data, _seeds, cancellation));
        return Result(TrialState.Finished);
    }

    /// <summary>
    /// A model that cannot be used fails the audit and nothing else: the measurements stand without it. A full disk stops the study, which makes the audit when it goes on; a mistake in this program ends the
    /// process and is told with its stack, as in other trials.
    /// </summary>
    private TrialResult Audit(PreparedData data, TrialFolder folder)
    {
        try
        {
            AuditTrial audit = new(directory, trial, _options, _seeds, folder, _cacheFolder, cancellation);
            folder.SaveAudit(audit.Run(data));
            return Result(TrialState.Finished) with { WeightsDigest = audit.WeightsDigest };
        }
        catch (Exception exception) when (exception is ProblemException { Stage: not ProblemStage.Storage } or IOException or UnauthorizedAccessException or InvalidDataException && !Storage.IsFull(exception))
        {
            return Result(TrialState.Failed) with { FailureKind = FailureKinds.Error, Failure = $"the audit of the data ended: {exception.Message}" };
        }
    }

    private (TrainingOutcome Outcome, double Seconds) Train(PreparedData data, TrialFolder folder, Func<EpochRecord, bool>? stopAfter = null)
    {
        TrainingCheckpoints checkpoints = new()
        {
            File = folder.Checkpoint,
            Key = CheckpointKey.Of(trial, _options, _seeds, data.Description.Fingerprint),
            Clock = clock,
            Interval = CheckpointInterval.Chosen,
            Note = note => TrialMessage.Write(events, new TrialMessage { Note = note }),
            Restored = epochs =>
            {
                foreach (EpochRecord epoch in epochs)
                {
                    folder.AddEpoch(epoch);
                }
            },
        };
        long before = clock.GetTimestamp();
        TrainingOutcome outcome;
        try
        {
            outcome = ModelTraining.Train(
                _options, data, _seeds, new EpochMessages(events, _options.Training.Epochs, folder), cancellation, stopAfter, _cacheFolder, checkpoints);
        }
        finally
        {
            _resumedSeconds = checkpoints.RestoredSeconds;
        }

        TrialSigns.Current?.Phase("measurement");
        return (outcome, _resumedSeconds + clock.GetElapsedTime(before).TotalSeconds);
    }

    private TrialResult Trained(TrainingOutcome outcome, IReadOnlyDictionary<string, MeasurementValues> values, double trainingSeconds) =>
        Result(TrialState.Finished) with
        {
            Measurements = values,
            Epochs = outcome.KeptEpoch is null ? null : outcome.History.Count,
            KeptEpoch = outcome.KeptEpoch,
            StoppedEarly = outcome.StoppedEarly,
            ParameterCount = outcome.Model.ParameterCount,
            WeightsDigest = outcome.Model.WeightsDigest,
            TrainingSeconds = trainingSeconds,
        };

    private TrialResult Result(TrialState state) => new()
    {
        Variant = trial.Variant,
        Repeat = trial.Repeat,
        State = state,
        Started = _started,
        Seconds = Seconds,
        ResumedSeconds = _resumedSeconds,
        PeakMemoryBytes = PeakMemory(),
    };

    /// <summary>This attempt, and of an interrupted one before it what is not done again.</summary>
    private double Seconds => _resumedSeconds + clock.GetElapsedTime(_startedTicks).TotalSeconds;

    private static long PeakMemory()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static void CheckFingerprint(string expected, string received)
    {
        if (expected != received)
        {
            throw new ProblemException(
                ProblemStage.Data,
                new Problem(
                    "data",
                    $"the data with which the study was planned (fingerprint {expected[..12]})",
                    $"other data (fingerprint {received[..12]})",
                    "Restore the files, or start a new study with \"run\"."));
        }
    }

    /// <summary>Tells an epoch to the coordinator and, in the trial's folder, to whoever looks on.</summary>
    private sealed class EpochMessages(TextWriter events, int epochs, TrialFolder folder) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value)
        {
            folder.AddEpoch(value);
            TrialMessage.Write(events, new TrialMessage { Epochs = epochs, Epoch = value });
        }
    }
}
