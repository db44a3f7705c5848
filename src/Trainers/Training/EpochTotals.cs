using System.Diagnostics;

namespace MlPipelines.Trainers;

/// <summary>Sums over the steps of an epoch, and its clock. Time between an interruption and going on does not count, nor do steps that are trained again.</summary>
internal sealed class EpochTotals(NetworkDescription network)
{
    private readonly int _classes = network.Classes;
    private readonly int[] _weighted = TrainedLayers.Indexes(network);
    private readonly double[] _layerNorms = new double[network.Layers.Count];
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _loss;
    private double _norm;
    private int _right;
    private int _samples;
    private double _secondsBefore;
    private double _stepSecondsBefore;
    private long _stepsStart = Stopwatch.GetTimestamp();
    private double? _stepSeconds;

    /// <summary>The steps so far: the number of the next one.</summary>
    public int Steps { get; private set; }

    /// <summary>Starts the clock of the steps.</summary>
    public void Begin() => _stepsStart = Stopwatch.GetTimestamp();

    /// <summary>Ends the clock of the steps.</summary>
    public void Finish() => _stepSeconds = StepSeconds;

    /// <summary>Takes in a step.</summary>
    public void Add(TrainingBatch batch, StepResult result)
    {
        for (int sample = 0; sample < batch.Count; sample++)
        {
            _loss += result.Losses[sample];
            _right += ClassPredictions.Greatest(result.Probabilities.AsSpan(sample * _classes, _classes)) == batch.Labels[sample] ? 1 : 0;
        }

        _norm += result.GradientNorm;
        for (int layer = 0; layer < _layerNorms.Length; layer++)
        {
            _layerNorms[layer] += result.LayerGradientNorms[layer];
        }

        _samples += batch.Count;
        Steps++;
    }

    /// <summary>The epoch's record.</summary>
    public EpochRecord Record(int epoch, double learningRate, EpochMeasurement.Result measured) => new()
    {
        Epoch = epoch,
        RunningLoss = _loss / _samples,
        RunningAccuracy = (double)_right / _samples,
        TrainLoss = measured.TrainLoss,
        TrainAccuracy = measured.TrainAccuracy,
        HeldOutSet = measured.HeldOutSet,
        HeldOutLoss = measured.HeldOutLoss,
        HeldOutAccuracy = measured.HeldOutAccuracy,
        LearningRate = learningRate,
        GradientNorm = _norm / Steps,
        LayerGradientNorms = [.. _weighted.Select(layer => _layerNorms[layer] / Steps)],
        Seconds = Seconds,
        StepSeconds = StepSeconds,
    };

    /// <summary>Writes the sums and the times so far.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Steps);
        writer.Write(_samples);
        writer.Write(_right);
        writer.Write(_loss);
        writer.Write(_norm);
        Array.ForEach(_layerNorms, writer.Write);
        writer.Write(Seconds);
        writer.Write(StepSeconds);
    }

    /// <summary>Takes up what <see cref="Write"/> wrote; the clock goes on from there.</summary>
    public void Read(BinaryReader reader)
    {
        (Steps, _samples, _right) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        (_loss, _norm) = (reader.ReadDouble(), reader.ReadDouble());
        for (int layer = 0; layer < _layerNorms.Length; layer++)
        {
            _layerNorms[layer] = reader.ReadDouble();
        }

        (_secondsBefore, _stepSecondsBefore) = (reader.ReadDouble(), reader.ReadDouble());
    }

    private double Seconds => _secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds;

    private double StepSeconds => _stepSeconds ?? (_stepSecondsBefore + Stopwatch.GetElapsedTime(_stepsStart).TotalSeconds);
}
