namespace MlPipelines.Evaluation;

/// <summary>
/// What the remedies brought. Chosen on validation samples: the best mean among those whose difference is above 0 by its interval, one per metric. The test effect of every one that was run
/// is shown, Holm-corrected over all of them, with the verdict's rule of comparisons (statistics, section 5).
/// </summary>
internal static class RemedyResults
{
    public const string NotRun = "notRun";
    public const string Extrapolated = "extrapolated";

    /// <param name="evidence">The evidence.</param>
    /// <param name="first">The first cause, whose remedies come first.</param>
    public static IReadOnlyList<RemedyResult> Of(DiagnosisEvidence evidence, string first)
    {
        IReadOnlyList<RemedyMeasurement> run = evidence.Remedies;
        double?[] adjusted = VariantComparison.AdjustKnown([.. run.Select(remedy => Test(remedy).SeedsUnknown ? null : (double?)Test(remedy).PValue())]);
        double?[] seed = VariantComparison.AdjustKnown([.. run.Select(remedy => SignFlip(evidence.Baseline, remedy))]);
        RemedyMeasurement[] chosen =
        [
            .. run.Where(IsBetterOnValidation).GroupBy(RemedyChoice.MetricOf)
                .Select(metric => metric.MaxBy(remedy => RemedyChoice.Validation(remedy).Mean)!),
        ];
        RemedyResult[] results =
        [
            .. run.Select((remedy, index) => Result(remedy, adjusted[index], seed[index], evidence.SmallestEffect) with { IsChosen = chosen.Contains(remedy) }),
            .. MoreDataRemedy.Of(evidence) is { } moreData ? (RemedyResult[])[moreData] : [],
            .. evidence.RemediesNotRun,
        ];
        return [.. results.OrderBy(remedy => remedy.Causes.Contains(first) ? 0 : 1)];
    }

    /// <summary>With one repeat the seeds are unknown, and nothing is chosen.</summary>
    private static bool IsBetterOnValidation(RemedyMeasurement remedy) =>
        RemedyChoice.Validation(remedy) is { SeedsUnknown: false } validation && validation.Interval().Lower > 0;

    private static CrossedEstimate Test(RemedyMeasurement remedy) => RemedyChoice.Test(remedy);

    private static double? SignFlip(VariantScores baseline, RemedyMeasurement remedy) =>
        baseline.RepeatsOverlap || remedy.Scores.RepeatsOverlap || Test(remedy).RepeatsAreIdentical ? null : SignFlipTest.PValue(Test(remedy).Values);

    private static RemedyResult Result(RemedyMeasurement remedy, double? adjustedP, double? seedP, double delta)
    {
        string metric = RemedyChoice.MetricOf(remedy);
        return new RemedyResult
        {
            Name = remedy.Variant.Name,
            What = remedy.Variant.What,
            Causes = remedy.Variant.Causes,
            Patch = remedy.Variant.Patch,
            Repeats = remedy.Repeats.Count,
            Metric = metric,
            Validation = Part($"validation.{metric}", remedy, RemedyChoice.Validation(remedy)),
            Test = Part($"test.{metric}", remedy, Test(remedy)),
            AdjustedP = adjustedP,
            SeedP = seedP,
            ChangesTestOnly = remedy.Validation.Values.All(value => value == 0) && remedy.Test.Values.Any(value => value != 0),
            Verdict = VariantComparison.Verdict(Test(remedy), adjustedP, seedP, moreIsBetter: true, delta),
        };
    }

    private static GapPart Part(string name, RemedyMeasurement remedy, CrossedEstimate estimate) =>
        new(name, remedy.Variant.Name, VariantResult.Baseline, estimate.Mean, estimate.Interval());
}
