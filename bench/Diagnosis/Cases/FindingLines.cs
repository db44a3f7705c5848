using System.Globalization;
using System.Text;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>A diagnosis as lines, for whoever wants to know why a case is missed.</summary>
internal static class FindingLines
{
    /// <summary>The findings, each with what speaks for and against it, and what the remedies brought.</summary>
    public static string Of(string name, DiagnosisResult? diagnosis)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"== {name}: {diagnosis?.Verdict ?? "no diagnosis"}");
        foreach (Finding finding in diagnosis?.Findings ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {finding.State} {finding.Cause}: gap {Points(finding.GapPoints, finding.GapInterval)}, effect {Points(finding.EffectPoints, finding.EffectInterval)} {finding.Metric}");
            Append(text, "+", finding.Evidence);
            Append(text, "-", finding.Against);
        }

        foreach (RemedyResult remedy in diagnosis?.Remedies ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  remedy {remedy.Name}: {remedy.Verdict} {Points(remedy.Test?.Difference, remedy.Test?.Interval)} {remedy.Note}");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string sign, IReadOnlyList<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            text.Append("    ").Append(sign).Append(' ').AppendLine(sentence);
        }
    }

    private static string Points(double? mean, Interval? interval) => mean is not { } known ? "unknown"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * known:0.0}{(interval is null ? "" : $" ({100 * interval.Lower:0.0} to {100 * interval.Upper:0.0})")}");
}
