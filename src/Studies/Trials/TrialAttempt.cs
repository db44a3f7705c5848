using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>One attempt at a trial: prepare, train, measure, write.</summary>
internal sealed class TrialAttempt(
    StudyConfiguration study, PlannedTrial trial, TimeProvider clock, TextWriter events, CancellationToken cancellation)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly long _startedTicks = clock.GetTimestamp();

    /// <summary>Runs the trial and writes all files but <c>trial.json</c>, which <see cref="TrialFolder.Finish"/> writes last.</summary>
    public TrialResult Run(PreparedStudy prepared, string cacheFolder, TrialFolder folder)
    {
        ScenarioOptions options = StudyPlanner.OptionsOf(study, trial.Variant);
        TrialSeeds seeds = StudyPlanner.SeedsOf(study, trial.Repeat);
        using PreparedData data = DataPreparation.Prepare(options, seeds, cacheFolder, progress: null, cancellation);
        CheckFingerprint(prepared.Fingerprints[trial.Variant], data.Description.Fingerprint);
        try
        {
            long before = clock.GetTimestamp();
            TrainingOutcome outcome = ModelTraining.Train(
                options, data, seeds, new EpochMessages(events, options.Training.Epochs), cancellation);
            double trainingSeconds = clock.GetElapsedTime(before).TotalSeconds;
            using ITrainedModel model = outcome.Model;
            TrialMeasurements measured = TrialMeasurements.Of(outcome, data, cancellation);
            folder.Save(outcome, data, measured, study.Baseline.Vary.Contains(RandomStream.Split));
            return Result(TrialState.Finished) with
            {
                Measurements = measured.Values,
                Epochs = outcome.KeptEpoch is null ? null : outcome.History.Count,
                KeptEpoch = outcome.KeptEpoch,
                StoppedEarly = outcome.StoppedEarly,
                ParameterCount = model.ParameterCount,
                WeightsDigest = model.WeightsDigest,
                TrainingSeconds = trainingSeconds,
            };
        }
        catch (NumericFailureException failure)
        {
            folder.SaveHistory(failure.History);
            return Result(TrialState.Failed) with
            {
                FailureKind = "numericFailure",
                Failure = failure.Message,
                Epochs = failure.History.Count,
            };
        }
    }

    private TrialResult Result(TrialState state) => new()
    {
        Variant = trial.Variant,
        Repeat = trial.Repeat,
        State = state,
        Started = _started,
        Seconds = clock.GetElapsedTime(_startedTicks).TotalSeconds,
        PeakMemoryBytes = PeakMemory(),
    };

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

    private sealed class EpochMessages(TextWriter events, int epochs) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => TrialMessage.Write(events, new TrialMessage { Epochs = epochs, Epoch = value });
    }
}
