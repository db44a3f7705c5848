using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Judges the gates of a scenario by intervals: a metric passes when its 95% interval lies on the right side of the limit, fails when it lies on the other, and is
/// undecided in between and where one repeat leaves the seeds unknown. A cause passes when the diagnosis calls it absent, and fails when it calls it present.
/// </summary>
internal static class GateConclusion
{
    /// <param name="options">The gates; null for none.</param>
    /// <param name="baseline">The baseline's trials.</param>
    /// <param name="diagnosis">The diagnosis; null when no trial of the baseline ended.</param>
    public static IReadOnlyList<GateResult> Of(GateOptions? options, VariantScores baseline, DiagnosisResult? diagnosis) =>
        [.. (options?.Require ?? []).Select(text =>
        {
            GateExpression gate = GateExpression.Parse(text) ?? throw new ArgumentException($"not a gate: {text}", nameof(options));
            GateResult result = gate.Cause is { } cause ? OfCause(text, cause, diagnosis) : OfMetric(gate, baseline);
            bool passes = result.State == "pass" || (result.State == "undecided" && options!.Undecided == UndecidedGate.Pass);
            return result with { Passes = passes };
        })];

    private static GateResult OfCause(string text, string cause, DiagnosisResult? diagnosis)
    {
        Finding? finding = diagnosis?.Findings.FirstOrDefault(candidate => candidate.Cause == cause);
        (string state, string sentence) = finding?.State switch
        {
            "absent" => ("pass", $"{cause} is absent."),
            "present" => ("fail", $"{cause} is present{Reason(finding.Evidence)}"),
            "undecided" => ("undecided", $"whether {cause} is there is undecided{Reason(finding.Evidence)} {finding.Advice}".TrimEnd()),
            _ => ("undecided", $"{cause} was not examined{Reason(finding?.Against ?? [])} Run \"diagnose\" to examine it."),
        };
        return new GateResult(text, state, false, null, null, $"{text}: {sentence}");
    }

    private static string Reason(IReadOnlyList<string> sentences) => sentences.Count == 0 ? "." : $": {sentences[0]}";

    private static GateResult OfMetric(GateExpression gate, VariantScores baseline)
    {
        ClaimOptions question = new() { Text = gate.Text, Metric = gate.Metric!, Direction = gate.AtLeast ? ClaimDirection.Higher : ClaimDirection.Lower };
        (ClaimEffect? effect, string? reason) = ClaimMeasurement.Of(question, baseline, null);
        if (effect is null)
        {
            return new GateResult(gate.Text, "undecided", false, null, null, $"{gate.Text}: cannot be measured. {reason}");
        }

        Interval interval = effect.At(0.95);
        string state = effect.SeedsUnknown ? "undecided"
            : gate.AtLeast ? State(interval.Lower >= gate.Limit, interval.Upper < gate.Limit)
            : State(interval.Upper <= gate.Limit, interval.Lower > gate.Limit);
        string place = (state, effect.SeedsUnknown) switch
        {
            ("pass", _) => "all of it on the right side of the limit.",
            ("fail", _) => "all of it on the wrong side of the limit.",
            (_, true) => "and one repeat says nothing about other seeds: run at least 5.",
            _ => $"which holds the limit. {effect.Advice(Math.Max(Math.Abs(effect.Mean - gate.Limit), SmallestEffect.Accuracy), 1)}",
        };
        return new GateResult(
            gate.Text, state, false, effect.Mean, interval,
            string.Create(CultureInfo.InvariantCulture, $"{gate.Text}: it is {effect.Mean:0.0000}, 95% interval {interval.Lower:0.0000} to {interval.Upper:0.0000}, {place}"));
    }

    private static string State(bool passes, bool fails) => passes ? "pass" : fails ? "fail" : "undecided";
}
