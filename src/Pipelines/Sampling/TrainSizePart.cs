using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary><c>data.trainSize</c>: a part of the training samples in the class shares of the whole.</summary>
internal static class TrainSizePart
{
    /// <summary>The samples that are kept, ascending.</summary>
    /// <param name="train">The training samples.</param>
    /// <param name="labels">The class of each sample of the source, before label noise: how much noise there is does not change which samples are used.</param>
    /// <param name="size">The wanted number.</param>
    /// <param name="seeds">The trial's seeds.</param>
    /// <param name="problems">Receives why there is no such part.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> train, IReadOnlyList<int> labels, int size, TrialSeeds seeds, List<Problem> problems)
    {
        ILookup<int, int> byClass = train.ToLookup(sample => labels[sample]);
        int[] classes = [.. byClass.Select(samples => samples.Key).Order()];
        if (size > train.Count)
        {
            problems.Add(new Problem(
                "data.trainSize",
                string.Create(CultureInfo.InvariantCulture, $"at most {train.Count}, the training samples that are left beside validation and test"),
                size.ToString(CultureInfo.InvariantCulture)));
            return train;
        }

        if (size < classes.Length)
        {
            problems.Add(new Problem(
                "data.trainSize",
                string.Create(CultureInfo.InvariantCulture, $"at least {classes.Length}, one training sample of each class"),
                size.ToString(CultureInfo.InvariantCulture)));
            return train;
        }

        int[] parts = Apportion([.. classes.Select(label => byClass[label].Count())], size);
        return
        [
            .. classes.SelectMany((label, index) => DataDraws.Ranked(seeds, DataDraw.TrainSize, byClass[label]).Take(parts[index])).Order(),
        ];
    }

    /// <summary>Numbers that add up to the size, in the proportion of the counts, none below 1 and none above its count.</summary>
    /// <remarks>
    /// After one for each, one at a time goes to the class with the greatest count / (2 part + 1) (Webster, Sainte-Laguë). Where quotas are whole it
    /// meets them, and otherwise it is nearly always the rounding by largest remainders; but unlike that, no part falls when the size grows
    /// (Balinski and Young 1982, "Fair Representation"), without which a smaller training set would not lie in a larger one.
    /// </remarks>
    internal static int[] Apportion(IReadOnlyList<int> counts, int size)
    {
        int[] parts = [.. counts.Select(_ => 1)];
        PriorityQueue<int, (double, int)> next = new();
        for (int index = 0; index < parts.Length; index++)
        {
            Offer(index);
        }

        for (int left = size - parts.Length; left > 0; left--)
        {
            int index = next.Dequeue();
            parts[index]++;
            Offer(index);
        }

        return parts;

        void Offer(int index)
        {
            if (parts[index] < counts[index])
            {
                next.Enqueue(index, (-counts[index] / ((2.0 * parts[index]) + 1), index));
            }
        }
    }
}
