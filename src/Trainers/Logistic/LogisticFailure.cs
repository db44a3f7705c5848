using System.Globalization;

namespace MlPipelines.Trainers;

/// <summary>
/// What ML.NET's solvers pass over in silence: where a sum overflows 32 bits they stop at the weights they started from, all 0, and call
/// that a model.
/// </summary>
internal static class LogisticFailure
{
    /// <summary>Refuses samples whose squared norm is not a 32-bit number: both solvers compute with it.</summary>
    /// <exception cref="NumericFailureException">There is such a sample.</exception>
    public static void ThrowIfTooLarge(LogisticRows rows)
    {
        LogisticRows.Reader reader = rows.Read(inOrder: true);
        for (int row = 0; row < rows.Count; row++)
        {
            double square = 0;
            foreach (float value in reader.Row(row))
            {
                square += (double)value * value;
            }

            if (!(square <= float.MaxValue))
            {
                throw new NumericFailureException(0, 0, string.Create(CultureInfo.InvariantCulture, $"squared norm of training row {row} in 32 bits"), []);
            }
        }
    }

    /// <summary>Refuses weights that are not numbers, and weights that never left 0 though the loss falls from there.</summary>
    /// <param name="weights">The trained numbers.</param>
    /// <param name="rows">The rows that they were fitted to.</param>
    /// <param name="l1">With a penalty on absolute weights, 0 can be the solution.</param>
    /// <exception cref="NumericFailureException">They are no model.</exception>
    public static void ThrowIfUntrained(LogisticWeights weights, LogisticRows rows, double l1)
    {
        if (!weights.AreFinite)
        {
            throw new NumericFailureException(0, 0, "weights of the logistic model", []);
        }

        bool untouched = weights.Biases.All(bias => bias == 0) && weights.Weights.All(row => row.All(weight => weight == 0));
        if (untouched && l1 == 0 && FallsFromZero(rows))
        {
            throw new NumericFailureException(0, 0, "first step of the logistic model", []);
        }
    }

    /// <summary>Whether the gradient at weights of 0, sum_i w_i (1/K - [y_i = c]) x_i for some class c, is not 0 beyond rounding.</summary>
    private static bool FallsFromZero(LogisticRows rows)
    {
        int classes = rows.Classes.Length;
        double[,] gradient = new double[classes, rows.Size];
        double[] sizes = new double[rows.Size];
        LogisticRows.Reader reader = rows.Read(inOrder: true);
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> features = reader.Row(row);
            for (int feature = 0; feature < rows.Size; feature++)
            {
                double value = (double)rows.Weight(row) * features[feature];
                sizes[feature] += Math.Abs(value);
                for (int label = 0; label < classes; label++)
                {
                    gradient[label, feature] += ((1.0 / classes) - (rows.Labels[row] == label ? 1 : 0)) * value;
                }
            }
        }

        return Enumerable.Range(0, rows.Size).Any(feature =>
            Enumerable.Range(0, classes).Any(label => Math.Abs(gradient[label, feature]) > 1e-6 * sizes[feature]));
    }
}
