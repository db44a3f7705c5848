namespace MlPipelines.Evaluation;

/// <summary>The metrics on which a variant is compared with the baseline.</summary>
internal static class ComparedMetric
{
    public const string ValidationAccuracy = "validation.accuracy";
    public const string TestAccuracy = "test.accuracy";
    public const string TestBalancedAccuracy = "test.balancedAccuracy";
    public const string TestLogLoss = "test.logLoss";
    public const string GapTotal = "gap.total";

    /// <summary>A remedy is chosen on validation, so that comes first.</summary>
    public static IReadOnlyList<string> All { get; } = [ValidationAccuracy, TestAccuracy, TestBalancedAccuracy, TestLogLoss, GapTotal];

    public static bool MoreIsBetter(string metric) => metric is ValidationAccuracy or TestAccuracy or TestBalancedAccuracy;

    public static RowMetric RowMetricOf(string metric) => metric switch
    {
        TestLogLoss => RowMetric.LogLoss,
        TestBalancedAccuracy => RowMetric.BalancedAccuracy,
        _ => RowMetric.Accuracy,
    };

    /// <summary>What a metric is made of: measurements and their signs.</summary>
    public static IReadOnlyList<(string Measurement, int Sign)> Terms(string metric) => metric switch
    {
        ValidationAccuracy => [(MeasurementNames.Validation, 1)],
        GapTotal => [(MeasurementNames.TrainClean, 1), (MeasurementNames.Test, -1)],
        _ => [(MeasurementNames.Test, 1)],
    };
}
