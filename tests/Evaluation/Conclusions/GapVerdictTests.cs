using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class GapVerdictTests
{
    private static StudyVerdict Verdict(SyntheticVariant baseline, int rows = 4000, int repeats = 5) => new SyntheticStudy
    {
        Variants = [baseline],
        TrainRows = rows,
        ValidationRows = rows,
        TestRows = rows,
        Repeats = repeats,
    }.Conclude().Verdict;

    [Theory]
    [InlineData(0.021, 0.05, "gap")]
    [InlineData(0.02, 0.05, "cannotTell")]
    [InlineData(0.01, 0.03, "cannotTell")]
    [InlineData(-0.01, 0.02, "cannotTell")]
    [InlineData(-0.01, 0.019, "noGap")]
    [InlineData(-0.06, -0.03, "noGap")]
    public void State_Interval_IsComparedWithTwoPoints(double lower, double upper, string state) =>
        Assert.Equal(state, GapVerdict.State(new Interval(lower, upper), SmallestEffect.Accuracy));

    [Fact]
    public void Of_GeneralisationGap_SaysSoInOneSentence()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.99, 0.87, 0.87));

        Assert.Equal("gap", verdict.State);
        Assert.Equal("generalisation", verdict.LargestPart);
        Assert.Matches(
            @"^Train accuracy \d\d\.\d%, test accuracy \d\d\.\d%: a gap of \d+\.\d points \(\d+\.\d to \d+\.\d, 95% over 5 repeats and all rows; noise floor of one run ±\d+\.\d\)\. (Almost all|The largest part) of it, \d+\.\d points, is generalisation: the model fits its training samples better than unseen ones of the same kind\.$",
            verdict.Sentence);
        Assert.DoesNotContain("overfit", verdict.Sentence, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(verdict.Caveats);
    }

    [Fact]
    public void Of_PlantedSkew_NamesPreprocessing()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.92, 0.80, 0.80) { ValidationClean = 0.92 });

        Assert.Equal("skew", verdict.LargestPart);
        Assert.Contains("prepared as test samples", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PlantedShift_NamesIt() =>
        Assert.Equal("shift", Verdict(new SyntheticVariant("baseline", 0.92, 0.91, 0.80)).LargestPart);

    [Fact]
    public void Of_NoGap_SaysThatThereIsNone()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.90, 0.90, 0.90), rows: 8000);

        Assert.Equal("noGap", verdict.State);
        Assert.Null(verdict.LargestPart);
        Assert.EndsWith("That is less than 2 points: there is no gap worth a remedy.", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TestBetterThanTrain_IsNoGapAndACaveat()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.85, 0.85, 0.95));

        Assert.Equal("noGap", verdict.State);
        Assert.Contains("test is better by ", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(verdict.Caveats, caveat => caveat.StartsWith("The model does better on test samples", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_FewRows_CannotTellAndSaysWhatWould()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.90, 0.87, 0.87), rows: 100);

        Assert.Equal("cannotTell", verdict.State);
        Assert.Contains("No number of repeats suffices", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(verdict.Caveats, caveat => caveat.StartsWith("The test set is small: its 100 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_OneRepeat_SaysThatSeedsAreUnknown()
    {
        StudyVerdict verdict = Verdict(new SyntheticVariant("baseline", 0.99, 0.87, 0.87), repeats: 1);

        Assert.Contains("over the rows of one run; how far another seed would land is unknown)", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(verdict.Caveats, caveat => caveat.StartsWith("There is one repeat only", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EveryTrialFailed_SaysWhyAndHasNoNumbers()
    {
        StudyResult result = new SyntheticStudy { Repeats = 2, Failed = [("baseline", 0), ("baseline", 1)] }.Conclude();

        Assert.Equal("failed", result.Verdict.State);
        Assert.Equal("None of the 2 repeats of the baseline finished. Repeat 0: epoch 2, step 7: the loss is not a finite number", result.Verdict.Sentence);
        Assert.Null(result.Variants[0].Gap);
        Assert.Empty(result.Variants[0].Summary);
        Assert.Empty(result.Variants[0].Classes);
        Assert.Empty(result.Comparisons);
        Assert.NotNull(result.Variants[1].Gap);
    }

    [Fact]
    public void Of_NothingRun_SaysThat()
    {
        var study = new SyntheticStudy();
        StudyResult result = StudyConclusion.Conclude(study.Configuration(), study.Provenance(), study.Dataset(), new StudyEvidence { Trials = [], Rows = study.Rows });

        Assert.Equal("failed", result.Verdict.State);
        Assert.Contains("5 of 5 repeats of baseline were not run.", result.Verdict.Caveats);
    }

    [Fact]
    public void Caveats_SomeTrialsFailed_CountThem()
    {
        StudyVerdict verdict = new SyntheticStudy { Failed = [("baseline", 1), ("baseline", 4)] }.Conclude().Verdict;

        Assert.StartsWith("2 of 5 repeats of baseline failed by a number that is not finite.", verdict.Caveats[0], StringComparison.Ordinal);
        Assert.Contains("over 3 repeats", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(verdict.Caveats, caveat => caveat.StartsWith("With 3 repeats the spread between seeds is hardly known", StringComparison.Ordinal));
    }
}
