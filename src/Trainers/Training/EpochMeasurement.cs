using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Measures after every epoch, in evaluation mode and without augmentation: a fixed sample of the training set, and the held-out set - selection when
/// there is one, otherwise validation, which then only draws a curve: nothing is chosen by it.
/// </summary>
internal sealed class EpochMeasurement
{
    private readonly SamplePrediction _prediction;
    private readonly int _classes;
    private readonly SampleSet _train;
    private readonly SampleSet _heldOut;
    private readonly int[] _trainRows;
    private readonly int[] _trainLabels;
    private readonly int[] _heldOutRows;
    private readonly int[] _heldOutLabels;

    /// <summary>Chooses the training sample: the same in every epoch, repeat and variant, drawn over the whole set.</summary>
    public EpochMeasurement(PreparedData data, TrialSeeds seeds, SamplePrediction prediction, int cleanTrainingSample)
    {
        (_prediction, _classes, _train, _heldOut) = (prediction, data.Classes.Count, data.Train, data.Selection ?? data.Validation);
        _trainRows = [.. SampleRows(data.Train, seeds, cleanTrainingSample).Order()];
        _trainLabels = [.. _trainRows.Select(row => data.Train.Labels[row])];
        _heldOutRows = [.. Enumerable.Range(0, _heldOut.Count)];
        _heldOutLabels = [.. _heldOut.Labels];
    }

    /// <summary>
    /// Training rows in random order, none twice: always the same for one set and seed, and a larger sample begins with a smaller one. Draws of the stream
    /// <c>order</c> of repeat 0, at counters that no epoch uses.
    /// </summary>
    public static int[] SampleRows(SampleSet train, TrialSeeds seeds, int count)
    {
        int[] rows = [.. Enumerable.Range(0, train.Count)];
        CounterRandom draws = new(seeds.Seed, 0, RandomStream.Order, EpochPlan.MeasurementEpoch, 1);
        draws.Shuffle(rows.AsSpan());
        return rows[..Math.Min(count, rows.Length)];
    }

    /// <summary>Measures the weights as they are.</summary>
    public Result Measure(CancellationToken cancellation)
    {
        (double trainLoss, double trainAccuracy) = Measure(_train, _trainRows, _trainLabels, cancellation);
        (double heldOutLoss, double heldOutAccuracy) = Measure(_heldOut, _heldOutRows, _heldOutLabels, cancellation);
        return new Result(trainLoss, trainAccuracy, _heldOut.Name, heldOutLoss, heldOutAccuracy);
    }

    private (double Loss, double Accuracy) Measure(SampleSet samples, int[] rows, int[] labels, CancellationToken cancellation) =>
        ClassPredictions.Measure(_prediction.Predict(samples, PreprocessingPath.Training, rows, cancellation), labels, _classes);

    /// <summary>What was measured.</summary>
    /// <param name="TrainLoss">Log loss on the training sample.</param>
    /// <param name="TrainAccuracy">Accuracy on the training sample.</param>
    /// <param name="HeldOutSet">The name of the held-out set.</param>
    /// <param name="HeldOutLoss">Log loss on it.</param>
    /// <param name="HeldOutAccuracy">Accuracy on it.</param>
    public sealed record Result(double TrainLoss, double TrainAccuracy, string HeldOutSet, double HeldOutLoss, double HeldOutAccuracy);
}
