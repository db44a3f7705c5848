namespace MlPipelines.Trainers;

/// <summary>The features that a model's last layer sees.</summary>
/// <param name="Values">(rows, width), the last axis varying fastest.</param>
/// <param name="Width">Features per row.</param>
public sealed record FeatureMatrix(float[] Values, int Width)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Width == 0 ? 0 : Values.Length / Width;

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);
}
