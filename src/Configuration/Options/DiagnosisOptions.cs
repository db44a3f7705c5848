using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>What counts as a cause.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>
    /// The smallest effect that is worth a remedy, a fraction of accuracy (0.02 is 2 points): a cause is present when its interval lies above it, absent when it lies
    /// below, and undecided otherwise.
    /// </summary>
    [Range(0.001, 0.5)]
    public double SmallestEffect { get; init; } = 0.02;
}

/// <summary>What a study must show for its command to end with exit code 0; a gate that does not pass makes it 4.</summary>
public sealed record GateOptions
{
    /// <summary>
    /// The gates, each a metric, a comparison and a number (<c>test.accuracy &gt;= 0.88</c>, <c>gap.total &lt;= 0.08</c>), or a cause that must be absent
    /// (<c>cause:train-test-leakage absent</c>). The metrics are those of claims, measured on the baseline.
    /// </summary>
    public required IReadOnlyList<string> Require { get; init; }

    /// <summary>What a gate does whose interval holds the limit, so that it neither passes nor fails.</summary>
    public UndecidedGate Undecided { get; init; } = UndecidedGate.Fail;
}

/// <summary>What an undecided gate does.</summary>
public enum UndecidedGate
{
    /// <summary>It fails the study.</summary>
    Fail,

    /// <summary>It passes.</summary>
    Pass,
}
