namespace MlPipelines.Evaluation;

/// <summary>Accuracy and gap against the values of one option.</summary>
public sealed record SweepResult
{
    /// <summary>The option's path: <c>data.trainSize</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The points in the order of their values; the baseline is one of them where its value is known.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>
    /// For <c>data.trainSize</c> with three values or more, each with the same two repeats or more: what more data would bring. Otherwise null.
    /// </summary>
    public LearningCurve? LearningCurve { get; init; }
}

/// <summary>One value of a swept option.</summary>
/// <param name="Variant">The variant that has it.</param>
/// <param name="Label">The value as written.</param>
/// <param name="Value">The value as a number; null when it is none.</param>
/// <param name="Train">Accuracy on clean training samples.</param>
/// <param name="Test">Accuracy on test samples.</param>
/// <param name="Gap">The whole gap.</param>
public sealed record SweepPoint(string Variant, string Label, double? Value, MetricSummary? Train, MetricSummary? Test, GapPart? Gap);

/// <summary>A power law through the test errors: <c>error(n) = floor + factor * n^-exponent</c>.</summary>
public sealed record LearningCurve
{
    /// <summary>The error that no amount of such data removes.</summary>
    public required double Floor { get; init; }

    /// <summary>The factor.</summary>
    public required double Factor { get; init; }

    /// <summary>The exponent.</summary>
    public required double Exponent { get; init; }

    /// <summary>The largest training set that was run.</summary>
    public required double Largest { get; init; }

    /// <summary>Accuracy at twice as many samples, extrapolated.</summary>
    public required double AccuracyAtTwice { get; init; }

    /// <summary>
    /// 95% interval of it over repeats and test rows, from refitting the law to errors drawn as another study might have measured them; it knows the
    /// law only, not whether the law goes on.
    /// </summary>
    public required Interval AccuracyAtTwiceInterval { get; init; }

    /// <summary>What twice the data would add to the accuracy at the largest size, both by the law; never below 0.</summary>
    public required double Gain { get; init; }

    /// <summary>95% interval of the gain.</summary>
    public required Interval GainInterval { get; init; }

    /// <summary>The fitted accuracies for a chart: (samples, accuracy).</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }
}

/// <summary>A point of a curve.</summary>
/// <param name="X">Its place.</param>
/// <param name="Y">Its height.</param>
public sealed record CurvePoint(double X, double Y);
