using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ExcludedSamplesTests : IDisposable
{
    private readonly TableCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Prepare_Exclude_LeavesSamplesOutOfTrainingAndSelectionOnly()
    {
        using PreparedData all = SamplingCase.Prepare(SamplingCase.Table, selects: true);
        int[] listed = [.. all.Train.SourceIndexes.Take(5), .. all.Selection!.SourceIndexes.Take(2), .. all.Validation.SourceIndexes.Take(3)];
        using PreparedData some = SamplingCase.Prepare(SamplingCase.Table with { Exclude = Write(listed.Select(index => $"{index + 1}")) }, selects: true);
        Assert.Equal(all.Train.SourceIndexes.Skip(5), some.Train.SourceIndexes);
        Assert.Equal(all.Selection.SourceIndexes.Skip(2), some.Selection!.SourceIndexes);
        Assert.Equal(all.Validation.SourceIndexes, some.Validation.SourceIndexes);
        Assert.Equal(all.Test.SourceIndexes, some.Test.SourceIndexes);
        Assert.Contains(
            "data.exclude leaves 7 samples out of training and selection; 3 in validation and 0 in test stay there, so that all variants are measured on the same samples.",
            some.Description.Notes);
        Assert.Equal(all.Train.Count - 5, some.Description.Counts["train"].Sum());
    }

    [Fact]
    public void Prepare_Exclude_IsAPartOfTheFingerprint()
    {
        using PreparedData none = SamplingCase.Prepare(SamplingCase.Table);
        using PreparedData one = SamplingCase.Prepare(SamplingCase.Table with { Exclude = Write(["1"]) });
        using PreparedData two = SamplingCase.Prepare(SamplingCase.Table with { Exclude = Write(["2"]) });
        Assert.Equal(3, new[] { none, one, two }.Select(data => data.Description.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Prepare_ExcludeAndTrainSize_UsesAsManySamplesAsAsked()
    {
        using PreparedData all = SamplingCase.Prepare(SamplingCase.Table with { TrainSize = 100 });
        int[] listed = [.. all.Train.SourceIndexes.Take(10)];
        using PreparedData some = SamplingCase.Prepare(
            SamplingCase.Table with { TrainSize = 100, Exclude = Write(listed.Select(index => $"{index + 1}")) });
        Assert.Equal(100, some.Train.Count);
        Assert.Empty(some.Train.SourceIndexes.Intersect(listed));
        Assert.True(some.Train.SourceIndexes.Intersect(all.Train.SourceIndexes).Count() >= 85);
    }

    [Fact]
    public void Prepare_UnknownIds_AreCountedAndTheFirstTold()
    {
        string problem = Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { Exclude = Write(Enumerable.Range(395, 18).Select(row => $"{row}")) }));
        Assert.Contains("expected names of samples of the training source, such as \"1\", received 12 unknown: \"401\", \"402\"", problem, StringComparison.Ordinal);
        Assert.Contains("\"410\", ...", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("411", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_WholeClassExcluded_IsAProblem()
    {
        using PreparedData all = SamplingCase.Prepare(SamplingCase.Table);
        string file = Write(all.Train.Ids.Where((_, row) => all.Train.Labels[row] == 2));
        Assert.Contains("a training sample of class \"2\" that is not excluded", Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { Exclude = file })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,given\n1,a\n", "expected a column \"id\", received the columns name, given")]
    [InlineData("id;given\n1;a\n", "Separate the columns by commas.")]
    [InlineData("id,given\n1\n", "expected 2 fields, as the header has, received 1")]
    [InlineData("", "an empty file")]
    public void Prepare_OtherFiles_AreProblems(string content, string expected)
    {
        string[] problems = SamplingCase.ProblemsOf(SamplingCase.Table with { Exclude = _case.Write("list.csv", content) });
        Assert.All(problems, problem => Assert.StartsWith("data.exclude (", problem, StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_NoFile_IsAProblem() =>
        Assert.Contains("received no file", Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { Exclude = _case.PathOf("none.csv") })), StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderOnly_ExcludesNothing() => Assert.Empty(Read("id,rank\n", ["a"]));

    [Fact]
    public void Read_SpreadsheetSafeNames_AreRestored() =>
        Assert.Equal([0, 1, 2, 3], Read("id\n'=a\n''b\n'c\n\"d,\"\"e\"\n", ["=a", "'b", "'c", "d,\"e", "f"]).Order());

    private IReadOnlySet<int> Read(string content, string[] ids)
    {
        List<Problem> problems = [];
        ExcludedSamples? excluded = ExcludedSamples.Read(_case.Write("list.csv", content), ids, problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        return excluded!.Samples;
    }

    private string Write(IEnumerable<string> ids) => _case.Write("list.csv", "rank,id\n" + string.Concat(ids.Select((id, index) => $"{index + 1},{id}\n")));
}
