using MlPipelines.Evaluation;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class TestPicturesTests
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4e, 0x47];

    [Fact]
    public async Task Draw_ImageRun_DrawsTheRowsAskedForUntilTheDataAreGone()
    {
        using StudyFixture fixture = new();
        string photos = Path.Combine(fixture.Folder, "photos");
        foreach (string file in Directory.EnumerateFiles(RepositoryFiles.Asset("fashion-folders", "test"), "*.png", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(photos, Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        RunDirectory run = (await fixture.StartAsync(
            fixture.Load("""
                { "scenario": "photos", "scenarios": { "photos": {
                    "data": { "type": "imageFolder", "train": "photos" },
                    "pipeline": { "width": 8, "height": 8, "color": "grayscale" },
                    "model": { "type": "logisticRegression" },
                    "repeats": 1 } } }
                """),
            workers: 1)).Directory;

        var drawn = TestPictures.Draw(run, [0, 3, 100_000, -1], TestContext.Current.CancellationToken);
        Assert.Equal([0, 3], drawn.Pictures.Keys.Order());
        Assert.All(drawn.Pictures.Values, png => Assert.True(png.AsSpan().StartsWith(s_png)));
        Assert.Null(drawn.Note);

        Directory.Delete(photos, recursive: true);
        drawn = TestPictures.Draw(run, [0], TestContext.Current.CancellationToken);
        Assert.Empty(drawn.Pictures);
        Assert.StartsWith("There are no pictures, because the data cannot be read: ", drawn.Note, StringComparison.Ordinal);
        Assert.Equal((0, null), (TestPictures.Draw(run, [], TestContext.Current.CancellationToken).Pictures.Count, TestPictures.Draw(run, [], TestContext.Current.CancellationToken).Note));
    }

    [Fact]
    public async Task Draw_TableRun_HasNoPicturesAndNothingToSay()
    {
        using StudyFixture fixture = new();
        RunDirectory run = (await fixture.StartAsync(fixture.LogisticPenguins("repeats=1"), workers: 1)).Directory;

        var drawn = TestPictures.Draw(run, [0], TestContext.Current.CancellationToken);

        Assert.Equal((0, null), (drawn.Pictures.Count, drawn.Note));
    }
}
