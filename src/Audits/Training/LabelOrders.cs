using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>How mixed the classes are in an order of samples.</summary>
public static class LabelOrders
{
    /// <summary>Measures an order.</summary>
    /// <param name="labels">The class of each sample in the order of presentation.</param>
    /// <param name="batchSize">Samples per batch; the last batch holds the rest.</param>
    /// <returns>Null without samples.</returns>
    public static LabelOrder? Of(IReadOnlyList<int> labels, int batchSize)
    {
        if (labels.Count == 0)
        {
            return null;
        }

        int runs = 1 + Enumerable.Range(1, labels.Count - 1).Count(index => labels[index] != labels[index - 1]);
        int[] counts = Counts(labels);
        double expectedRuns = 1 + labels.Count - counts.Sum(count => (double)count * count / labels.Count);
        return new LabelOrder((double)labels.Count / runs, labels.Count / expectedRuns, EntropyShare(labels, counts, batchSize));
    }

    /// <summary>
    /// The mean entropy of the labels, in nats, when <paramref name="batch"/> of all samples are drawn without replacement: the count of a class is
    /// hypergeometric, and the entropy a sum over classes.
    /// </summary>
    internal static double ExpectedEntropy(IReadOnlyList<int> counts, int batch)
    {
        int all = counts.Sum();
        return counts.Sum(count => ExpectedTerm(all, count, batch));
    }

    private static double? EntropyShare(IReadOnlyList<int> labels, int[] counts, int batchSize)
    {
        (double sum, double expected) = (0, 0);
        foreach (int[] batch in labels.Chunk(batchSize))
        {
            sum += Counts(batch).Sum(count => Term(count, batch.Length));
        }

        (int full, int rest) = (labels.Count / batchSize, labels.Count % batchSize);
        expected += full == 0 ? 0 : full * ExpectedEntropy(counts, batchSize);
        expected += rest == 0 ? 0 : ExpectedEntropy(counts, rest);

        // Rounding leaves a number of the order of 1e-16 where the entropy is 0.
        return expected > 1e-9 ? sum / expected : null;
    }

    /// <summary>E[-(x/b) ln(x/b)] for x hypergeometric. The probabilities follow from one another by their ratio; logarithms keep them in range.</summary>
    private static double ExpectedTerm(int all, int count, int batch)
    {
        (int least, int most) = (Math.Max(0, batch - (all - count)), Math.Min(batch, count));
        double[] logs = new double[most - least + 1];
        for (int x = least; x < most; x++)
        {
            logs[x - least + 1] = logs[x - least]
                + Math.Log((double)(count - x) * (batch - x)) - Math.Log((double)(x + 1) * (all - count - batch + x + 1));
        }

        double greatest = logs.Max();
        (double weight, double sum) = (0, 0);
        for (int x = least; x <= most; x++)
        {
            double probability = Math.Exp(logs[x - least] - greatest);
            weight += probability;
            sum += probability * Term(x, batch);
        }

        return sum / weight;
    }

    private static double Term(int count, int batch) => count == 0 || count == batch ? 0 : -(double)count / batch * Math.Log((double)count / batch);

    private static int[] Counts(IReadOnlyList<int> labels)
    {
        int[] counts = new int[labels.Max() + 1];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        return counts;
    }
}
