using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>Measures the effect that a claim is about, or says why it cannot be measured.</summary>
internal static class ClaimMeasurement
{
    private const int MostRepeats = 200;

    /// <returns>The effect, or a sentence that says what is missing.</returns>
    public static (ClaimEffect? Effect, string? Reason) Of(ClaimOptions claim, VariantScores variant, VariantScores? against)
    {
        foreach (VariantScores side in against is null ? [variant] : new[] { variant, against })
        {
            if (side.Finished.Count == 0)
            {
                return (null, NothingFinished(side));
            }
        }

        (ClaimEffect? effect, string? reason) = claim.Metric switch
        {
            ClaimMetrics.SeedsDifference => OfSeeds(claim, variant, against),
            ClaimMetrics.EnsembleGain => OfEnsemble(claim, variant, against),
            _ => OfRows(claim.Metric, variant, against),
        };
        return (against is null ? effect?.Minus(claim.Value) : effect, reason);
    }

    private static (ClaimEffect?, string?) OfRows(string metric, VariantScores variant, VariantScores? against)
    {
        IReadOnlyList<SignedMeasurement> own = ClaimMetric.Terms(variant, metric);
        IReadOnlyList<SignedMeasurement> others = against is null ? [] : ClaimMetric.Terms(against, metric);
        foreach (SignedMeasurement term in own.Concat(others))
        {
            if (term.Variant.RepeatsWith(term.Measurement).Count == 0)
            {
                return (null, Text($"{term.Variant.Name} has no measurement {term.Measurement}, which {metric} takes."));
            }
        }

        int[] repeats = [.. Repeats(variant, own)];
        repeats = against is null ? repeats : [.. repeats.Intersect(Repeats(against, others))];
        if (repeats.Length == 0)
        {
            return (null, against is null
                ? Text($"No finished repeat of {variant.Name} has all measurements that {metric} takes.")
                : Text($"{variant.Name} and {against.Name} have no finished repeat in common that has the measurements of {metric}."));
        }

        RowMetric rowMetric = ComparedMetric.RowMetricOf(metric);
        SignedMeasurement[] terms = [.. own, .. others.Select(term => term with { Sign = -term.Sign })];
        CrossedEstimate estimate = StatisticEstimate.Of(terms, rowMetric, repeats);
        bool isExact = estimate.Mean == 0 && ClaimMetric.IsZeroByConstruction(metric, variant)
            && (against is null || ClaimMetric.IsZeroByConstruction(metric, against));
        int heldOut = own[^1].Scores(repeats[0]).Count;
        int sets = rowMetric == RowMetric.BalancedAccuracy ? estimate.Sets.Count : 1;
        string? unit = rowMetric == RowMetric.LogLoss ? "" : null;
        var effect = new ClaimEffect(
            estimate.Mean,
            level => isExact ? new Interval(0, 0, level) : against is null ? Lone(metric, variant, terms, rowMetric, repeats, estimate, level) : estimate.Interval(level),
            repeats.Length,
            (delta, fewest) => RequiredSize.Advice(
                estimate, delta, fewest, heldOut, sets, unit is null ? null : Text($"a difference of {delta:0.###}")))
        {
            SeedsUnknown = estimate.SeedsUnknown,
            P = against is null || estimate.SeedsUnknown ? null : estimate.PValue(),
            SeedP = against is null || estimate.SeedsUnknown || variant.RepeatsOverlap || against.RepeatsOverlap || estimate.RepeatsAreIdentical
                ? null
                : SignFlipTest.PValue(estimate.Values),
        };
        return (effect, null);
    }

    /// <summary>The interval that the summary shows for the same metric.</summary>
    private static Interval Lone(
        string metric, VariantScores variant, SignedMeasurement[] terms, RowMetric rowMetric, int[] repeats, CrossedEstimate estimate, double level)
    {
        Interval plain = estimate.Interval(level);
        return rowMetric switch
        {
            RowMetric.BalancedAccuracy => MetricSummaries.BalancedAccuracyInterval(variant, terms[0].Measurement, repeats, level) ?? plain,
            RowMetric.LogLoss => plain with { Lower = Math.Max(0, plain.Lower) },
            _ when ClaimMetric.IsShare(metric) =>
                MetricSummaries.AccuracyInterval(estimate, StatisticEstimate.ScoresOf(terms, rowMetric, repeats), level),
            _ => plain,
        };
    }

    /// <summary>
    /// The mean absolute difference of two normal values is 2/sqrt(pi) standard deviations (Gini's mean difference), and its interval that of the deviation.
    /// </summary>
    private static (ClaimEffect?, string?) OfSeeds(ClaimOptions claim, VariantScores variant, VariantScores? against)
    {
        if (against is not null)
        {
            return (null, "The difference between two repeats is a property of one variant and is compared with a value, not with another variant.");
        }

        if (SpreadConclusion.Accuracies(variant) is not { } accuracies)
        {
            return (null, Text($"The spread of {variant.Name} takes at least {SpreadConclusion.FewestRepeats} finished repeats on one test set."));
        }

        double scale = 2 / Math.Sqrt(Math.PI);
        double deviation = SpreadConclusion.Deviation(accuracies);
        Interval At(int repeats, double level)
        {
            Interval interval = StandardDeviationInterval.Of(deviation, repeats, level);
            return new Interval(scale * interval.Lower, scale * interval.Upper, level);
        }

        // From how many repeats the same spread would lie on one side of the limits.
        string Advice(double delta, int fewest)
        {
            double[] limits = claim.Direction switch
            {
                ClaimDirection.Higher => [claim.Value + claim.SmallestEffect],
                ClaimDirection.Lower => [claim.Value - claim.SmallestEffect],
                _ => [claim.Value - claim.SmallestEffect, claim.Value + claim.SmallestEffect],
            };
            bool Decides(Interval interval) => Array.TrueForAll(limits, limit => interval.Lower > limit || interval.Upper < limit);
            int needed = Enumerable.Range(accuracies.Length, Math.Max(0, MostRepeats + 1 - accuracies.Length))
                .FirstOrDefault(repeats => Decides(At(repeats, 0.95)));
            return needed == 0
                ? Text($"More than {MostRepeats} repeats would be needed, if the spread stays as it is: it is too near to the limit to name.")
                : Text($"About {needed} repeats, {accuracies.Length} so far, would decide it if the spread stays as it is.");
        }

        return (new ClaimEffect(scale * deviation, level => At(accuracies.Length, level), accuracies.Length, Advice), null);
    }

    private static (ClaimEffect?, string?) OfEnsemble(ClaimOptions claim, VariantScores variant, VariantScores? against)
    {
        if (EnsembleGain.Of(variant, against) is not { } gain)
        {
            return (null, Text(
                $"The gain of an ensemble takes at least {EnsembleGain.FewestRepeats} finished repeats{(against is null ? "" : " in common")} on one test set, with the probabilities of all classes."));
        }

        string Advice(double delta, int fewest)
        {
            double target = delta / 2.8 * (delta / 2.8);
            return gain.RowVariance > target
                ? Text($"The test set is too small: about {Math.Ceiling(gain.Rows * gain.RowVariance / target):0} rows instead of {gain.Rows} would tell {Points.Whole(delta)} apart.")
                : Text($"More repeats, {gain.Repeats} so far, make larger ensembles and steady the gain.");
        }

        return (new ClaimEffect(gain.Mean, gain.Interval, gain.Repeats, Advice), null);
    }

    private static IReadOnlyList<int> Repeats(VariantScores variant, IReadOnlyList<SignedMeasurement> terms) =>
        variant.RepeatsWith([.. terms.Select(term => term.Measurement)]);

    private static string NothingFinished(VariantScores variant) => variant.Trials.Count > 0 && variant.Trials[0] is var trial
        ? Text($"No repeat of {variant.Name} finished. Repeat {trial.Repeat}: {trial.Failure}")
        : Text($"No repeat of {variant.Name} was run.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
