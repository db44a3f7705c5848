using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>Whether a classifier can tell which set a row is of, from what a model made of it.</summary>
internal static class SetClassifier
{
    /// <summary>More rows take time and show differences that do not matter: 2,000 against 2,000 show an area of 0.53.</summary>
    private const int MostRows = 2000;

    /// <summary>Tests two sets; null when there is nothing to test: no features of a set, too few rows, features that do not vary or are not finite.</summary>
    /// <param name="from">The first set.</param>
    /// <param name="to">The second.</param>
    /// <param name="features">The features of a set, or null.</param>
    /// <param name="cancellation">Checked between permutations.</param>
    /// <exception cref="ArgumentException">The features are not of the set's rows, or not as wide in both.</exception>
    public static TwoSampleTest? Test(SampleSet from, SampleSet to, Func<SampleSet, FeatureMatrix?> features, CancellationToken cancellation)
    {
        if (features(from) is not { Width: > 0 } first || features(to) is not { Width: > 0 } second)
        {
            return null;
        }

        Check(from, first);
        Check(to, second);
        if (first.Width != second.Width)
        {
            throw new ArgumentException($"{first.Width} features of the {from.Name} set and {second.Width} of the {to.Name} set.", nameof(features));
        }

        (float[] one, float[] other) = (Drawn(from, first), Drawn(to, second));
        (int rows, int otherRows) = (one.Length / first.Width, other.Length / first.Width);
        return ClassifierTwoSampleTest.Of(one, other, first.Width, cancellation) is { } test
            ? new TwoSampleTest(test.Area, IntervalOf(test, rows, otherRows), test.P)
            : null;
    }

    /// <summary>
    /// The interval of an area over rows that do not depend on each other, of as many rows fewer as the permutations vary more than such rows would (Mann and Whitney 1947: variance
    /// (n + m + 1)/(12 n m)).
    /// </summary>
    internal static Interval IntervalOf(ClassifierTwoSampleTest test, int rows, int otherRows)
    {
        double independent = (rows + otherRows + 1) / (12.0 * rows * otherRows);
        double inflation = Math.Max(1, test.NullVariance / independent);
        return RankingArea.IntervalOf(test.Area, rows / inflation, otherRows / inflation);
    }

    private static void Check(SampleSet set, FeatureMatrix features)
    {
        if (features.Rows != set.Count)
        {
            throw new ArgumentException($"Features of {features.Rows} rows, but the {set.Name} set has {set.Count}.", nameof(features));
        }
    }

    private static float[] Drawn(SampleSet set, FeatureMatrix features)
    {
        int[] rows = RowDraw.Shuffled(set, MostRows);
        float[] drawn = new float[rows.Length * features.Width];
        for (int index = 0; index < rows.Length; index++)
        {
            features.Row(rows[index]).CopyTo(drawn.AsSpan(index * features.Width));
        }

        return drawn;
    }
}
