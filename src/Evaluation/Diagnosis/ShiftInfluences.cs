namespace MlPipelines.Evaluation;

/// <summary>A row of one repeat.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Right">1 for a right prediction, else 0.</param>
/// <param name="IsLeaked">Whether it has a copy in training.</param>
internal readonly record struct ShiftRow(int Label, double Right, bool IsLeaked);

/// <summary>What each row of one repeat adds to a step: the step is the mean of the one plus the mean of the other.</summary>
/// <param name="Validation">(validation rows).</param>
/// <param name="Test">(test rows).</param>
internal sealed record StepInfluences(double[] Validation, double[] Test);

/// <summary>
/// The steps of <see cref="ShiftSplit"/> in one repeat. A ratio of means x/y has the influences (x_i - (x/y) y_i)/y around its value (the delta method): so recall_c changes by
/// (z_j - recall_c)/v_c with every validation row j of class c, v_c being the class's share, and a_U by (z_i - a_U)/u with every test row i without a copy, u being the share of these.
/// </summary>
internal sealed record ShiftInfluences(StepInfluences Label, StepInfluences Other, StepInfluences Leakage)
{
    /// <param name="validation">All validation rows; at least one.</param>
    /// <param name="test">All test rows; at least one.</param>
    public static ShiftInfluences Of(ShiftRow[] validation, ShiftRow[] test)
    {
        int classes = 1 + Math.Max(validation.Max(row => row.Label), test.Max(row => row.Label));
        double accuracy = validation.Sum(row => row.Right) / validation.Length;
        double[] counts = new double[classes];
        double[] right = new double[classes];
        foreach (ShiftRow row in validation)
        {
            counts[row.Label]++;
            right[row.Label] += row.Right;
        }

        double[] recalls = [.. counts.Select((count, label) => count == 0 ? accuracy : right[label] / count)];
        double[] weights = new double[classes];
        foreach (ShiftRow row in test)
        {
            weights[row.Label] += 1.0 / test.Length;
        }

        double withoutRecall = Enumerable.Range(0, classes).Sum(label => counts[label] == 0 ? weights[label] : 0);
        double reweighted = Enumerable.Range(0, classes).Sum(label => weights[label] * recalls[label]);
        double[] ofRecalls =
        [
            .. validation.Select(row =>
                (weights[row.Label] * validation.Length / counts[row.Label] * (row.Right - recalls[row.Label])) + (withoutRecall * (row.Right - accuracy))),
        ];
        int unleaked = test.Count(row => !row.IsLeaked);
        double[] ofUnleaked = OfUnleaked(test, unleaked, reweighted);
        return new ShiftInfluences(
            new StepInfluences([.. validation.Select((row, index) => row.Right - ofRecalls[index])], [.. test.Select(row => -recalls[row.Label])]),
            unleaked == 0
                ? new StepInfluences(new double[validation.Length], new double[test.Length])
                : new StepInfluences(ofRecalls, [.. test.Select((row, index) => recalls[row.Label] - ofUnleaked[index])]),
            new StepInfluences(
                unleaked == 0 ? ofRecalls : new double[validation.Length],
                unleaked == test.Length ? new double[test.Length]
                    : [.. test.Select((row, index) => (unleaked == 0 ? recalls[row.Label] : ofUnleaked[index]) - row.Right)]));
    }

    /// <summary>Values whose mean is a_U and whose deviations from it are its influences.</summary>
    private static double[] OfUnleaked(ShiftRow[] test, int unleaked, double otherwise)
    {
        if (unleaked == 0)
        {
            return [.. test.Select(_ => otherwise)];
        }

        double accuracy = test.Sum(row => row.IsLeaked ? 0 : row.Right) / unleaked;
        double scale = test.Length / (double)unleaked;
        return [.. test.Select(row => accuracy + (row.IsLeaked ? 0 : scale * (row.Right - accuracy)))];
    }
}
