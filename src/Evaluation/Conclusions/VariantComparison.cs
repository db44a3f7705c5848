using System.Globalization;

namespace MlPipelines.Evaluation;

/// <summary>
/// Variants against the baseline, paired by repeat. One family of comparisons per metric, its members being the variants: each metric asks a question of
/// its own ("does any remedy change test accuracy?"), and Holm keeps the chance of a false answer to it below 5%.
/// </summary>
internal static class VariantComparison
{
    private const double Level = 0.05;

    /// <summary>A variant against the baseline, metric by metric; without those of which the two have no repeat in common.</summary>
    public static IEnumerable<PairedDifference> Pairs(VariantScores baseline, VariantScores variant) =>
        ComparedMetric.All.Select(metric => PairedDifference.Of(baseline, variant, metric)).OfType<PairedDifference>();

    /// <summary>The comparisons of a study, variant by variant.</summary>
    /// <param name="pairs">Those of all variants. No rows are read here.</param>
    public static IReadOnlyList<ComparisonResult> Compare(IReadOnlyList<PairedDifference> pairs)
    {
        VariantScores[] variants = [.. pairs.Select(pair => pair.Variant).Distinct()];
        var results = new List<(int Variant, ComparisonResult Result)>();
        foreach (string metric in ComparedMetric.All)
        {
            PairedDifference[] family = [.. pairs.Where(pair => pair.Metric == metric)];
            double?[] adjusted = AdjustKnown([.. family.Select(pair => pair.Estimate.SeedsUnknown ? null : (double?)pair.Estimate.PValue())]);
            double?[] seed = AdjustKnown([.. family.Select(pair => pair.SignFlipP)]);
            for (int index = 0; index < family.Length; index++)
            {
                results.Add((Array.IndexOf(variants, family[index].Variant), Result(family[index], adjusted[index], seed[index], family.Length)));
            }
        }

        return [.. results.OrderBy(pair => pair.Variant).Select(pair => pair.Result)];
    }

    /// <summary>The verdict rule.</summary>
    /// <param name="estimate">The paired difference, variant - baseline.</param>
    /// <param name="adjustedP">Corrected p of the crossed interval; null with one repeat.</param>
    /// <param name="seedP">Corrected sign-flip p; null where seeds cannot be tested (varying split, identical repeats).</param>
    /// <param name="moreIsBetter">The direction of the metric.</param>
    /// <param name="delta">The smallest effect; null where the metric has none.</param>
    internal static string Verdict(CrossedEstimate estimate, double? adjustedP, double? seedP, bool moreIsBetter, double? delta) =>
        Verdict(estimate.SeedsUnknown, estimate.Mean, estimate.Interval(0.90), adjustedP, seedP, moreIsBetter, delta);

    /// <summary>The verdict rule on any estimate of a difference: its mean and its 90% interval.</summary>
    internal static string Verdict(
        bool seedsUnknown, double mean, Interval ninety, double? adjustedP, double? seedP, bool moreIsBetter, double? delta)
    {
        if (seedsUnknown)
        {
            return "inconclusive";
        }

        if (adjustedP < Level && (seedP is null || seedP <= Level))
        {
            return mean > 0 == moreIsBetter ? "better" : "worse";
        }

        return delta is { } limit && ninety.Lower > -limit && ninety.Upper < limit ? "equivalent" : "inconclusive";
    }

    /// <summary>The result of one paired difference of a family.</summary>
    internal static ComparisonResult Result(PairedDifference pair, double? adjustedP, double? seedP, int family)
    {
        string verdict = Verdict(pair.Estimate, adjustedP, seedP, ComparedMetric.MoreIsBetter(pair.Metric), SmallestEffect.Of(pair.Metric));
        return new ComparisonResult
        {
            Variant = pair.Variant.Name,
            Against = pair.Baseline.Name,
            Metric = pair.Metric,
            MeanDifference = pair.Estimate.Mean,
            Interval = pair.Estimate.Interval(),
            Pairs = pair.Repeats.Count,
            AdjustedP = adjustedP,
            SeedP = seedP,
            Verdict = verdict,
            Advice = verdict == "inconclusive" ? Advice(pair, adjustedP, seedP, family) : null,
        };
    }

    private static string Advice(PairedDifference pair, double? adjustedP, double? seedP, int family)
    {
        int fewest = seedP is null ? 1 : SignFlipTest.FewestRepeats(family, Level);
        if (!pair.Estimate.SeedsUnknown && adjustedP < Level && pair.Repeats.Count < fewest)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"The interval excludes 0, but with {Comparisons(family)} the sign-flip test over seeds needs {fewest} repeats to agree; there are {pair.Repeats.Count}.");
        }

        return SmallestEffect.Of(pair.Metric) is { } delta
            ? RequiredSize.Advice(pair.Estimate, delta, fewest, pair.HeldOutRows, pair.HeldOutSets)
            : pair.Repeats.Count < fewest
                ? string.Create(CultureInfo.InvariantCulture,
                    $"Run at least {fewest} repeats: with {Comparisons(family)} the sign-flip test cannot reach 5% with fewer.")
                : "More repeats or more test rows narrow the interval; log loss has no smallest effect, so nothing is called equivalent.";
    }

    private static string Comparisons(int count) =>
        count == 1 ? "one comparison" : string.Create(CultureInfo.InvariantCulture, $"{count} comparisons");

    /// <summary>Holm over the values that are known.</summary>
    internal static double?[] AdjustKnown(double?[] pValues)
    {
        int[] known = [.. Enumerable.Range(0, pValues.Length).Where(index => pValues[index] is not null)];
        double[] adjusted = HolmCorrection.Adjust([.. known.Select(index => pValues[index]!.Value)]);
        double?[] result = new double?[pValues.Length];
        for (int index = 0; index < known.Length; index++)
        {
            result[known[index]] = adjusted[index];
        }

        return result;
    }
}
