using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImageLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_FolderInAFolderOfTheSameName_IsUnwrapped()
    {
        Images("photos/photos/cat", "photos/photos/dog");

        ImageLayout layout = Find("photos");

        Assert.Equal(_folder["photos", "photos"], Assert.IsType<ImageFolderOptions>(layout.Data).Train);
        Assert.Equal(["photos is the only folder in photos: the classes are taken from inside it."], layout.Notes);
    }

    [Fact]
    public void Find_TrainAndValidationOnly_TestsOnValidationAndSaysSo()
    {
        Images("data/train/cat", "data/train/dog", "data/valid/cat", "data/valid/dog");

        ImageLayout layout = Find("data");

        Assert.Equal(_folder["data", "valid"], Assert.IsType<ImageFolderOptions>(layout.Data).Test);
        Assert.StartsWith("There is no test folder, so \"valid\" is the test set.", layout.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ListBesideOneFolderOfImages_ReadsTheList()
    {
        Images("data/images");
        _folder.Write("data/labels.csv", "name,breed\n" + string.Concat(Enumerable.Range(0, 8).Select(row => $"images/{row % 2}.png,{(row % 2 == 0 ? "pug" : "collie")}\n")));

        ImageListOptions list = Assert.IsType<ImageListOptions>(Find("data").Data);

        Assert.Equal((_folder["data", "labels.csv"], "name", "breed"), (list.Train, list.PathColumn, list.LabelColumn));
    }

    [Fact]
    public void Find_ListsOfTrainAndTest_ReadsBoth()
    {
        Images("data/images");
        string rows = "path,label\n" + string.Concat(Enumerable.Range(0, 8).Select(row => $"images/{row % 2}.png,{row % 2}\n"));
        _folder.Write("data/train.csv", rows);
        _folder.Write("data/test.csv", rows);

        ImageListOptions list = Assert.IsType<ImageListOptions>(Find("data").Data);

        Assert.Equal((_folder["data", "train.csv"], _folder["data", "test.csv"]), (list.Train, list.Test));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "absent", "--images ({0}): expected a folder of images, or a CSV file that lists them, received no such folder or file." },
        {
            "empty",
            "--images ({0}): expected images in a sub-folder per class, in sub-folders train and test, as IDX files, or listed in a CSV file, received no image. "
            + "PNG, JPEG, BMP, GIF and WebP files are images."
        },
        {
            "loose",
            "--images ({0}): expected images in a sub-folder per class, in sub-folders train and test, as IDX files, or listed in a CSV file, received 2 images beside each other and nothing "
            + "that says which class they are. Put the images of each class into a folder with its name, or list them in a CSV file with the columns path and label."
        },
        { "lists", "--images ({0}): expected one CSV file that lists the images, or train.csv and test.csv, received a.csv, b.csv. Name the one to use: --images FILE.csv." },
        {
            "idx",
            "--images ({0}): expected one IDX file of images and one of labels for training, and both or none for test, received train-images-idx3-ubyte. "
            + "Name them as MNIST does: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Find_NothingThatASourceReads_IsAProblem(string place, string message)
    {
        Directory.CreateDirectory(_folder["empty"]);
        Images("loose");
        _folder.Write("lists/a.csv", "path,label\n");
        _folder.Write("lists/b.csv", "path,label\n");
        _folder.Write("idx/train-images-idx3-ubyte", [0, 0, 8, 3]);

        ProblemException thrown = Assert.Throws<ProblemException>(() => Find(place));

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, _folder[place]), thrown.Message);
    }

    [Fact]
    public void Find_ListWhosePathsLeadNowhere_ShowsTheColumns()
    {
        _folder.Write("list.csv", "file,kind\na.png,x\nb.png,y\n");

        ProblemException thrown = Assert.Throws<ProblemException>(() => Find("list.csv"));

        Assert.Equal(
            $"--images ({_folder["list.csv"]}): expected a column of image files, their paths relative to the CSV file's folder, received the columns \"file\" (such as a.png), "
            + "\"kind\" (such as x). Put the CSV file into the folder above the images, and write the paths from there.",
            thrown.Message);
    }

    [Theory]
    [InlineData("missing", "received no such folder")]
    [InlineData("photos/cat/0.png", "received a file")]
    public void Find_TestOfAnotherKind_IsAProblem(string test, string received)
    {
        Images("photos/cat", "photos/dog");

        ProblemException thrown = Assert.Throws<ProblemException>(
            () => ImageLayout.Find(_folder["photos"], _folder[test.Split('/')], null, TestContext.Current.CancellationToken));

        Assert.Contains($"--test ({_folder[test.Split('/')]}): expected a folder with a sub-folder per class, as the training images have, {received}", thrown.Message, StringComparison.Ordinal);
    }

    private ImageLayout Find(string place) => ImageLayout.Find(_folder[place], null, null, TestContext.Current.CancellationToken);

    private void Images(params string[] folders)
    {
        foreach ((string folder, int number) in folders.Select((folder, number) => (folder, number)))
        {
            _folder.Write($"{folder}/0.png", TestImages.Numbered(2 * number));
            _folder.Write($"{folder}/1.png", TestImages.Numbered((2 * number) + 1));
        }
    }
}
