using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// A classifier two-sample test (Lopez-Paz and Oquab 2017, "Revisiting classifier two-sample tests"): a classifier learns which set a row is of and is judged on rows that it did not see,
/// here by the ROC AUC within the folds of a cross-fitting. Predictions of several folds depend on each other, so P is not that of Mann and Whitney: the labels are permuted within folds and
/// everything is fitted again, which is exact for any number of rows (Phipson and Smyth 2010). The classifier is <see cref="FoldedFeatures"/>.
/// </summary>
/// <param name="Area">ROC AUC out of fold; 0.5 when the sets cannot be told apart.</param>
/// <param name="P">P of so high an area when rows are of one distribution, at least 1 / (permutations + 1).</param>
/// <param name="NullVariance">The variance of the area over permutations.</param>
internal sealed record ClassifierTwoSampleTest(double Area, double P, double NullVariance)
{
    /// <summary>Below it a set has no two rows for each of two folds.</summary>
    public const int FewestRows = 4;
    private const int MostFolds = 5;
    private const int Permutations = 999;
    private const int BlockOfPermutations = 64;

    /// <summary>The counter of these draws in their stream.</summary>
    private const int PermutationDraws = 2002;

    /// <summary>Areas that differ by rounding alone are ties.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Tests two sets; null when a set has fewer than four rows, or nothing varies, or a feature is not finite.</summary>
    /// <param name="first">(rows, width), the rows in random order.</param>
    /// <param name="second">The same of the second set.</param>
    /// <param name="width">Features per row.</param>
    /// <param name="cancellation">Checked between permutations.</param>
    /// <param name="permutations">How often the labels are permuted.</param>
    public static ClassifierTwoSampleTest? Of(
        float[] first, float[] second, int width, CancellationToken cancellation, int permutations = Permutations)
    {
        int fewest = width == 0 ? 0 : Math.Min(first.Length, second.Length) / width;
        if (fewest < FewestRows
            || StandardizedFeatures.Of(first, second, width, cancellation) is not { } features
            || Array.TrueForAll(features.Values, value => value == 0))
        {
            return null;
        }

        FoldedFeatures folds = new(features, first.Length / width, Math.Min(MostFolds, fewest / 2));
        double area = AreaOf(folds, null, new Workspace(folds));
        double[] permuted = new double[permutations];
        int blocks = (permutations + BlockOfPermutations - 1) / BlockOfPermutations;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            Workspace workspace = new(folds);
            int end = Math.Min(permutations, (block + 1) * BlockOfPermutations);
            for (int permutation = block * BlockOfPermutations; permutation < end; permutation++)
            {
                cancellation.ThrowIfCancellationRequested();
                permuted[permutation] = AreaOf(folds, permutation, workspace);
            }
        });
        return new ClassifierTwoSampleTest(
            area,
            (1.0 + permuted.Count(other => other >= area - Rounding)) / (1.0 + permutations),
            permuted.Sum(other => (other - 0.5) * (other - 0.5)) / permutations);
    }

    /// <summary>The area with the labels as they are, or as a permutation has them.</summary>
    private static double AreaOf(FoldedFeatures folds, int? permutation, Workspace workspace)
    {
        for (int fold = 0; fold < folds.Folds; fold++)
        {
            int firsts = folds.Starts[fold] + folds.Firsts[fold];
            Array.Fill(workspace.IsSecond, false, folds.Starts[fold], folds.Firsts[fold]);
            Array.Fill(workspace.IsSecond, true, firsts, folds.Starts[fold + 1] - firsts);
        }

        if (permutation is { } index)
        {
            CounterRandom random = new(0, 0, RandomStream.Sampling, PermutationDraws, index);
            for (int fold = 0; fold < folds.Folds; fold++)
            {
                random.Shuffle(workspace.IsSecond.AsSpan(folds.Starts[fold]..folds.Starts[fold + 1]));
            }
        }

        folds.Score(workspace.IsSecond, workspace.Scores);
        (double right, double pairs) = (0, 0);
        for (int fold = 0; fold < folds.Folds; fold++)
        {
            int count = folds.Starts[fold + 1] - folds.Starts[fold];
            right += RightPairs(workspace.Scores, workspace.IsSecond, folds.Starts[fold], count);
            pairs += (double)folds.Firsts[fold] * (count - folds.Firsts[fold]);
        }

        return right / pairs;
    }

    /// <summary>Mann and Whitney's count of pairs in the right order, ties half. Sorts both arrays in this range.</summary>
    private static double RightPairs(float[] scores, bool[] isSecond, int start, int count)
    {
        Array.Sort(scores, isSecond, start, count);
        (double right, int below) = (0, 0);
        for (int position = start, end; position < start + count; position = end)
        {
            (int firsts, int seconds) = (0, 0);
            for (end = position; end < start + count && scores[end] == scores[position]; end++)
            {
                (firsts, seconds) = isSecond[end] ? (firsts, seconds + 1) : (firsts + 1, seconds);
            }

            right += seconds * (below + (firsts / 2.0));
            below += firsts;
        }

        return right;
    }

    /// <summary>What a thread writes to.</summary>
    private sealed class Workspace(FoldedFeatures folds)
    {
        public bool[] IsSecond { get; } = new bool[folds.Rows];

        public float[] Scores { get; } = new float[folds.Rows];
    }
}
