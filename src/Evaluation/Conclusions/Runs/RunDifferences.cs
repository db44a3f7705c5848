namespace MlPipelines.Evaluation;

/// <summary>
/// The metrics of runs against a reference. Paired runs are compared as the variants of one study are, unpaired ones by the interval that follows from the two. All comparisons on a
/// metric, paired or not, are one family for Holm's correction.
/// </summary>
internal static class RunDifferences
{
    /// <summary>Validation is not among them: it belongs to the choice of remedies inside a study.</summary>
    private static readonly string[] s_metrics = [ComparedMetric.TestAccuracy, ComparedMetric.TestBalancedAccuracy, ComparedMetric.TestLogLoss, ComparedMetric.GapTotal];

    /// <returns>For each run its metrics; none for one of other data.</returns>
    public static IReadOnlyList<IReadOnlyList<ComparisonResult>> Of(VariantScores reference, IReadOnlyList<(VariantScores Scores, RunPairing Pairing)> runs)
    {
        List<ComparisonResult>[] results = [.. runs.Select(_ => new List<ComparisonResult>())];
        foreach (string metric in s_metrics)
        {
            Member[] family = [.. runs.Select((run, index) => Member.Of(index, reference, run.Scores, run.Pairing, metric)).OfType<Member>()];
            double?[] adjusted = VariantComparison.AdjustKnown([.. family.Select(member => member.PValue)]);
            double?[] seed = VariantComparison.AdjustKnown([.. family.Select(member => member.Paired?.SignFlipP)]);
            for (int index = 0; index < family.Length; index++)
            {
                results[family[index].Run].Add(family[index].Result(adjusted[index], seed[index], family.Length, reference, metric));
            }
        }

        return results;
    }

    private sealed record Member(int Run, string Name, PairedDifference? Paired, UnpairedDifference? Unpaired)
    {
        public double? PValue => Paired is { } paired ? (paired.Estimate.SeedsUnknown ? null : paired.Estimate.PValue()) : Unpaired!.PValue();

        public static Member? Of(int index, VariantScores reference, VariantScores run, RunPairing pairing, string metric) => pairing switch
        {
            RunPairing.Paired => PairedDifference.Of(reference, run, metric) is { } paired ? new Member(index, run.Name, paired, null) : null,
            RunPairing.Unpaired => UnpairedDifference.Of(reference, run, metric) is { } unpaired ? new Member(index, run.Name, null, unpaired) : null,
            _ => null,
        };

        public ComparisonResult Result(double? adjustedP, double? seedP, int family, VariantScores reference, string metric)
        {
            if (Paired is not null)
            {
                return VariantComparison.Result(Paired, adjustedP, seedP, family);
            }

            string verdict = VariantComparison.Verdict(
                Unpaired!.SeedsUnknown, Unpaired.Mean, Unpaired.Interval(0.90), adjustedP, seedP: null, ComparedMetric.MoreIsBetter(metric), SmallestEffect.Of(metric));
            return new ComparisonResult
            {
                Variant = Name,
                Against = reference.Name,
                Metric = metric,
                MeanDifference = Unpaired.Mean,
                Interval = Unpaired.Interval(),
                Pairs = 0,
                AdjustedP = adjustedP,
                Verdict = verdict,
                Advice = verdict != "inconclusive" ? null
                    : Unpaired.SeedsUnknown ? "Run at least 5 repeats of both: one says nothing about the spread between seeds."
                    : "Run both with the same data, split and seeds: a paired difference has a narrower interval.",
            };
        }
    }
}
