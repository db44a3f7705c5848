using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// An order of all rows in which every batch has the class shares of the whole: of a class with n_c of n rows, a batch of b rows holds b n_c / n, rounded
/// down or up. Every row is equally likely in every place.
/// </summary>
/// <remarks>
/// What the roundings leave open in the full batches is filled by systematic sampling (Madow 1949) in two directions at once. The classes, in random order, lie
/// as arcs on a circle of length 1, as long as the fractions of b n_c / n; they go round a whole number of times. Each batch is a point of the circle and gets
/// one more row of each class whose arc covers it: the same number of rows for every batch. The points are equally spaced from a random start, so that each
/// arc covers a number of points that is its length times the number of batches, rounded down or up; that leaves a right number for the smaller last batch too.
/// All lengths are multiplied by n times the number of full batches, which makes them whole numbers and the counts exact.
/// </remarks>
internal static class StratifiedBatches
{
    /// <summary>Batches that are arranged by class have no other order.</summary>
    public static Problem? Check(TrainingOptions training) => training is { Sampling: SamplingMode.Stratified, Order: not SampleOrder.Shuffled }
        ? new Problem(
            "training.order", "\"shuffled\" with the sampling \"stratified\", which arranges the batches itself",
            training.Order == SampleOrder.Source ? "\"source\"" : "\"buffered\"", "Remove training.order, or use the sampling \"natural\".")
        : null;

    /// <summary>All rows, batch after batch.</summary>
    /// <param name="members">For each class its rows; shuffled in place.</param>
    /// <param name="batchSize">The number of rows of a batch; the last may be smaller.</param>
    /// <param name="draws">The draws of the epoch, of the stream <c>order</c>.</param>
    public static int[] Arrange(int[][] members, int batchSize, ref CounterRandom draws)
    {
        int count = members.Sum(rows => rows.Length);
        int[] arranged = new int[count];
        int[] taken = new int[members.Length];
        int placed = 0;
        foreach (int[] rows in members)
        {
            draws.Shuffle(rows.AsSpan());
        }

        foreach (int[] counts in FullBatches([.. members.Select(rows => rows.Length)], batchSize, ref draws))
        {
            for (int label = 0; label < members.Length; label++)
            {
                members[label].AsSpan(taken[label], counts[label]).CopyTo(arranged.AsSpan(placed));
                taken[label] += counts[label];
                placed += counts[label];
            }
        }

        for (int label = 0; label < members.Length; label++)
        {
            members[label].AsSpan(taken[label]).CopyTo(arranged.AsSpan(placed));
            placed += members[label].Length - taken[label];
        }

        for (int start = 0; start < count; start += batchSize)
        {
            draws.Shuffle(arranged.AsSpan(start, Math.Min(batchSize, count - start)));
        }

        return arranged;
    }

    /// <summary>For each full batch, the number of rows of each class.</summary>
    private static int[][] FullBatches(int[] sizes, int batchSize, ref CounterRandom draws)
    {
        int count = sizes.Sum();
        int batches = count / batchSize;
        if (batches == 0)
        {
            return [];
        }

        int[] order = [.. Enumerable.Range(0, sizes.Length)];
        draws.Shuffle(order.AsSpan());
        int[] points = [.. Enumerable.Range(0, batches)];
        draws.Shuffle(points.AsSpan());
        int start = draws.NextInt(count);
        long circle = (long)count * batches;
        int[][] counts = new int[batches][];
        for (int batch = 0; batch < batches; batch++)
        {
            counts[batch] = new int[sizes.Length];
            long point = ((long)count * points[batch]) + start;
            long arcStart = 0;
            foreach (int label in order)
            {
                long whole = (long)batchSize * sizes[label];
                long arcEnd = arcStart + (whole % count * batches);
                counts[batch][label] = (int)((whole / count) + Passes(arcEnd, point, circle) - Passes(arcStart, point, circle));
                arcStart = arcEnd;
            }
        }

        return counts;
    }

    /// <summary>How often the point has been passed on the way from 0 round the circle to a place: the number of m from 0 on with point + m circle below it.</summary>
    private static long Passes(long place, long point, long circle) => place <= point ? 0 : ((place - point - 1) / circle) + 1;
}
