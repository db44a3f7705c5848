namespace MlPipelines.Trainers;

/// <summary>The features that a model's last layer sees.</summary>
/// <param name="Values">(rows, width), the last axis varying fastest.</param>
/// <param name="Width">Features per row.</param>
public sealed record FeatureMatrix(float[] Values, int Width)
{
    /// <summary>The greatest number of values: 1 GiB of them, chosen here, so that the features of large images to a model without hidden layers do not exhaust a machine.</summary>
    public const long MostValues = 1L << 28;

    /// <summary>Room for the features of rows; null where they are more than <see cref="MostValues"/> numbers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">Features per row.</param>
    internal static FeatureMatrix? For(long rows, long width) =>
        rows * width > MostValues ? null : new FeatureMatrix(new float[rows * width], (int)width);

    /// <summary>The number of rows.</summary>
    public int Rows => Width == 0 ? 0 : Values.Length / Width;

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);
}
