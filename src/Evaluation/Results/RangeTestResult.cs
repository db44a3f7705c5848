namespace MlPipelines.Evaluation;

/// <summary>The learning-rate range test of one variant.</summary>
public sealed record RangeTestResult
{
    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary>Learning rate and loss of each step, the loss smoothed over steps.</summary>
    public required IReadOnlyList<RangeTestPoint> Points { get; init; }

    /// <summary>Where the smoothed loss falls most steeply over the logarithm of the rate; null when it never falls.</summary>
    public double? Suggested { get; init; }

    /// <summary>The first rate at which the smoothed loss is far above its least value; null when it never is.</summary>
    public double? DivergesAt { get; init; }

    /// <summary>The learning rate that the variant trains with.</summary>
    public required double Configured { get; init; }
}

/// <summary>A step of a range test.</summary>
/// <param name="LearningRate">The rate of the step.</param>
/// <param name="Loss">The loss of its batch.</param>
/// <param name="Smoothed">The loss, smoothed.</param>
public sealed record RangeTestPoint(double LearningRate, double Loss, double Smoothed);
