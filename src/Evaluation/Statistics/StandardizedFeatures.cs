namespace MlPipelines.Evaluation;

/// <summary>Features of two sets, standardised over both together: nothing of it knows which row is of which set.</summary>
/// <param name="Values">(rows, width), the rows of the first set before those of the second; a constant feature is 0.</param>
/// <param name="Width">Features per row, at most <see cref="MostFeatures"/>.</param>
internal sealed record StandardizedFeatures(float[] Values, int Width)
{
    /// <summary>Wider rows are projected. Fitting takes the square of the width; chosen here, so that the last hidden layers of the presets are used as they are.</summary>
    internal const int MostFeatures = 128;

    /// <summary>Standardises; null when a feature is not finite.</summary>
    /// <param name="first">(rows, width) of the first set.</param>
    /// <param name="second">(rows, width) of the second.</param>
    /// <param name="width">Features per row.</param>
    /// <param name="cancellation">Checked between rows.</param>
    public static StandardizedFeatures? Of(float[] first, float[] second, int width, CancellationToken cancellation)
    {
        float[] values = [.. first, .. second];
        if (!Array.TrueForAll(values, float.IsFinite))
        {
            return null;
        }

        Standardize(values, width);
        if (width <= MostFeatures)
        {
            return new StandardizedFeatures(values, width);
        }

        float[] projected = RandomProjection.Of(values, width, MostFeatures, cancellation);
        Standardize(projected, MostFeatures);
        return new StandardizedFeatures(projected, MostFeatures);
    }

    private static void Standardize(float[] values, int width)
    {
        int rows = values.Length / width;
        double[] means = new double[width];
        double[] squares = new double[width];
        for (int index = 0; index < values.Length; index++)
        {
            means[index % width] += values[index] / (double)rows;
        }

        for (int index = 0; index < values.Length; index++)
        {
            double difference = values[index] - means[index % width];
            squares[index % width] += difference * difference / rows;
        }

        for (int index = 0; index < values.Length; index++)
        {
            int feature = index % width;

            // What rounding leaves of a constant is no variation.
            bool isConstant = squares[feature] <= 1e-12 * means[feature] * means[feature];
            values[index] = isConstant ? 0 : (float)((values[index] - means[feature]) / Math.Sqrt(squares[feature]));
        }
    }
}
