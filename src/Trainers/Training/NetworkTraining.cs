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
    private readonly TrainingState _state;
    private readonly TrainingCheckpoints? _checkpoints;
    private readonly SamplePrediction _prediction;
    private readonly BatchFeed _feed;
    private readonly float[] _classWeights;
    private readonly int _batchSize;
    private readonly NumericWatch _watch;

    private NetworkTraining(
        TrainingOptions training, PreparedData data, TrialSeeds seeds, NetworkDescription description, (TrainingState State, INeuralNetwork Network) begun, TrainingCheckpoints? checkpoints)
    {
        (_training, _data, _seeds, _description, _checkpoints) = (training, data, seeds, description, checkpoints);
        (_state, _network) = begun;
        _prediction = new SamplePrediction(_network, description);
        _batchSize = BatchFeed.CapacityFor(training, description, data, seeds);
        _feed = new BatchFeed(description, data, seeds, _batchSize);
        _classWeights = ClassLossWeights.Of(training, data.Train.Labels, data.Classes);
        _watch = new NumericWatch(description, _network, _state.History);
    }

    /// <summary>Trains a network on an engine, from its checkpoint where there is one.</summary>
    public static TrainingOutcome Train(
        INeuralEngine engine,
        ScenarioOptions scenario,
        NetworkOptions options,
        PreparedData data,
        TrialSeeds seeds,
        IProgress<EpochRecord>? progress,
        Func<EpochRecord, bool>? stopAfter,
        TrainingCheckpoints? checkpoints,
        CancellationToken cancellation)
    {
        if (DataPreparation.NeedsSelection(scenario) && data.Selection is null)
        {
            throw new ArgumentException("something selects during training, but no selection set was held out", nameof(data));
        }

        TrainingOptions training = scenario.Training;
        NetworkDescription description = Describe(options, data);
        int batchSize = BatchFeed.CapacityFor(training, description, data, seeds);
        int steps = BatchFeed.StepsOf(EpochPlan.Of(data.Train, description.Classes, training, seeds, 0).Rows.Length, batchSize);
        (TrainingState, INeuralNetwork Network) Begin() =>
            (new TrainingState(training, description, data.Train.Count, steps), Build(engine, training, description, seeds));
        (TrainingState State, INeuralNetwork Network) begun = checkpoints?.Restore(Begin) ?? Begin();
        try
        {
            return new NetworkTraining(training, data, seeds, description, begun, checkpoints).Run(progress, stopAfter, cancellation);
        }
        catch
        {
            begun.Network.Dispose();
            throw;
        }
    }

    /// <summary>A network before its first step.</summary>
    /// <exception cref="ProblemException">The layers do not fit the data.</exception>
    public static (NetworkDescription Description, INeuralNetwork Network) Build(
        INeuralEngine engine, TrainingOptions training, NetworkOptions options, PreparedData data, TrialSeeds seeds)
    {
        NetworkDescription description = Describe(options, data);
        return (description, Build(engine, training, description, seeds));
    }

    private static NetworkDescription Describe(NetworkOptions options, PreparedData data)
    {
        (NetworkDescription? description, IReadOnlyList<Problem> problems) = NetworkDesign.Describe(options, data.Shape, data.Classes.Count);
        return description ?? throw new ProblemException(ProblemStage.Configuration, problems);
    }

    private static INeuralNetwork Build(INeuralEngine engine, TrainingOptions training, NetworkDescription description, TrialSeeds seeds) =>
        engine.Build(description, InitialWeights.Draw(description, seeds), new TrainingRule(training.Optimizer, training.ClipNorm, training.Threads));

    private TrainingOutcome Run(IProgress<EpochRecord>? progress, Func<EpochRecord, bool>? stopAfter, CancellationToken cancellation)
    {
        EpochMeasurement measurement = new(_data, _seeds, _prediction, _training.CleanTrainingSample);
        try
        {
            while (_state.Epoch < _training.Epochs && _state is { Stopping: not { IsExhausted: true }, IsStopped: false })
            {
                EpochRecord record = TrainEpoch(measurement, cancellation);
                _state.EndEpoch(record, _network);
                progress?.Report(record);
                _state.IsStopped = stopAfter?.Invoke(record) ?? false;
                _checkpoints?.WriteIfDue(_state, _network);
            }
        }
        catch (OperationCanceledException)
        {
            // Between two steps, or after the last one of an epoch: whoever goes on loses nothing.
            _checkpoints?.WriteBeforeEnding(_state, _network);
            throw;
        }

        if (_state.Best is { } best)
        {
            _network.SetWeights(best);
        }

        // Whoever answers after the last epoch, or when early stopping ends the training anyway, has ended nothing.
        bool isCut = _state.History.Count < _training.Epochs;
        bool isExhausted = _state.Stopping is { IsExhausted: true };
        return Outcome(_state.Kept ?? throw new InvalidOperationException("no epoch was trained"), _state.KeptEpoch, cancellation) with
        {
            StoppedEarly = isCut && isExhausted,
            StoppedByCaller = isCut && !isExhausted,
        };
    }

    private EpochRecord TrainEpoch(EpochMeasurement measurement, CancellationToken cancellation)
    {
        int epoch = _state.Epoch;
        EpochTotals totals = _state.BeginEpoch();
        EpochPlan plan = EpochPlan.Of(_data.Train, _description.Classes, _training, _seeds, epoch);
        int last = BatchFeed.StepsOf(plan.Rows.Length, _batchSize) - 1;
        totals.Begin();
        _feed.Run(
            plan, epoch, totals.Steps, augment: true, _classWeights,
            (step, batch) =>
            {
                StepResult result = _network.TrainStep(batch, _state.Schedule.At(epoch, step));
                TrainingMeter.Trained.Add(batch.Count);
                _watch.CheckStep(epoch, step, batch, result);
                totals.Add(batch, result);
                _state.Running.Add(plan.Rows.AsSpan(step * _batchSize, batch.Count), result.Probabilities);
                _checkpoints?.WriteIfDue(_state, _network);
                return true;
            },
            cancellation);
        totals.Finish();
        _watch.CheckWeights(epoch, last);
        EpochMeasurement.Result measured = measurement.Measure(cancellation);
        _watch.CheckMeasurement(epoch, last, measured);
        return totals.Record(epoch, _state.Schedule.At(epoch, last), measured);
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
            History = _state.History,
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
            plan, EpochPlan.MeasurementEpoch, first: 0, augment: false, _classWeights,
            (step, batch) =>
            {
                _network.PredictInTrainingMode(batch, batchProbabilities);
                TrainingMeter.Predicted.Add(batch.Count);
                predictions.Add(plan.Rows.AsSpan(step * _batchSize, batch.Count), batchProbabilities);
                return true;
            },
            cancellation);
        return predictions.Presented();
    }
}
