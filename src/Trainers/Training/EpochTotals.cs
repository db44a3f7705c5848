using System.Diagnostics;

namespace MlPipelines.Trainers;

/// <summary>Sums over the steps of an epoch.</summary>
internal sealed class EpochTotals(NetworkDescription network)
{
    private double _loss;
    private double _norm;
    private readonly int _classes = network.Classes;
    private readonly int[] _weighted = TrainedLayers.Indexes(network);
    private readonly double[] _layerNorms = new double[network.Layers.Count];
    private int _right;
    private int _samples;
    private int _steps;
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _seconds;

    /// <summary>Ends the clock of the steps.</summary>
    public void Finish() => _seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;

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
        _steps++;
    }

    /// <summary>The epoch's record.</summary>
    public EpochRecord Record(int epoch, double learningRate, EpochMeasurement.Result measured, long start) => new()
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
        GradientNorm = _norm / _steps,
        LayerGradientNorms = [.. _weighted.Select(layer => _layerNorms[layer] / _steps)],
        Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        StepSeconds = _seconds,
    };
}
