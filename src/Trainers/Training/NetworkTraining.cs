using System.Diagnostics;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// The one training loop: epochs of steps on whatever engine, measurement after every epoch, early stopping, and the predictions that explain the
/// difference between a metric of training and one of evaluation.
/// </summary>
internal sealed class NetworkTraining
{
    private readonly TrainingOptions _training;
    private readonly PreparedData _data;
    private readonly TrialSeeds _seeds;
    private readonly NetworkDescription _description;
    private readonly INeuralNetwork _network;
    private readonly SamplePrediction _prediction;
    private readonly BatchFeed _feed;
    private readonly float[] _classWeights;
    private readonly int _batchSize;
    private readonly List<EpochRecord> _history = [];
    private readonly NumericWatch _watch;

    private NetworkTraining(TrainingOptions training, PreparedData data, TrialSeeds seeds, NetworkDescription description, INeuralNetwork network)
    {
        (_training, _data, _seeds, _description, _network) = (training, data, seeds, description, network);
        _prediction = new SamplePrediction(network, description);
        _batchSize = BatchFeed.CapacityFor(training, description, data, seeds);
        _feed = new BatchFeed(description, data, seeds, _batchSize);
        _classWeights = ClassLossWeights.Of(training, data.Train.Labels, data.Classes);
        _watch = new NumericWatch(description, network, _history);
    }

    /// <summary>Trains a network on an engine.</summary>
    public static TrainingOutcome Train(
        INeuralEngine engine,
        ScenarioOptions scenario,
        NetworkOptions options,
        PreparedData data,
        TrialSeeds seeds,
        IProgress<EpochRecord>? progress,
        Func<EpochRecord, bool>? stopAfter,
        CancellationToken cancellation)
    {
        if (DataPreparation.NeedsSelection(scenario) && data.Selection is null)
        {
            throw new ArgumentException("something selects during training, but no selection set was held out", nameof(data));
        }

        (NetworkDescription description, INeuralNetwork network) = Build(engine, scenario.Training, options, data, seeds);
        try
        {
            return new NetworkTraining(scenario.Training, data, seeds, description, network).Run(progress, stopAfter, cancellation);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>A network before its first step.</summary>
    /// <exception cref="ProblemException">The layers do not fit the data.</exception>
    public static (NetworkDescription Description, INeuralNetwork Network) Build(
        INeuralEngine engine, TrainingOptions training, NetworkOptions options, PreparedData data, TrialSeeds seeds)
    {
        (NetworkDescription? description, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(options, data.Shape, data.Classes.Count);
        if (description is null)
        {
            throw new ProblemException(ProblemStage.Configuration, problems);
        }

        TrainingRule rule = new(training.Optimizer, training.ClipNorm, training.Threads);
        return (description, engine.Build(description, InitialWeights.Draw(description, seeds), rule));
    }

    private TrainingOutcome Run(IProgress<EpochRecord>? progress, Func<EpochRecord, bool>? stopAfter, CancellationToken cancellation)
    {
        EpochMeasurement measurement = new(_data, _seeds, _prediction, _training.CleanTrainingSample);
        EarlyStopping? stopping = _training.EarlyStopping is { } options ? new EarlyStopping(options) : null;
        RunningPredictions running = new(_data.Train.Count, _description.Classes);
        LearningRateSchedule? schedule = null;
        NamedWeights? best = null;
        RunningPredictions? kept = null;
        int keptEpoch = 0;
        bool isStopped = false;

        for (int epoch = 0; epoch < _training.Epochs && stopping is not { IsExhausted: true } && !isStopped; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            EpochPlan plan = EpochPlan.Of(_data.Train, _description.Classes, _training, _seeds, epoch);
            int steps = BatchFeed.StepsOf(plan.Rows.Length, _batchSize);
            schedule ??= new LearningRateSchedule(_training.Schedule, _training.Optimizer.LearningRate, _training.Epochs, steps);
            running.Begin();
            EpochTotals totals = TrainEpoch(plan, epoch, schedule, running, cancellation);
            _watch.CheckWeights(epoch, steps - 1);
            EpochMeasurement.Result measured = measurement.Measure(cancellation);
            _watch.CheckMeasurement(epoch, steps - 1, measured);
            EpochRecord record = totals.Record(epoch, schedule.At(epoch, steps - 1), measured, start);
            _history.Add(record);
            schedule.EndEpoch(record.HeldOutLoss);
            if (stopping is null || stopping.Improves(record.HeldOutLoss, record.HeldOutAccuracy))
            {
                keptEpoch = epoch;
                best = stopping is null ? null : _network.GetWeights();
                (kept, running) = (running, kept ?? new RunningPredictions(_data.Train.Count, _description.Classes));
            }

            progress?.Report(record);
            isStopped = stopAfter?.Invoke(record) ?? false;
        }

        if (best is not null)
        {
            _network.SetWeights(best);
        }

        // Whoever answers after the last epoch, or when early stopping ends the training anyway, has ended nothing.
        bool isCut = _history.Count < _training.Epochs;
        bool isExhausted = stopping is { IsExhausted: true };
        return Outcome(kept ?? throw new InvalidOperationException("no epoch was trained"), keptEpoch, cancellation) with
        {
            StoppedEarly = isCut && isExhausted,
            StoppedByCaller = isCut && !isExhausted,
        };
    }

    private EpochTotals TrainEpoch(
        EpochPlan plan, int epoch, LearningRateSchedule schedule, RunningPredictions running, CancellationToken cancellation)
    {
        EpochTotals totals = new(_description);
        _feed.Run(
            plan, epoch, augment: true, _classWeights,
            (step, batch) =>
            {
                StepResult result = _network.TrainStep(batch, schedule.At(epoch, step));
                _watch.CheckStep(epoch, step, batch, result);
                totals.Add(batch, result);
                running.Add(plan.Rows.AsSpan(step * _batchSize, batch.Count), result.Probabilities);
                return true;
            },
            cancellation);
        totals.Finish();
        return totals;
    }

    private TrainingOutcome Outcome(RunningPredictions kept, int keptEpoch, CancellationToken cancellation)
    {
        TrainingPredictions presented = kept.Presented();
        LandscapeMeasurement? landscape = _training.Landscape
            ? LossLandscape.Measure(_network, _description, _data.Train, _seeds, cancellation)
            : null;
        return new TrainingOutcome
        {
            Model = new TrainedNetwork(_description, _network),
            History = _history,
            KeptEpoch = keptEpoch,
            Layers = TrainedLayers.Of(_description),
            Sharpness = landscape?.Sharpness,
            GradientNoiseScale = landscape?.NoiseScale,
            Running = presented,
            TrainAugmented = _data.Augmentation is { } augmentation ? Augmented(augmentation, presented.Rows, keptEpoch, cancellation) : null,
            TrainMode = TrainMode(cancellation),
        };
    }

    private TrainingPredictions Augmented(SampleAugmentation augmentation, IReadOnlyList<int> rows, int epoch, CancellationToken cancellation)
    {
        // The first presentation of each row in the kept epoch: the draws that the running predictions were made on.
        int[] first = new int[_description.PredictionBatch];
        float[] probabilities = _prediction.Predict(
            [.. rows],
            (chunk, destination) => augmentation.CopySamples(chunk, first.AsSpan(0, chunk.Length), epoch, destination),
            cancellation);
        return new TrainingPredictions(rows, probabilities);
    }

    private TrainingPredictions TrainMode(CancellationToken cancellation)
    {
        RunningPredictions predictions = new(_data.Train.Count, _description.Classes);
        predictions.Begin();
        EpochPlan plan = EpochPlan.OnceEach(_data.Train, _seeds);
        float[] batchProbabilities = new float[_batchSize * _description.Classes];
        _feed.Run(
            plan, EpochPlan.MeasurementEpoch, augment: false, _classWeights,
            (step, batch) =>
            {
                _network.PredictInTrainingMode(batch, batchProbabilities);
                predictions.Add(plan.Rows.AsSpan(step * _batchSize, batch.Count), batchProbabilities);
                return true;
            },
            cancellation);
        return predictions.Presented();
    }
}
