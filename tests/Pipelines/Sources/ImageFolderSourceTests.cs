using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImageFolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Problem> _problems = [];

    [Fact]
    public void Read_ClassFolders_ListsImagesInOrdinalOrder()
    {
        foreach (string name in new[] { "b/2.png", "b/10.PNG", "b/deep/er/x.webp", "B/1.gif", "a/z.jpeg", "a/é.bmp" })
        {
            _folder.Write(name, "x");
        }

        ImageListing listing = Read();
        Assert.Equal(["B", "a", "b"], listing.Classes);
        Assert.Equal(["B/1.gif", "a/z.jpeg", "a/é.bmp", "b/10.PNG", "b/2.png", "b/deep/er/x.webp"], listing.Ids);
        Assert.Equal(["B", "a", "a", "b", "b", "b"], listing.Labels);
        Assert.Empty(listing.Notes);
    }

    [Fact]
    public void Read_HiddenAndOtherFiles_LeavesThemOutAndNotesTheOthers()
    {
        foreach (string name in new[] { "a/1.png", "a/.hidden.png", "a/.git/2.png", ".cache/3.png", "a/notes.txt", "a/Thumbs.db", "readme.md", "4.png" })
        {
            _folder.Write(name, "x");
        }

        ImageListing listing = Read();
        Assert.Equal(["a/1.png"], listing.Ids);
        string note = Assert.Single(listing.Notes);
        Assert.Equal(
            $"{_folder.Path}: 4 files are not images in a class folder (by their place or extension) and were left out: 4.png, readme.md, a/Thumbs.db, ...",
            note);
    }

    [Fact]
    public void Read_LinksInACircle_EndsAndNotesThem()
    {
        _folder.Write("a/1.png", "x");
        _folder.Write("b/2.png", "x");
        Directory.CreateSymbolicLink(_folder["a", "up"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["b", "self"], _folder["b"]);
        ImageListing listing = Read();

        // Through "up" the whole folder is seen once more inside class a, except what was read already.
        Assert.Equal(["a/1.png", "a/up/b/2.png", "b/2.png"], listing.Ids);
        Assert.Contains("linked folders", Assert.Single(listing.Notes, note => note.Contains("link", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinkToItself_IsAProblemOrEnds()
    {
        _folder.Write("a/1.png", "x");
        Directory.CreateSymbolicLink(_folder["a", "loop"], _folder["a", "loop"]);
        ImageFolderSource.Read(_folder.Path, "data.train", false, _problems);
        Assert.InRange(_problems.Count, 0, 1);
    }

    [Fact]
    public void Read_LinkedClassFolder_IsAClassWhereLinksMayLeadOut()
    {
        _folder.Write("elsewhere/1.png", "x");
        Directory.CreateDirectory(_folder["root", "a"]);
        Directory.CreateSymbolicLink(_folder["root", "b"], _folder["elsewhere"]);
        ImageListing listing = ImageFolderSource.Read(_folder["root"], "data.train", true, _problems)!;
        Assert.Equal(["a", "b"], listing.Classes);
        Assert.Equal(["b/1.png"], listing.Ids);
    }

    [Fact]
    public void Read_LinksThatLeadOut_AreOneProblem()
    {
        _folder.Write("elsewhere/1.png", "x");
        _folder.Write("root/a/2.png", "x");
        Directory.CreateSymbolicLink(_folder["root", "b"], _folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["root", "a", "deep"], _folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["root", "a", "3.png"], _folder["elsewhere", "1.png"]);
        Assert.Null(ImageFolderSource.Read(_folder["root"], "data.train", false, _problems));
        Assert.Equal(
            $"data.train ({_folder["root"]}): expected images inside the folder, received 3 links that lead out of it: a/3.png, a/deep, b. Copy the images into the folder, or set data.allowOutside to true if the links are yours.",
            Assert.Single(_problems).ToString());
    }

    [Fact]
    public void Read_FolderThatIsALinkItself_IsRead()
    {
        _folder.Write("elsewhere/a/1.png", "x");
        Directory.CreateSymbolicLink(_folder["root"], _folder["elsewhere"]);
        Assert.Equal(["a/1.png"], ImageFolderSource.Read(_folder["root"], "data.train", false, _problems)!.Ids);
    }

    [Fact]
    public void Read_NoFolderOrNoClasses_IsAProblem()
    {
        Assert.Null(ImageFolderSource.Read(_folder["none"], "data.train", false, _problems));
        Assert.Equal($"data.train ({_folder["none"]}): expected a folder with a sub-folder per class, received no such folder.", _problems[0].ToString());
        _folder.Write("1.png", "x");
        Assert.Null(ImageFolderSource.Read(_folder.Path, "data.train", false, _problems));
        Assert.StartsWith($"{_folder.Path}: expected a sub-folder per class, received no sub-folder.", _problems[1].ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ImageListing Read()
    {
        ImageListing? listing = ImageFolderSource.Read(_folder.Path, "data.train", false, _problems);
        Assert.Empty(_problems);
        return listing!;
    }
}
