using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// Symptom, then effect: how a cause is judged that extra training can prove. Without its symptom a cause is absent. With it, the effect of the measured remedy decides
/// against the smallest effect; until a remedy was run, the cause is undecided.
/// </summary>
internal static class SymptomJudgement
{
    /// <summary>The judgement of a cause by its symptom and the remedies that were run for it.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="symptom">What was seen.</param>
    public static CauseJudgement Of(DiagnosisEvidence evidence, string cause, Symptom symptom)
    {
        bool balanced = symptom.Metric == "balancedAccuracy";
        MeasuredEffect? effect = MeasuredEffect.Of(evidence, cause, balanced);
        var judgement = new CauseJudgement
        {
            Cause = cause,
            Effect = effect?.Estimate,
            Metric = symptom.Metric,
            Evidence = [.. symptom.For, .. Sentences(effect, helps: true)],
            Against = [.. symptom.Against, .. Sentences(effect, helps: false)],
            Excluded = symptom.Excluded,
        };
        return !symptom.IsThere ? judgement with { Decided = FindingState.Absent, Evidence = [], Against = [.. symptom.Against, .. Sentences(effect)] }
            : effect is null ? judgement with { Advice = Untried(evidence, symptom.Remedy) }
            : judgement with { Estimate = effect.Estimate, Advice = effect.Helps ? $"Keep the remedy that was measured: {effect.Remedy.Variant.What}." : Unclear(evidence, effect) };
    }

    /// <summary>What to do where no remedy was run.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="remedy">What the remedy does, as the end of "train once more ...".</param>
    public static string Untried(DiagnosisEvidence evidence, string remedy) => evidence.IsComplete
        ? $"Give `mlpipelines diagnose` a larger --budget, so that it can train once more {remedy}: no such run was made, and what it would bring is unknown."
        : $"Run `mlpipelines diagnose`: it trains once more {remedy} and measures what that brings.";

    private static string? Unclear(DiagnosisEvidence evidence, MeasuredEffect effect) => effect.Estimate.Interval().Upper < evidence.SmallestEffect
        ? null
        : "Run more repeats: the measured effect is too uncertain to tell it from the smallest one that matters.";

    private static IEnumerable<string> Sentences(MeasuredEffect? effect, bool helps) => effect is { } known && known.Helps == helps ? [known.Sentence] : [];

    private static IEnumerable<string> Sentences(MeasuredEffect? effect) =>
        effect is { } known ? [$"{known.Sentence}{(known.Helps ? " Without the symptom, what it gains has another cause." : "")}"] : [];
}

/// <summary>What was seen of a cause before anything was trained for it.</summary>
/// <param name="IsThere">Whether the symptom is there.</param>
/// <param name="Remedy">What a remedy would do, as the end of "train once more ...".</param>
internal sealed record Symptom(bool IsThere, string Remedy)
{
    /// <summary>What speaks for the cause, whole sentences with numbers.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>What speaks against it.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Rival causes that are excluded, and by what.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>The metric of the effect: <c>accuracy</c> or <c>balancedAccuracy</c>.</summary>
    public string Metric { get; init; } = "accuracy";
}

/// <summary>
/// What the remedy for a cause brought in test: of several, the one with the best mean on validation samples, never that with the best test score.
/// </summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Tried">How many were run for the cause.</param>
/// <param name="Estimate">Remedy minus baseline on the same test rows.</param>
/// <param name="Metric">The metric in words.</param>
internal sealed record MeasuredEffect(RemedyMeasurement Remedy, int Tried, CauseEstimate Estimate, string Metric)
{
    /// <summary>Whether it is better than no change by more than chance.</summary>
    public bool Helps => Estimate.Interval().Lower > 0;

    /// <summary>The remedy with its effect.</summary>
    public string Sentence
    {
        get
        {
            string chosen = Tried == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", the best of {Tried} on validation samples,");
            string points = Points.Number(100 * Estimate.Mean, 1, isSigned: true);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The remedy \"{Remedy.Variant.What}\"{chosen} changes test {Metric} by {points} points ({Points.Range(Estimate.Interval())}; {Remedy.Repeats.Count} paired {(Remedy.Repeats.Count == 1 ? "repeat" : "repeats")}).");
        }
    }

    /// <returns>Null when no remedy was run for the cause.</returns>
    public static MeasuredEffect? Of(DiagnosisEvidence evidence, string cause, bool balanced)
    {
        return evidence.DecisiveRemediesOf(cause).MaxBy(remedy => (balanced ? remedy.ValidationBalanced : remedy.Validation).Mean) is { } best
            ? new MeasuredEffect(best, evidence.RemediesOf(cause).Count(), CauseEstimate.Of(balanced ? best.TestBalanced : best.Test), balanced ? "balanced accuracy" : "accuracy")
            : null;
    }
}
