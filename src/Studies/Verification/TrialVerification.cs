using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>A trial of a run, and the same trial run again.</summary>
public sealed record TrialVerification
{
    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary>The repeat, from 0.</summary>
    public required int Repeat { get; init; }

    /// <summary>What the run recorded.</summary>
    public required TrialResult Recorded { get; init; }

    /// <summary>What the repetition gave.</summary>
    public required TrialResult Repeated { get; init; }

    /// <summary>What the run was made on; null where it was not concluded.</summary>
    public TrialMachine? RecordedOn { get; init; }

    /// <summary>What the repetition was made on.</summary>
    public required TrialMachine RepeatedOn { get; init; }

    /// <summary>The largest difference of a trained number; null where the models have not the same numbers, or the repetition has no model.</summary>
    public double? LargestWeightDifference { get; init; }

    /// <summary>The largest difference of a probability of any row of any measurement; null where not the same rows were predicted.</summary>
    public double? LargestPredictionDifference { get; init; }

    /// <summary>The rows that were compared, over all measurements.</summary>
    public int Rows { get; init; }

    /// <summary>Those of them that are predicted as another class.</summary>
    public int OtherClasses { get; init; }

    /// <summary>Whether weights, predictions and metrics are the same to the last bit.</summary>
    public bool IsIdentical => LargestWeightDifference == 0 && LargestPredictionDifference == 0 && OtherClasses == 0
        && Recorded.WeightsDigest == Repeated.WeightsDigest
        && Recorded.Measurements.Count == Repeated.Measurements.Count
        && Recorded.Measurements.All(pair => Repeated.Measurements.GetValueOrDefault(pair.Key) == pair.Value);
}

/// <summary>What a trial ran on, as far as it can move the last bits.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Engine">What trained, with versions.</param>
/// <param name="Threads">Threads that computed.</param>
/// <param name="Processor">The processor's name; null where an older version did not record it.</param>
/// <param name="OperatingSystem">The operating system.</param>
public sealed record TrialMachine(string Version, string Engine, int Threads, string? Processor, string OperatingSystem);
