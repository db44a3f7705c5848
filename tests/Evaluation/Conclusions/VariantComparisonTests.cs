using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class VariantComparisonTests
{
    // Repeats of 1,000 rows whose difference is exactly the given one, in points, by rows that are right in one and wrong in the other.
    private static CrossedEstimate Differences(params int[] thousandths)
    {
        double[][] repeats = [.. thousandths.Select(count => Enumerable.Range(0, 1000).Select(row => row < Math.Abs(count) ? Math.Sign(count) : 0.0).ToArray())];
        return CrossedEstimate.Of([SampleSetScores.Crossed(repeats)]);
    }

    [Theory]
    [InlineData(0.01, 0.03, true, "better")]
    [InlineData(0.01, 0.03, false, "worse")]
    [InlineData(0.01, 0.06, true, "inconclusive")]
    [InlineData(0.06, 0.03, true, "inconclusive")]
    [InlineData(0.049, 0.05, true, "better")]
    [InlineData(0.05, 0.05, true, "inconclusive")]
    [InlineData(0.01, null, true, "better")]
    [InlineData(null, 0.03, true, "inconclusive")]
    public void Verdict_LargeDifference_NeedsBothTests(double? adjusted, double? seed, bool moreIsBetter, string expected) =>
        Assert.Equal(expected, VariantComparison.Verdict(Differences(40, 42, 38, 41, 40, 43), adjusted, seed, moreIsBetter, 0.02));

    [Fact]
    public void Verdict_DifferenceWithinTheSmallestEffect_IsEquivalent()
    {
        CrossedEstimate estimate = Differences(3, -2, 1, 2, -3);

        Assert.InRange(estimate.Interval(0.90).HalfWidth, 0.0001, 0.015);
        Assert.Equal("equivalent", VariantComparison.Verdict(estimate, 0.9, 1, true, 0.02));
        Assert.Equal("inconclusive", VariantComparison.Verdict(estimate, 0.9, 1, true, null));
        Assert.Equal("inconclusive", VariantComparison.Verdict(estimate, 0.9, 1, true, 0.001));
    }

    [Fact]
    public void Verdict_OneRepeat_IsNeverMoreThanInconclusive() =>
        Assert.Equal("inconclusive", VariantComparison.Verdict(Differences(0), null, 1, true, 0.02));

    [Fact]
    public void Compare_EnoughRepeats_FindsThePlantedDifferences()
    {
        StudyResult result = new SyntheticStudy { Repeats = 8, TrainRows = 1500, ValidationRows = 1500, TestRows = 2500 }.Conclude();

        Assert.Equal(["validation.accuracy", "test.accuracy", "test.balancedAccuracy", "test.logLoss", "gap.total"], result.Comparisons.Take(5).Select(comparison => comparison.Metric));
        Assert.Equal(["dropout", "noAugmentation"], result.Comparisons.Select(comparison => comparison.Variant).Distinct());
        Assert.All(result.Comparisons, comparison => Assert.Equal(8, comparison.Pairs));
        Assert.Equal("better", Verdict(result, "dropout", "test.accuracy"));
        Assert.Equal("better", Verdict(result, "dropout", "test.balancedAccuracy"));
        Assert.Equal("better", Verdict(result, "dropout", "test.logLoss"));
        Assert.Equal("better", Verdict(result, "dropout", "gap.total"));
        Assert.Equal("worse", Verdict(result, "noAugmentation", "gap.total"));
        Assert.DoesNotContain(result.Comparisons, comparison => comparison.Advice is not null && comparison.Verdict != "inconclusive");
    }

    [Fact]
    public void Compare_FiveRepeats_SaysHowManyItTakes()
    {
        StudyResult result = new SyntheticStudy().Conclude();
        ComparisonResult gap = result.Comparisons.Single(comparison => comparison is { Variant: "dropout", Metric: "gap.total" });

        Assert.Equal("inconclusive", gap.Verdict);
        Assert.True(gap.AdjustedP < 0.05);
        Assert.Equal(2 * 2.0 / 32, gap.SeedP);
        Assert.Contains("needs 7 repeats", gap.Advice!, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_MeanDifference_IsThatOfTheCommonRepeats()
    {
        SyntheticStudy study = new() { Failed = [("baseline", 1), ("dropout", 3)] };
        StudyResult result = study.Conclude();
        ComparisonResult comparison = result.Comparisons.Single(candidate => candidate is { Variant: "dropout", Metric: "test.accuracy" });
        double expected = new[] { 0, 2, 4 }.Average(repeat => Accuracy(study, "dropout", repeat) - Accuracy(study, "baseline", repeat));

        Assert.Equal(3, comparison.Pairs);
        Assert.Equal(expected, comparison.MeanDifference, 1e-12);
        Assert.Equal(4, result.Comparisons.Single(candidate => candidate is { Variant: "noAugmentation", Metric: "test.accuracy" }).Pairs);
    }

    [Fact]
    public void Compare_BalancedAccuracy_IsTheMeanOfThePairedDifferencesOfClasses()
    {
        // Two classes at 9:1, so that balanced accuracy is not accuracy; the interval by the rule written out for two sets of rows.
        SyntheticStudy study = new() { Classes = 2, LabelOf = row => row % 10 == 0 ? 1 : 0, TestRows = 400 };
        ComparisonResult comparison = study.Conclude().Comparisons.Single(candidate => candidate is { Variant: "dropout", Metric: "test.balancedAccuracy" });
        double[][][] values =
        [
            .. new[] { 0, 1 }.Select(label => Enumerable.Range(0, 5).Select(repeat =>
            {
                (TrialRows variant, TrialRows baseline) = (study.Rows("dropout", repeat)["test"], study.Rows("baseline", repeat)["test"]);
                return Enumerable.Range(0, 400).Where(row => variant.Labels[row] == label)
                    .Select(row => (Right(variant, row) - Right(baseline, row)) / 2.0).ToArray();
            }).ToArray()),
        ];
        double[] means = [.. Enumerable.Range(0, 5).Select(repeat => values[0][repeat].Average() + values[1][repeat].Average())];
        double a = SampleSetScores.Variance(means) / 5;
        double b = values.Sum(ofClass => SampleSetScores.Variance([.. Enumerable.Range(0, ofClass[0].Length).Select(row => ofClass.Average(ofRepeat => ofRepeat[row]))]) / ofClass[0].Length);

        Assert.Equal(means.Average(), comparison.MeanDifference, 1e-12);
        Assert.Equal(
            study.Trials().Where(trial => trial.Variant == "dropout").Average(trial => trial.Measurements["test"].BalancedAccuracy)
                - study.Trials().Where(trial => trial.Variant == "baseline").Average(trial => trial.Measurements["test"].BalancedAccuracy),
            comparison.MeanDifference,
            1e-12);
        Assert.InRange(comparison.Interval!.HalfWidth, 1.96 * Math.Sqrt(Math.Max(a, b)), 3 * Math.Sqrt(a + b));
    }

    private static int Right(TrialRows rows, int row) => rows.Predicted[row] == rows.Labels[row] ? 1 : 0;

    [Fact]
    public void Compare_NoCommonRepeat_IsLeftOutWithACaveat()
    {
        StudyResult result = new SyntheticStudy { Repeats = 2, Failed = [("dropout", 0), ("baseline", 1)] }.Conclude();

        Assert.DoesNotContain(result.Comparisons, comparison => comparison.Variant == "dropout");
        Assert.Contains(result.Verdict.Caveats, caveat => caveat.StartsWith("dropout has no finished repeat in common", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_RepeatMissingOnEitherSide_IsLeftOutOfThePairsAndNamed()
    {
        StudyResult whole = new SyntheticStudy { Repeats = 6 }.Conclude();
        StudyResult result = new SyntheticStudy { Repeats = 6, Failed = [("dropout", 0), ("dropout", 4), ("baseline", 1)] }.Conclude();

        Assert.All(whole.Comparisons.Where(comparison => comparison.Variant == "dropout"), comparison => Assert.Equal(6, comparison.Pairs));
        Assert.All(result.Comparisons.Where(comparison => comparison.Variant == "dropout"), comparison => Assert.Equal(3, comparison.Pairs));
        Assert.Contains(
            "dropout is compared with baseline over the 3 repeats that both finished: repeats 0, 4 are left out, because dropout has no result there; repeat 1 is left out, because baseline has no result there.",
            result.Verdict.Caveats);
        Assert.DoesNotContain(whole.Verdict.Caveats, caveat => caveat.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Conclude_TrialsBesideTheRepeatsFailed_SaysWhatIsMissing()
    {
        SyntheticStudy study = new();
        StudyResult result = StudyConclusion.Conclude(study.Configuration(), study.Provenance(), study.Dataset(), new StudyEvidence
        {
            Trials = study.Trials(),
            Rows = study.Rows,
            FailedParts = [new("baseline", "fold-2", "there was not enough memory"), new("dropout", "range-test", null)],
        });

        Assert.Contains("Fold 2 of the label audit of baseline failed, so what it would have told is missing: there was not enough memory.", result.Verdict.Caveats);
        Assert.Contains("The range test of dropout did not end, so what it would have told is missing.", result.Verdict.Caveats);
    }

    [Fact]
    public void Compare_IdenticalRepeats_HasNoSeedP()
    {
        StudyResult result = new SyntheticStudy { Deterministic = true, TestRows = 3000, ValidationRows = 3000, TrainRows = 1000 }.Conclude();

        Assert.All(result.Comparisons, comparison => Assert.Null(comparison.SeedP));
        Assert.Equal("better", Verdict(result, "dropout", "gap.total"));
    }

    [Fact]
    public void Compare_KFold_PairsWithinRepeatsAndHasNoSeedP()
    {
        StudyResult result = new SyntheticStudy { KFold = true }.Conclude();

        Assert.All(result.Comparisons, comparison => Assert.Null(comparison.SeedP));
        Assert.Contains(result.Verdict.Caveats, caveat => caveat.StartsWith("The split changes from repeat to repeat", StringComparison.Ordinal));
    }

    [Fact]
    public void RequiredSize_KnownVariances_SolvesTheFormula()
    {
        // The answer must satisfy s2R/R' + (s2I + s2RI/R')/n <= (delta/2.8)^2, and one repeat less must not.
        CrossedEstimate estimate = Differences(40, -20, 60, 10);
        int repeats = RequiredSize.Repeats(estimate, 0.02)!.Value;
        double target = 0.02 / 2.8 * (0.02 / 2.8);
        double At(int count) => (estimate.BetweenRepeats / count) + ((estimate.Sets[0].BetweenRows + (estimate.Sets[0].Interaction / count)) / 1000);

        Assert.True(At(repeats) <= target);
        Assert.True(At(repeats - 1) > target);
        double factor = RequiredSize.HeldOutFactor(estimate, 0.02, 1000)!.Value;
        double atFactor = (estimate.BetweenRepeats / 1000) + ((estimate.Sets[0].BetweenRows + (estimate.Sets[0].Interaction / 1000)) / (1000 * factor));
        Assert.Equal(target, atFactor, 1e-12);
    }

    [Fact]
    public void RequiredSize_TooFewRows_SaysThatNoNumberOfRepeatsSuffices()
    {
        double[][] repeats = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 40).Select(row => row % 4 == 0 ? 1.0 : row % 7 == 0 ? -1.0 : 0.0).ToArray())];
        repeats[0][1] = 1;
        var estimate = CrossedEstimate.Of([SampleSetScores.Crossed(repeats)]);

        Assert.Null(RequiredSize.Repeats(estimate, 0.02));
        Assert.StartsWith(
            "No number of repeats suffices, because the held-out set is too small: about ",
            RequiredSize.Advice(estimate, 0.02, 6, 40),
            StringComparison.Ordinal);
    }

    private static string Verdict(StudyResult result, string variant, string metric) =>
        result.Comparisons.Single(comparison => comparison.Variant == variant && comparison.Metric == metric).Verdict;

    private static double Accuracy(SyntheticStudy study, string variant, int repeat) =>
        study.Trials().Single(trial => trial.Variant == variant && trial.Repeat == repeat).Measurements["test"].Accuracy;
}
