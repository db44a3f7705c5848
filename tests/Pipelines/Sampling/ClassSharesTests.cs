using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ClassSharesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_Shares_KeepsThemInTrainingAndTest()
    {
        using PreparedData data = SamplingCase.Prepare(SamplingCase.Table with { Classes = Shares(("2", 0.5), ("0", 0.1)) });
        Assert.Equal(["0", "2"], data.Classes);
        Assert.Equal([5, 10], data.Description.Counts["test"]);
        Assert.Equal(20, data.Description.Counts["train"][0] + data.Description.Counts["validation"][0]);
        Assert.Equal(40, data.Description.Counts["train"][1] + data.Description.Counts["validation"][1]);
    }

    [Fact]
    public void Prepare_Shares_KeepIndexesAndNamesOfTheSource()
    {
        using PreparedData all = SamplingCase.Prepare(SamplingCase.Table);
        using PreparedData some = SamplingCase.Prepare(SamplingCase.Table with { Classes = Shares(("1", 1), ("2", 0.5)) });
        Dictionary<int, string> classes = SamplingCase.NotTest(all)
            .SelectMany(set => set.SourceIndexes.Zip(set.Labels)).ToDictionary(pair => pair.First, pair => all.Classes[pair.Second]);
        Assert.All(SamplingCase.NotTest(some), set => Assert.Equal(set.SourceIndexes.Select(index => classes[index]), set.Labels.Select(label => some.Classes[label])));
        Assert.All(SamplingCase.NotTest(some), set => Assert.Equal(set.SourceIndexes.Select(index => $"{index + 1}"), set.Ids));
        Assert.All(SamplingCase.NotTest(some), set => Assert.Equal(set.SourceIndexes.Order(), set.SourceIndexes));
        Assert.Equal(all.Description.Fingerprint, some.Description.Fingerprint);
    }

    [Fact]
    public void Kept_SmallerShare_LiesInALargerOne()
    {
        string[] labels = [.. Enumerable.Range(0, 300).Select(index => index % 3 == 0 ? "a" : "b")];
        IReadOnlyList<int> Kept(double share) => ClassShares.Kept(Shares(("a", share)), labels, SamplingCase.Seeds(), DataDraw.TrainClasses);
        IReadOnlyList<int>[] parts = [.. new[] { 0.0001, 0.01, 0.25, 0.5, 0.99, 1 }.Select(Kept)];
        Assert.Equal([1, 1, 25, 50, 99, 100], parts.Select(part => part.Count));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Subset(pair.Second.ToHashSet(), pair.First.ToHashSet()));
        Assert.All(parts, part => Assert.All(part, index => Assert.Equal("a", labels[index])));
    }

    [Fact]
    public void Kept_StreamDataVaries_FollowsTheRepeat()
    {
        string[] labels = [.. Enumerable.Repeat("a", 100)];
        IReadOnlyList<int> Kept(int repeat, bool vary) => ClassShares.Kept(Shares(("a", 0.5)), labels, SamplingCase.Seeds(repeat, vary: vary), DataDraw.TrainClasses);
        Assert.Equal(Kept(0, false), Kept(3, false));
        Assert.NotEqual(Kept(0, true), Kept(3, true));
    }

    [Fact]
    public void Prepare_ImageFolder_LeavesTheDecodedImagesAsTheyAre()
    {
        for (int image = 0; image < 36; image++)
        {
            _folder.Write($"images/{"abc"[image % 3]}/{image:00}.png", TestImages.Numbered(image));
        }

        ImageFolderOptions folder = new() { Train = _folder["images"] };
        using PreparedData all = SamplingCase.Prepare(folder, cache: _folder["cache"]);
        string[] files = Directory.GetFiles(_folder["cache"], "*.pixels");
        using PreparedData some = SamplingCase.Prepare(folder with { Classes = Shares(("c", 1), ("b", 0.5)) }, cache: _folder["cache"]);
        Assert.Equal(files, Directory.GetFiles(_folder["cache"], "*.pixels"));
        Assert.Equal(["b", "c"], some.Classes);
        Assert.Equal([6, 12], Enumerable.Range(0, 2).Select(label => some.Description.Counts.Values.Sum(counts => counts[label])));
        Assert.All(SamplingCase.NotTest(some).Append(some.Test), set => Assert.Equal(set.Ids.Select(id => id[..1]), set.Labels.Select(label => some.Classes[label])));

        Dictionary<string, int> sources = SamplingCase.NotTest(all).Append(all.Test).SelectMany(set => set.Ids.Zip(set.SourceIndexes)).ToDictionary();
        Assert.All(SamplingCase.NotTest(some), set => Assert.Equal(set.Ids.Select(id => sources[id]), set.SourceIndexes));
    }

    [Fact]
    public void Prepare_UnreadableImageOfAClassThatIsLeftOut_IsNoProblem()
    {
        for (int image = 0; image < 24; image++)
        {
            _folder.Write($"images/{"abc"[image % 3]}/{image:00}.png", image == 0 ? [1, 2, 3] : TestImages.Numbered(image));
        }

        ImageFolderOptions folder = new() { Train = _folder["images"] };
        using PreparedData some = SamplingCase.Prepare(folder with { Classes = Shares(("b", 1), ("c", 1)) }, cache: _folder["cache"]);
        Assert.Empty(some.Description.Unreadable);
        Assert.Contains(SamplingCase.ProblemsOf(folder, _folder["cache"]), problem => problem.Contains("00.png", StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_UnknownClass_NamesTheKnownOnes()
    {
        string[] problems = SamplingCase.ProblemsOf(SamplingCase.Table with { Classes = Shares(("0", 1), ("7", 1), ("x", 0.5)) });
        Assert.Equal(
            [
                "data.classes: expected a class of the training source: \"0\", \"1\", \"2\", received \"7\".",
                "data.classes: expected a class of the training source: \"0\", \"1\", \"2\", received \"x\".",
            ],
            problems);
    }

    [Fact]
    public void Prepare_OneClass_IsAProblem() =>
        Assert.Contains("at least two classes", Assert.Single(SamplingCase.ProblemsOf(SamplingCase.Table with { Classes = Shares(("1", 1)) })), StringComparison.Ordinal);

    [Fact]
    public void Prepare_TestTableHasAnotherClass_MattersOnlyWhenItIsNamed()
    {
        string train = _folder.Write("train.csv", TableCase.Rows(60, y: row => row % 3 == 0 ? "yes" : row % 3 == 1 ? "no" : "maybe"));
        string test = _folder.Write("test.csv", TableCase.Rows(8, y: row => row % 4 == 0 ? "never" : row % 4 == 1 ? "no" : "yes"));
        TableOptions table = TableCase.Options(train, test);
        using PreparedData data = SamplingCase.Prepare(table with { Classes = Shares(("yes", 1), ("no", 1)) });
        Assert.Equal(["no", "yes"], data.Classes);
        Assert.Equal([2, 4], data.Description.Counts["test"]);
        Assert.Contains("\"never\"", SamplingCase.ProblemsOf(table)[0], StringComparison.Ordinal);
    }

    internal static Dictionary<string, double> Shares(params (string Name, double Share)[] shares) => shares.ToDictionary(pair => pair.Name, pair => pair.Share);
}
