using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// Decides the scenario's claim. It holds when the effect, turned so that the claimed direction is positive, has its 95% interval above the smallest
/// effect and, for a paired difference, the corrected tests agree; it fails when the interval lies below. <c>same</c> holds when the 90% interval lies
/// within ± the smallest effect (two one-sided tests) and fails when the 95% interval lies outside.
/// <para>
/// The tests are those of the comparison that the claim is one of. A pair that is not compared (two variants, a part of the gap) joins the comparisons of its
/// metric as one more: its p values are multiplied by their number plus one, which is never less strict than Holm.
/// </para>
/// </summary>
internal static class ClaimConclusion
{
    private const double Level = 0.05;

    /// <summary>The claim's result; null when the scenario makes none.</summary>
    public static ClaimResult? Of(
        ClaimOptions? claim, IReadOnlyList<VariantScores> variants, IReadOnlyList<VariantResult> results, IReadOnlyList<ComparisonResult> comparisons)
    {
        if (claim is null)
        {
            return null;
        }

        VariantScores? variant = variants.FirstOrDefault(candidate => candidate.Name == claim.Variant);
        VariantScores? against = variants.FirstOrDefault(candidate => candidate.Name == claim.Against);
        (ClaimEffect? effect, string? reason) = variant is null || (claim.Against is not null && against is null)
            ? (null, $"There is no variant {(variant is null ? claim.Variant : claim.Against)}.")
            : ClaimMeasurement.Of(claim, variant, against);
        return effect is null ? NotMeasured(claim, reason!) : Measured(claim, effect, Tests(claim, effect, comparisons), Failures(variant!, against));
    }

    /// <summary>The verdict from the effect and its corrected tests; both null where there is nothing to correct.</summary>
    internal static string Verdict(ClaimOptions claim, ClaimEffect effect, double? adjustedP, double? seedP)
    {
        if (effect.SeedsUnknown)
        {
            return "undecided";
        }

        double limit = claim.SmallestEffect;
        Interval interval = effect.At(0.95);
        if (claim.Direction == ClaimDirection.Same)
        {
            Interval ninety = effect.At(0.90);
            return ninety.Lower > -limit && ninety.Upper < limit ? "holds" : interval.Lower > limit || interval.Upper < -limit ? "fails" : "undecided";
        }

        (double lower, double upper) = claim.Direction == ClaimDirection.Higher ? (interval.Lower, interval.Upper) : (-interval.Upper, -interval.Lower);
        return upper < limit ? "fails" : lower > limit && Agrees(adjustedP, seedP) ? "holds" : "undecided";
    }

    private static bool Agrees(double? adjustedP, double? seedP) => (adjustedP is null || adjustedP < Level) && (seedP is null || seedP <= Level);

    private static ClaimResult Measured(ClaimOptions claim, ClaimEffect effect, (double? P, double? SeedP, int Family) tests, string failures)
    {
        string verdict = Verdict(claim, effect, tests.P, tests.SeedP);
        Interval interval = effect.At(0.95);
        bool testsDisagree = verdict == "undecided" && !effect.SeedsUnknown && !Agrees(tests.P, tests.SeedP)
            && Verdict(claim, effect, null, null) == "holds";
        return Start(claim) with
        {
            Difference = effect.Mean,
            Interval = interval,
            Repeats = effect.Repeats,
            AdjustedP = tests.P,
            SeedP = tests.SeedP,
            Verdict = verdict,
            Sentence = ClaimSentence.Of(claim, effect, verdict, testsDisagree) + failures,
            Advice = verdict == "undecided" ? Advice(claim, effect, tests.SeedP, tests.Family, testsDisagree) : null,
        };
    }

    private static ClaimResult NotMeasured(ClaimOptions claim, string reason) => Start(claim) with
    {
        Sentence = $"Cannot be decided here: {reason}",
        Advice = null,
    };

    private static ClaimResult Start(ClaimOptions claim) => new()
    {
        Text = claim.Text,
        Variant = claim.Variant,
        Against = claim.Against,
        Metric = claim.Metric,
        Direction = claim.Direction switch
        {
            ClaimDirection.Higher => "higher",
            ClaimDirection.Lower => "lower",
            _ => "same",
        },
        SmallestEffect = claim.SmallestEffect,
        Value = claim.Against is null ? claim.Value : null,
        Verdict = "undecided",
        Sentence = "",
    };

    private static (double? P, double? SeedP, int Family) Tests(ClaimOptions claim, ClaimEffect effect, IReadOnlyList<ComparisonResult> comparisons)
    {
        ComparisonResult[] family = [.. comparisons.Where(comparison => comparison.Metric == claim.Metric)];
        ComparisonResult? own = family.FirstOrDefault(comparison =>
            (comparison.Variant == claim.Variant && comparison.Against == claim.Against)
            || (comparison.Variant == claim.Against && comparison.Against == claim.Variant));
        return own is not null
            ? (own.AdjustedP, own.SeedP, family.Length)
            : (Corrected(effect.P, family.Length + 1), Corrected(effect.SeedP, family.Length + 1), family.Length + 1);
    }

    private static double? Corrected(double? p, int family) => p is null ? null : Math.Min(1, p.Value * family);

    private static string Advice(ClaimOptions claim, ClaimEffect effect, double? seedP, int family, bool testsDisagree)
    {
        int fewest = seedP is null || claim.Direction == ClaimDirection.Same ? 1 : SignFlipTest.FewestRepeats(family, Level);
        if (testsDisagree && effect.Repeats < fewest)
        {
            return FormattableString.Invariant($"Run at least {fewest} repeats: with {effect.Repeats} the sign-flip test over seeds cannot agree, however large the effect.");
        }

        // What has to be told apart is the effect from the claim's limit. Where the two are near each other that would be a hair, and the limit itself is
        // what a study is made for.
        double turned = claim.Direction == ClaimDirection.Lower ? -effect.Mean : effect.Mean;
        double margin = claim.Direction == ClaimDirection.Same ? 0 : Math.Abs(turned - claim.SmallestEffect);
        double delta = Math.Max(margin, claim.SmallestEffect);
        return delta > 0 ? effect.Advice(delta, fewest) : "More repeats and more test rows narrow the interval; an effect of exactly 0 is never decided.";
    }

    /// <summary>Repeats that failed are missing from the numbers, and a reader must know.</summary>
    private static string Failures(VariantScores variant, VariantScores? against) => string.Concat(
        new[] { variant, against }.OfType<VariantScores>().Distinct().Select(side => side.Trials.Count - side.Finished.Count is > 0 and var failed
            ? FormattableString.Invariant($" {failed} of {side.Trials.Count} repeats of {side.Name} failed and are left out.")
            : ""));
}
