using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImageListSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Problem> _problems = [];

    [Fact]
    public void Read_QuotedFieldsAndColumns_ListsThem()
    {
        ImageListing listing = Read(
            "label,path,patient,taken\n\"cat, large\",img\\1.png,p1,2024-01-02\ndog,./img/2.png,p2,2024-01-03T12:00:00Z\n",
            new SplitOptions { Strategy = SplitStrategy.Grouped, GroupBy = "patient" })!;
        Assert.Empty(_problems);
        Assert.Equal(["img/1.png", "img/2.png"], listing.Ids);
        Assert.Equal(["cat, large", "dog"], listing.Labels);
        Assert.Equal(["p1", "p2"], listing.Groups);
        Assert.Null(listing.Times);
    }

    [Theory]
    [InlineData("2024-01-02", "2024-01-03")]
    [InlineData("7", "8.5")]
    [InlineData("2024-01-02T10:00:00+02:00", "2024-01-02T09:00:00Z")]
    public void Read_OrderColumn_GrowsWithTime(string earlier, string later)
    {
        ImageListing listing = Read($"path,label,t\na.png,x,{earlier}\nb.png,y,{later}\n", new SplitOptions { Strategy = SplitStrategy.Time, OrderBy = "t" })!;
        Assert.True(listing.Times![0] < listing.Times[1]);
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("img/../../x.png")]
    [InlineData("..\\x.png")]
    [InlineData("")]
    public void Read_PathLeavesTheFolder_IsAProblem(string path)
    {
        Assert.Null(Read($"path,label\na.png,x\n{path},y\n"));
        Assert.Equal($"{_folder["list.csv"]} row 2, column \"path\": expected a path inside the file's folder (data.allowOutside allows others), received \"{path}\".", _problems[0].ToString());
    }

    [Fact]
    public void Read_LinkLeavesTheFolder_IsAProblemUnlessAllowed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links need rights elsewhere");
        using TemporaryFolder elsewhere = new();
        elsewhere.Write("secret.png", TestImages.Numbered(1));
        _folder.Write("inside.png", TestImages.Numbered(2));
        File.CreateSymbolicLink(_folder["file.png"], elsewhere["secret.png"]);
        Directory.CreateSymbolicLink(_folder["folder"], Path.GetDirectoryName(elsewhere["secret.png"])!);
        File.CreateSymbolicLink(_folder["relative.png"], "inside.png");
        File.CreateSymbolicLink(_folder["circle.png"], _folder["circle.png"]);
        Directory.CreateSymbolicLink(_folder["twice"], "folder");
        const string csv = "path,label\ninside.png,x\nrelative.png,y\nfile.png,x\nfolder/secret.png,y\ncircle.png,x\ntwice/secret.png,y\n";
        Assert.Null(Read(csv));
        Assert.Equal(
            ["file.png", "folder/secret.png", "circle.png", "twice/secret.png"],
            _problems.Where(problem => problem.Received.Contains("leads out", StringComparison.Ordinal)).Select(problem => problem.Received.Split('"')[1]));
        _problems.Clear();
        ImageListing listing = ImageListSource.Read(_folder["list.csv"], "data.train", new ImageListOptions { Train = "", AllowOutside = true }, true, _problems)!;
        Assert.Empty(_problems);
        Assert.Equal(6, listing.Ids.Count);
    }

    [Fact]
    public void Read_OutsideIsAllowed_TakesAbsolutePathsAndDots()
    {
        using TemporaryFolder elsewhere = new();
        string image = elsewhere.Write("a.png", TestImages.Numbered(1));
        string file = _folder.Write("list.csv", $"path,label\n{image},x\n../b.png,y\n");
        ImageListing listing = ImageListSource.Read(file, "data.train", new ImageListOptions { Train = "", AllowOutside = true }, true, _problems)!;
        Assert.Empty(_problems);
        Assert.Equal("../b.png", listing.Ids[1]);
        Assert.NotNull(listing.Content.FirstSize());
    }

    [Fact]
    public void Read_WrongRows_AreAllListed()
    {
        Assert.Null(Read("path,label,t\na.png,,1\nb.png,y\nc.png,y,soon\n", new SplitOptions { Strategy = SplitStrategy.Time, OrderBy = "t" }));
        Assert.Equal(
            [
                $"{_folder["list.csv"]} row 1, column \"label\": expected a label, received an empty field.",
                $"{_folder["list.csv"]} row 2: expected 3 fields, received 2.",
                $"{_folder["list.csv"]} row 3, column \"t\": expected a number or an ISO 8601 date, received \"soon\".",
                $"{_folder["list.csv"]}: expected no wrong rows, received 3.",
            ],
            _problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_MissingColumns_AreAllNamed()
    {
        Assert.Null(Read("file,class\na.png,x\n", new SplitOptions { Strategy = SplitStrategy.Grouped, GroupBy = "patient" }));
        Assert.Equal(3, _problems.Count);
        Assert.Equal($"{_folder["list.csv"]} (data.pathColumn): expected a column \"path\", received the columns \"file\", \"class\".", _problems[0].ToString());
        Assert.Contains("data.split.groupBy", _problems[2].Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyOrMissingFile_IsAProblem()
    {
        Assert.Null(Read(""));
        Assert.Null(Read("path,label\n"));
        Assert.Contains(_problems, problem => problem.Expected == "at least one row below the header");
        _problems.Clear();
        Assert.Null(ImageListSource.Read(_folder["none.csv"], "data.train", new ImageListOptions { Train = "" }, true, _problems));
        Assert.Equal($"data.train ({_folder["none.csv"]}): expected a readable CSV file, received missing.", Assert.Single(_problems).ToString());
    }

    public void Dispose() => _folder.Dispose();

    private ImageListing? Read(string csv, SplitOptions? split = null)
    {
        string file = _folder.Write("list.csv", csv);
        return ImageListSource.Read(file, "data.train", new ImageListOptions { Train = file, Split = split ?? new SplitOptions() }, true, _problems);
    }
}
