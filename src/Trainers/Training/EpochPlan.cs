using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// Which training rows an epoch presents and in which order: sampling by class, then, unless <c>training.order</c> asks for the source's order, one global
/// shuffle, so that the order of the data never matters. A function of the seeds and the epoch alone.
/// </summary>
internal sealed class EpochPlan
{
    private EpochPlan(int[] rows, int[] occurrences) => (Rows, Occurrences) = (rows, occurrences);

    /// <summary>The rows in the order in which they are presented.</summary>
    public int[] Rows { get; }

    /// <summary>For each of them, how often it came before in this epoch: 0 unless over-sampling repeats it.</summary>
    public int[] Occurrences { get; }

    /// <summary>The plan of an epoch.</summary>
    public static EpochPlan Of(SampleSet train, int classes, TrainingOptions training, TrialSeeds seeds, int epoch)
    {
        CounterRandom sampleDraws = seeds.Draws(RandomStream.Sampling, epoch);
        CounterRandom orderDraws = seeds.Draws(RandomStream.Order, epoch);
        int[] rows = ClassSampling.EpochRows(train.Labels, classes, training.Sampling, ref sampleDraws);
        switch (training)
        {
            case { Sampling: SamplingMode.Stratified }:
                rows = StratifiedBatches.Arrange(ClassMembers.Of(train.Labels, classes), training.BatchSize, ref orderDraws);
                break;
            case { Order: SampleOrder.Shuffled }:
                orderDraws.Shuffle(rows.AsSpan());
                break;
            case { Order: SampleOrder.Source }:
                SortBySource(rows, train.SourceIndexes);
                break;
            case { Order: SampleOrder.Buffered }:
                SortBySource(rows, train.SourceIndexes);
                rows = ShuffleBuffer.Reorder(rows, training.ShuffleBuffer, ref orderDraws);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(training));
        }

        return new EpochPlan(rows, CountOccurrences(rows, train.Count));
    }

    /// <summary>Every row once, in a shuffled order of its own: for measurements in training mode, where neighbours in a batch matter.</summary>
    public static EpochPlan OnceEach(SampleSet train, TrialSeeds seeds)
    {
        CounterRandom draws = seeds.Draws(RandomStream.Order, MeasurementEpoch);
        int[] rows = [.. Enumerable.Range(0, train.Count)];
        draws.Shuffle(rows.AsSpan());
        return new EpochPlan(rows, new int[rows.Length]);
    }

    /// <summary>The epoch counter of draws that belong to no epoch of the training.</summary>
    public const int MeasurementEpoch = int.MaxValue;

    private static void SortBySource(int[] rows, IReadOnlyList<int> sourceIndexes)
    {
        int[] keys = [.. rows.Select(row => sourceIndexes[row])];
        Array.Sort(keys, rows);
    }

    private static int[] CountOccurrences(int[] rows, int count)
    {
        int[] seen = new int[count];
        int[] occurrences = new int[rows.Length];
        for (int index = 0; index < rows.Length; index++)
        {
            occurrences[index] = seen[rows[index]]++;
        }

        return occurrences;
    }
}
