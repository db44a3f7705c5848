using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class ClaimConclusionTests
{
    private static readonly SyntheticStudy s_large = new() { Repeats = 8, TrainRows = 1500, ValidationRows = 1500, TestRows = 2500 };
    private static readonly Lazy<StudyResult> s_result = new(s_large.Conclude);
    private static readonly Lazy<VariantScores[]> s_scores = new(() => Scores(s_large));

    [Theory]
    [InlineData(ClaimDirection.Higher, 0.01, 0.03, 0.005, "holds")]
    [InlineData(ClaimDirection.Higher, 0.01, 0.03, 0.011, "undecided")]
    [InlineData(ClaimDirection.Higher, -0.01, 0.004, 0.005, "fails")]
    [InlineData(ClaimDirection.Higher, -0.01, 0.006, 0.005, "undecided")]
    [InlineData(ClaimDirection.Lower, -0.03, -0.01, 0.005, "holds")]
    [InlineData(ClaimDirection.Lower, 0.01, 0.03, 0.005, "fails")]
    [InlineData(ClaimDirection.Lower, -0.03, 0.01, 0.005, "undecided")]
    [InlineData(ClaimDirection.Same, -0.01, 0.01, 0.02, "holds")]
    [InlineData(ClaimDirection.Same, -0.021, 0.021, 0.02, "holds")]
    [InlineData(ClaimDirection.Same, -0.03, 0.03, 0.02, "undecided")]
    [InlineData(ClaimDirection.Same, 0.021, 0.05, 0.02, "fails")]
    [InlineData(ClaimDirection.Same, -0.05, -0.021, 0.02, "fails")]
    public void Verdict_Interval_IsComparedWithTheSmallestEffect(ClaimDirection direction, double lower, double upper, double smallest, string verdict) =>
        Assert.Equal(verdict, ClaimConclusion.Verdict(Claim(direction, smallest), Effect(lower, upper), null, null));

    [Theory]
    [InlineData(0.04, 0.05, "holds")]
    [InlineData(0.05, 0.03, "undecided")]
    [InlineData(0.01, 0.06, "undecided")]
    [InlineData(0.01, null, "holds")]
    public void Verdict_Higher_TakesBothCorrectedTests(double? adjusted, double? seed, string verdict) =>
        Assert.Equal(verdict, ClaimConclusion.Verdict(Claim(ClaimDirection.Higher, 0.005), Effect(0.01, 0.03), adjusted, seed));

    [Fact]
    public void Verdict_OneRepeat_DecidesNothing() =>
        Assert.Equal("undecided", ClaimConclusion.Verdict(Claim(ClaimDirection.Higher, 0.005), Effect(0.1, 0.3) with { SeedsUnknown = true }, null, null));

    [Fact]
    public void Of_PlantedDifference_HoldsWithItsComparisonsNumbers()
    {
        ClaimResult claim = Decide(new ClaimOptions
        {
            Text = "Dropout helps.",
            Variant = "dropout",
            Against = "baseline",
            Direction = ClaimDirection.Higher,
            SmallestEffect = 0.002,
        });
        ComparisonResult comparison = s_result.Value.Comparisons.Single(candidate => candidate is { Variant: "dropout", Metric: "test.accuracy" });

        Assert.Equal("holds", claim.Verdict);
        Assert.Equal("Dropout helps.", claim.Text);
        Assert.Equal("higher", claim.Direction);
        Assert.Equal(comparison.MeanDifference, claim.Difference!.Value, 1e-12);
        Assert.Equal(comparison.Interval!.Lower, claim.Interval!.Lower, 1e-12);
        Assert.Equal(comparison.AdjustedP, claim.AdjustedP);
        Assert.Equal(comparison.SeedP, claim.SeedP);
        Assert.Equal(8, claim.Repeats);
        Assert.Null(claim.Value);
        Assert.Null(claim.Advice);
        Assert.Matches(
            @"^Holds here: dropout adds \+\d\.\d points of test accuracy against baseline \(95% interval \+\d\.\d to \+\d\.\d; 8 paired repeats\), more than the 0\.2 points claimed\.$",
            claim.Sentence);
    }

    [Fact]
    public void Of_OppositeClaim_Fails()
    {
        ClaimResult claim = Decide(new ClaimOptions
        {
            Text = "Dropout hurts.",
            Variant = "dropout",
            Against = "baseline",
            Direction = ClaimDirection.Lower,
            SmallestEffect = 0.002,
        });

        Assert.Equal("fails", claim.Verdict);
        Assert.EndsWith(", not a decrease by more than the 0.2 points claimed.", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoVariants_JoinTheFamilyAsOneMore()
    {
        ClaimResult claim = Decide(new ClaimOptions
        {
            Text = "x",
            Variant = "dropout",
            Against = "noAugmentation",
            Direction = ClaimDirection.Higher,
            SmallestEffect = 0.01,
        });

        Assert.Equal("holds", claim.Verdict);
        Assert.Equal(3 * 2.0 / 256, claim.SeedP!.Value, 1e-15);
        Assert.Equal(Mean("dropout", "test") - Mean("noAugmentation", "test"), claim.Difference!.Value, 1e-12);
    }

    [Theory]
    [InlineData("train.accuracy")]
    [InlineData("validation.accuracy")]
    [InlineData("test.accuracy")]
    [InlineData("test.balancedAccuracy")]
    [InlineData("test.logLoss")]
    [InlineData("gap.total")]
    [InlineData("gap.generalisation")]
    [InlineData("gap.skew")]
    [InlineData("gap.shift")]
    [InlineData("trainingMetric.trainingMode")]
    [InlineData("trainingMetric.augmentation")]
    [InlineData("ensemble.gain")]
    [InlineData("seeds.difference")]
    public void Of_EveryMetricAlone_AgreesWithTheSummary(string metric)
    {
        VariantResult baseline = s_result.Value.Variants[0];
        (double mean, Interval? interval) = metric switch
        {
            "train.accuracy" => Of(baseline.Summary["trainClean"]["accuracy"]),
            "validation.accuracy" => Of(baseline.Summary["validation"]["accuracy"]),
            "test.accuracy" => Of(baseline.Summary["test"]["accuracy"]),
            "test.balancedAccuracy" => Of(baseline.Summary["test"]["balancedAccuracy"]),
            "test.logLoss" => Of(baseline.Summary["test"]["logLoss"]),
            "gap.total" => (baseline.Gap!.Total.Difference, baseline.Gap.Total.Interval),
            "gap.generalisation" => (baseline.Gap!.Parts[0].Difference, baseline.Gap.Parts[0].Interval),
            "gap.skew" => (baseline.Gap!.Parts[1].Difference, baseline.Gap.Parts[1].Interval),
            "gap.shift" => (baseline.Gap!.Parts[2].Difference, baseline.Gap.Parts[2].Interval),
            "trainingMetric.trainingMode" => (baseline.Gap!.TrainingMetric[0].Difference, baseline.Gap.TrainingMetric[0].Interval),
            "trainingMetric.augmentation" => (baseline.Gap!.TrainingMetric[1].Difference, baseline.Gap.TrainingMetric[1].Interval),
            "ensemble.gain" => (baseline.Ensemble!.Sizes[^1].Gain, null),
            _ => (2 / Math.Sqrt(Math.PI) * s_result.Value.Spreads[0].StandardDeviation, null),
        };
        ClaimResult claim = Decide(new ClaimOptions { Text = "x", Metric = metric, Direction = ClaimDirection.Same, Value = 0.1, SmallestEffect = 0.01 });

        Assert.Equal(mean - 0.1, claim.Difference!.Value, 1e-12);
        Assert.InRange(claim.Difference.Value, claim.Interval!.Lower, claim.Interval.Upper);
        Assert.Null(claim.AdjustedP);
        Assert.Equal(0.1, claim.Value);
        Assert.Contains("95% interval", claim.Sentence, StringComparison.Ordinal);
        if (interval is not null)
        {
            Assert.Equal(interval.Lower - 0.1, claim.Interval.Lower, 1e-12);
            Assert.Equal(interval.Upper - 0.1, claim.Interval.Upper, 1e-12);
        }
    }

    [Fact]
    public void Of_SeedsThatDiffer_IsNearTheMeanOfAllPairs()
    {
        // Over 30 repeats Gini's mean difference of normal values and the mean over all pairs differ by a few percent only.
        SyntheticStudy study = new() { Repeats = 30, SeedSpread = 0.1, Variants = [new SyntheticVariant("baseline", 0.99, 0.88, 0.87)] };
        ClaimResult claim = Decide(study, new ClaimOptions
        {
            Text = "Two seeds differ by 2 to 3%.",
            Metric = ClaimMetrics.SeedsDifference,
            Direction = ClaimDirection.Higher,
            SmallestEffect = 0,
            Value = 0.02,
        });
        double[] accuracies = [.. study.Trials().Select(trial => trial.Measurements["test"].Accuracy)];
        double pairs = accuracies.SelectMany((one, index) => accuracies.Skip(index + 1).Select(other => Math.Abs(one - other))).Average();

        Assert.Equal(pairs - 0.02, claim.Difference!.Value, 0.1 * pairs);
        Assert.Contains("two repeats of baseline differ by ", claim.Sentence, StringComparison.Ordinal);
        Assert.Contains("the 2 points claimed", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SkewWithoutATestPath_IsExactlyNone()
    {
        ClaimResult claim = Decide(new ClaimOptions { Text = "x", Metric = "gap.skew", Direction = ClaimDirection.Same, SmallestEffect = 0.001 });

        Assert.Equal("holds", claim.Verdict);
        Assert.Equal(new Interval(0, 0), claim.Interval);
    }

    [Fact]
    public void Of_AccuracyAgainstAValue_SaysTheLevel()
    {
        ClaimResult claim = Decide(new ClaimOptions { Text = "x", Direction = ClaimDirection.Higher, Value = 0.8, SmallestEffect = 0.02 });

        Assert.Equal("holds", claim.Verdict);
        Assert.Matches(@"^Holds here: the test accuracy of baseline is 8\d\.\d% \(95% interval 8\d\.\d to 8\d\.\d; 8 repeats\), above the 82% claimed\.$", claim.Sentence);
    }

    [Fact]
    public void Of_FiveRepeats_IsUndecidedAndSaysHowManyItTakes()
    {
        ClaimResult claim = Decide(new SyntheticStudy(), new ClaimOptions
        {
            Text = "x",
            Variant = "dropout",
            Against = "baseline",
            Metric = "gap.total",
            Direction = ClaimDirection.Lower,
            SmallestEffect = 0.005,
        });

        Assert.Equal("undecided", claim.Verdict);
        Assert.EndsWith("the tests that are corrected for the number of comparisons do not agree yet.", claim.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Run at least 7 repeats", claim.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneRepeat_AsksForMore()
    {
        ClaimResult claim = Decide(new SyntheticStudy { Repeats = 1 }, new ClaimOptions { Text = "x", Direction = ClaimDirection.Higher, Value = 0.1 });

        Assert.Equal("undecided", claim.Verdict);
        Assert.StartsWith("Run at least 5 repeats", claim.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seeds.difference", "baseline", "is compared with a value")]
    [InlineData("trainingMetric.augmentation", "baseline", "noAugmentation has no measurement trainAugmented")]
    [InlineData("test.accuracy", "nobody", "There is no variant nobody.")]
    public void Of_WhatCannotBeMeasured_SaysWhy(string metric, string against, string reason)
    {
        ClaimResult claim = Decide(new ClaimOptions { Text = "x", Variant = "noAugmentation", Against = against, Metric = metric, Direction = ClaimDirection.Higher });

        Assert.Equal("undecided", claim.Verdict);
        Assert.Null(claim.Difference);
        Assert.StartsWith("Cannot be decided here: ", claim.Sentence, StringComparison.Ordinal);
        Assert.Contains(reason, claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FailedTrials_SaysSo()
    {
        ClaimOptions options = new() { Text = "x", Variant = "dropout", Against = "baseline", Direction = ClaimDirection.Higher };
        ClaimResult some = Decide(new SyntheticStudy { Failed = [("dropout", 1)] }, options);
        ClaimResult all = Decide(new SyntheticStudy { Repeats = 2, Failed = [("dropout", 0), ("dropout", 1)] }, options);

        Assert.Equal(4, some.Repeats);
        Assert.EndsWith(" 1 of 5 repeats of dropout failed and are left out.", some.Sentence, StringComparison.Ordinal);
        Assert.Equal("Cannot be decided here: No repeat of dropout finished. Repeat 0: epoch 2, step 7: the loss is not a finite number", all.Sentence);
    }

    [Fact]
    public void Of_NoClaim_IsAbsent() => Assert.Null(s_result.Value.Claim);

    private static ClaimResult Decide(ClaimOptions claim) => Decide(s_large, claim);

    private static ClaimResult Decide(SyntheticStudy study, ClaimOptions claim)
    {
        // The scores of the large study are read once; only the claim differs.
        VariantScores[] variants = study == s_large ? s_scores.Value : Scores(study);
        return ClaimConclusion.Of(claim, variants, [], VariantComparison.Compare([.. variants[1..].SelectMany(variant => VariantComparison.Pairs(variants[0], variant))]))!;
    }

    private static VariantScores[] Scores(SyntheticStudy study) =>
        [.. study.Variants.Select(variant => VariantScores.Read(variant.Name, study.Configuration().Baseline, study.Trials(), study.Rows))];

    private static ClaimOptions Claim(ClaimDirection direction, double smallest) => new() { Text = "x", Direction = direction, SmallestEffect = smallest };

    /// <summary>A normal effect: its interval at 90% is 1.645/1.96 as wide.</summary>
    private static ClaimEffect Effect(double lower, double upper) => new(
        (lower + upper) / 2,
        level =>
        {
            double half = (upper - lower) / 2 * Quantiles.Normal(level) / Quantiles.Normal(0.95);
            return new Interval(((lower + upper) / 2) - half, ((lower + upper) / 2) + half, level);
        },
        8,
        (_, _) => "");

    private static (double Mean, Interval? Interval) Of(MetricSummary summary) => (summary.Mean, summary.Interval);

    private static double Mean(string variant, string measurement) =>
        s_result.Value.Variants.Single(candidate => candidate.Name == variant).Summary[measurement]["accuracy"].Mean;
}
