using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Prepares the batches of an epoch ahead of the training step, on other threads: copying, augmentation, dropout masks. Each batch is a function of its place,
/// so it does not matter which thread prepares it or when. Buffers go round.
/// </summary>
internal sealed class BatchFeed(NetworkDescription network, PreparedData data, TrialSeeds seeds, int batchSize)
{
    /// <summary>Batches in preparation at most: where augmentation is slower than the step, as many threads help.</summary>
    private const int Ahead = 3;

    private readonly Stack<TrainingBatch> _free = [];
    private readonly int[] _labels = [.. data.Train.Labels];

    /// <summary>The number of batches in an epoch.</summary>
    public static int StepsOf(int rows, int batchSize) => (rows + batchSize - 1) / batchSize;

    /// <summary>The number of samples for which a batch needs room: a batch size above the number of rows must not cost memory for rows that do not exist.</summary>
    public static int CapacityFor(TrainingOptions training, NetworkDescription network, PreparedData data, TrialSeeds seeds)
    {
        int rows = EpochPlan.Of(data.Train, network.Classes, training, seeds, 0).Rows.Length;
        return Math.Min(training.BatchSize, Math.Max(rows, data.Train.Count));
    }

    /// <summary>Hands the batches of an epoch to a consumer, in order.</summary>
    /// <param name="plan">The rows.</param>
    /// <param name="epoch">The epoch: the key of augmentation and dropout draws.</param>
    /// <param name="first">The first step: 0, or the one at which an interrupted epoch goes on.</param>
    /// <param name="augment">Whether samples are augmented, where the data have an augmentation.</param>
    /// <param name="weights">The loss weight of each class.</param>
    /// <param name="consume">Takes the step and its batch, which it must not keep; answers whether to go on.</param>
    /// <param name="cancellation">Checked at every step.</param>
    public void Run(
        EpochPlan plan, int epoch, int first, bool augment, float[] weights, Func<int, TrainingBatch, bool> consume, CancellationToken cancellation)
    {
        int steps = StepsOf(plan.Rows.Length, batchSize);
        Queue<Task<TrainingBatch>> ahead = [];
        try
        {
            for (int next = first, step = first; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (; next < steps && ahead.Count < Ahead; next++)
                {
                    (int index, TrainingBatch batch) = (next, Take());
                    ahead.Enqueue(Task.Run(() => Prepare(batch, plan, index, epoch, augment, weights), CancellationToken.None));
                }

                TrainingBatch ready = ahead.Dequeue().GetAwaiter().GetResult();
                bool goOn = consume(step, ready);
                _free.Push(ready);
                if (!goOn)
                {
                    return;
                }
            }
        }
        finally
        {
            Drain(ahead);
        }
    }

    /// <summary>After a failure or an early end the other threads may still be writing: their buffers must not go round before they have ended.</summary>
    private static void Drain(Queue<Task<TrainingBatch>> ahead)
    {
        foreach (Task<TrainingBatch> task in ahead)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private TrainingBatch Take() => _free.TryPop(out TrainingBatch? batch) ? batch : new TrainingBatch(network, batchSize);

    private TrainingBatch Prepare(TrainingBatch batch, EpochPlan plan, int step, int epoch, bool augment, float[] weights)
    {
        int start = step * batchSize;
        batch.Count = Math.Min(batchSize, plan.Rows.Length - start);
        ReadOnlySpan<int> rows = plan.Rows.AsSpan(start, batch.Count);
        Span<float> inputs = batch.Inputs.AsSpan(0, checked((int)(batch.Count * network.Input.Size)));
        if (augment && data.Augmentation is { } augmentation)
        {
            augmentation.CopySamples(rows, plan.Occurrences.AsSpan(start, batch.Count), epoch, inputs);
        }
        else
        {
            data.Train.CopySamples(rows, PreprocessingPath.Training, inputs);
        }

        for (int sample = 0; sample < batch.Count; sample++)
        {
            batch.Labels[sample] = _labels[rows[sample]];
            batch.Weights[sample] = weights[batch.Labels[sample]];
        }

        DropoutMasks.Fill(batch, network, seeds, epoch, step);
        return batch;
    }
}
