using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_Folder_HasItsImagesInTheOrderOfAStudysFolders()
    {
        foreach (string name in (string[])["in/b.png", "in/a c/1.png", "in/a/2.jpg", "in/a/10.PNG", "in/a/deep/0.gif", "in/a/notes.txt", "in/.hidden/x.png"])
        {
            _folder.Write(name, "");
        }

        List<Problem> problems = [];
        InputFiles files = InputFiles.Find([new InputPath("./in/", _folder["in"])], wantsImages: true, problems);

        Assert.Empty(problems);
        Assert.Equal(["./in/b.png", "./in/a/10.PNG", "./in/a/2.jpg", "./in/a/deep/0.gif", "./in/a c/1.png"], files.Images.Select(image => image.Name));
        Assert.All(files.Images, image => Assert.True(File.Exists(image.Path)));
        Assert.Equal(["./in/: 1 file is left out, by the extension no images: a/notes.txt"], files.Notes);
    }

    [Fact]
    public void Find_WrongInputsForImages_AreAllTold()
    {
        _folder.Write("both/a.png", "");
        _folder.Write("both/t.csv", "");
        _folder.Write("tables/t.csv", "");
        _folder.Write("odd.bin", "");
        Directory.CreateDirectory(_folder["empty"]);
        List<Problem> problems = [];
        InputFiles files = InputFiles.Find(
            [.. ((string[])["both", "empty", "tables", "tables/t.csv", "nowhere.png", "odd.bin"]).Select(name => new InputPath(name, _folder[name.Split('/')]))], wantsImages: true, problems);

        Assert.Equal(["odd.bin"], files.Images.Select(image => image.Name));
        Assert.Equal(
            [
                "both: expected a folder of images, received a folder of both, 1 image and 1 table (the first table is t.csv). Name the files that are meant, or move the others away.",
                "empty: expected a folder of images (PNG, JPEG, BMP, GIF or WebP), received a folder without images.",
                "tables: expected a folder of images (PNG, JPEG, BMP, GIF or WebP), received a folder with 0 images and 1 table.",
                "tables/t.csv: expected an image, as the model was trained on, received a table.",
                "nowhere.png: expected a file or a folder, received nothing: there is no such file.",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Find_WrongInputsForTables_AreAllTold()
    {
        _folder.Write("tables/t.csv", "");
        _folder.Write("a.png", "");
        List<Problem> problems = [];
        InputFiles files = InputFiles.Find(
            [.. ((string[])["tables", "a.png", "tables/t.csv"]).Select(name => new InputPath(name, _folder[name.Split('/')]))], wantsImages: false, problems);

        Assert.Equal(["tables/t.csv"], files.Tables.Select(table => table.Name));
        Assert.Equal(
            [
                "tables: expected a table, as the model was trained on, received a folder with 0 images and 1 table. Name the tables themselves.",
                "a.png: expected a table, as the model was trained on, received an image.",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Find_Nothing_IsAProblem()
    {
        List<Problem> problems = [];
        InputFiles.Find([], wantsImages: true, problems);
        Assert.Equal("INPUT: expected images, or folders of images, received nothing.", Assert.Single(problems).ToString());
    }
}
