using System.Globalization;
using System.Text.RegularExpressions;

namespace MlPipelines.Configuration;

/// <summary>A gate as it is meant: a metric against a limit, or a cause that must be absent.</summary>
/// <param name="Text">The gate as written.</param>
/// <param name="Metric">A name of <see cref="ClaimMetrics"/>; null for a cause.</param>
/// <param name="AtLeast">Whether the metric must be at least the limit; otherwise at most.</param>
/// <param name="Limit">The limit, a fraction for accuracies and gaps, nats for log loss.</param>
/// <param name="Cause">The id of the cause that must be absent; null for a metric.</param>
public sealed partial record GateExpression(string Text, string? Metric, bool AtLeast, double Limit, string? Cause)
{
    /// <summary>What a gate looks like, for messages.</summary>
    public const string Form = "a gate such as \"test.accuracy >= 0.88\" or \"cause:overfitting absent\"";

    /// <summary>Reads a gate.</summary>
    /// <returns>The gate, or null where the text has not the form of one. Whether metric and cause exist is not checked.</returns>
    public static GateExpression? Parse(string text)
    {
        if (CauseForm().Match(text) is { Success: true } cause)
        {
            return new GateExpression(text, null, false, 0, cause.Groups["cause"].Value);
        }

        Match metric = MetricForm().Match(text);
        return metric.Success
            && double.TryParse(metric.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)
            && double.IsFinite(limit)
            ? new GateExpression(text, metric.Groups["metric"].Value, metric.Groups["comparison"].Value == ">=", limit, null)
            : null;
    }

    [GeneratedRegex(@"^\s*cause:(?<cause>[A-Za-z-]+)\s+absent\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex CauseForm();

    [GeneratedRegex(@"^\s*(?<metric>[A-Za-z][A-Za-z.]*)\s*(?<comparison>>=|<=)\s*(?<limit>[-+0-9.eE]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex MetricForm();
}
