using System.Diagnostics.Metrics;

namespace MlPipelines.Trainers;

/// <summary>Counts what goes through networks. Without a listener it costs a test of one field per batch.</summary>
public static class TrainingMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MlPipelines.Trainers";

    /// <summary>The name of the counter of samples that steps were trained on; its rate is images or rows per second.</summary>
    public const string TrainedSamples = "mlpipelines.training.samples";

    /// <summary>The name of the counter of samples that were predicted.</summary>
    public const string PredictedSamples = "mlpipelines.predicted.samples";

    private static readonly Meter s_meter = new(Name);

    /// <summary>Samples that steps were trained on, counted after each step.</summary>
    internal static Counter<long> Trained { get; } = s_meter.CreateCounter<long>(TrainedSamples, "{sample}", "Samples that steps were trained on.");

    /// <summary>Samples that were predicted, counted after each batch.</summary>
    internal static Counter<long> Predicted { get; } = s_meter.CreateCounter<long>(PredictedSamples, "{sample}", "Samples that were predicted.");
}
