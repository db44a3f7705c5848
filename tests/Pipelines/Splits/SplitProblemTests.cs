using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public class SplitProblemTests
{
    [Fact]
    public void Split_ClassesWithTooFewSamples_NamesEachOfThem() => Assert.Equal(
        [
            "data.split: expected at least 4 distinct samples of class \"class1\", one for each of train, selection, validation, test, "
                + "received 3 samples. Add samples, merge the class with another or leave it out.",
            "data.split: expected at least 4 distinct samples of class \"class2\", one for each of train, selection, validation, test, "
                + "received 1 sample. Add samples, merge the class with another or leave it out.",
        ],
        ProblemsOf(SplitCases.Of([0, 0, 0, 0, 0, 1, 1, 1, 2])));

    [Fact]
    public void Split_ManyClassesWithTooFewSamples_TellsTwentyAndCountsTheRest()
    {
        string[] problems = ProblemsOf(SplitCases.Of([.. Enumerable.Range(0, 50)]));
        Assert.Equal(21, problems.Length);
        Assert.Equal("data.split: expected enough samples of every class, received 30 more classes with too few.", problems[^1]);
    }

    [Fact]
    public void Split_ClassOfCopies_SaysHowManyAreDistinct()
    {
        SplitRequest request = SplitCases.Of([0, 0, 0, 0, 1, 1, 1, 1]);
        request = request with { ContentHashes = [1, 2, 3, 4, 5, 5, 5, 6] };
        Assert.Contains("received 4 samples, 2 of them distinct.", Assert.Single(ProblemsOf(request)), StringComparison.Ordinal);
    }

    [Fact]
    public void Split_FewerSamplesThanClasses_SaysBothNumbers() => Assert.Contains(
        "data.split: expected at least as many samples as classes (5), received 4 samples.",
        ProblemsOf(SplitCases.Of([0, 0, 0, 4], new SplitOptions { Strategy = SplitStrategy.Random })));

    [Fact]
    public void Split_FewerSamplesThanFolds_NamesTheFolds() => Assert.Contains(
        "at least 10 distinct samples of class \"class0\", so that each of 10 folds has one",
        Assert.Single(ProblemsOf(SplitCases.Of(new int[6], new SplitOptions { Strategy = SplitStrategy.KFold, Folds = 10 }))),
        StringComparison.Ordinal);

    [Fact]
    public void Split_OneGroup_IsAProblem() => Assert.Equal(
        ["data.split.groupBy: expected at least 4 groups, one for each of train, selection, validation, test, received 1 group. "
            + "Samples of one group stay on one side, and identical samples join their groups."],
        ProblemsOf(SplitCases.Of(new int[9], new SplitOptions { Strategy = SplitStrategy.Grouped }) with { Groups = [.. Enumerable.Repeat("a", 9)] }));

    [Fact]
    public void Split_OneTime_IsAProblem() => Assert.Contains(
        "data.split.orderBy: expected at least 4 different times",
        Assert.Single(ProblemsOf(SplitCases.Of(new int[9], new SplitOptions { Strategy = SplitStrategy.Time }) with { Times = new double[9] })),
        StringComparison.Ordinal);

    [Fact]
    public void Split_SharesThatLeaveNoTraining_IsAProblem() => Assert.Equal(
        ["data.split: expected a share of validation and selection together below 1, received 1.2. Training samples must be left."],
        ProblemsOf(SplitCases.Of(new int[99], new SplitOptions { Validation = 0.6, Selection = 0.6 })));

    [Fact]
    public void Split_KFoldBesideATestSet_IsAProblem() => Assert.StartsWith(
        "data.split.strategy: expected a strategy other than kFold",
        Assert.Single(ProblemsOf(SplitCases.Of(new int[99], new SplitOptions { Strategy = SplitStrategy.KFold }) with { SeparateTestCount = 5 })),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(SplitStrategy.Grouped, "data.split.groupBy")]
    [InlineData(SplitStrategy.Time, "data.split.orderBy")]
    public void Split_WithoutTheColumn_IsAProblem(SplitStrategy strategy, string where) => Assert.StartsWith(
        where, Assert.Single(ProblemsOf(SplitCases.Of(new int[99], new SplitOptions { Strategy = strategy }))), StringComparison.Ordinal);

    [Fact]
    public void Split_CopiesThatDisagreeAndTieTwoClasses_IsAProblem()
    {
        // Every sample of class 1 is also a sample of class 0, all in one unit but three.
        SplitRequest request = SplitCases.Of([0, 0, 1, 1, 0, 1, 0, 1, 0, 1], new SplitOptions { Strategy = SplitStrategy.KFold, Folds = 2 });
        request = request with { ContentHashes = [1, 1, 1, 1, 2, 2, 3, 3, 4, 4] };
        Assert.NotEmpty(ProblemsOf(request));
    }

    [Fact]
    public void Split_NoSamples_IsAProblem() => Assert.NotEmpty(ProblemsOf(SplitCases.Of([0]) with { Labels = [], Ids = [], ContentHashes = [] }));

    private static string[] ProblemsOf(SplitRequest request) =>
        [.. Assert.Throws<ProblemException>(() => SampleSplitting.Split(request, SplitCases.Seeds())).Problems.Select(problem => problem.ToString())];
}
