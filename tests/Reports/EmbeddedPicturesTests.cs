using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public sealed class EmbeddedPicturesTests : IDisposable
{
    private readonly RunDirectory _run = new(Directory.CreateTempSubdirectory("mlpipelines-pictures-").FullName);

    [Fact]
    public void Read_PicturesOfARun_BecomeDataAddresses()
    {
        Write("audits/0.png", Picture.Png(28, 0));
        var pictures = EmbeddedPictures.Read(_run, Result("audits/0.png", null));
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(Picture.Png(28, 0)), pictures.Address("audits/0.png"));
        Assert.Equal((0, 0), (pictures.LeftOut, pictures.Unreadable));
        Assert.Null(pictures.Address(null));
    }

    [Fact]
    public void Read_MissingForeignOrOutside_IsCountedAndNotShown()
    {
        Write("audits/text.png", "no picture"u8.ToArray());
        File.WriteAllBytes(_run.Root + ".png", Picture.Png(8, 0));
        try
        {
            var outside = "../" + Path.GetFileName(_run.Root) + ".png";
            var pictures = EmbeddedPictures.Read(_run, Result("audits/none.png", "audits/text.png", outside, _run.Root + ".png"));
            Assert.Empty(pictures.Addresses);
            Assert.Equal((0, 4), (pictures.LeftOut, pictures.Unreadable));
        }
        finally
        {
            File.Delete(_run.Root + ".png");
        }
    }

    [Fact]
    public void Read_MoreThanTheLimit_KeepsTheSurestAndCountsTheRest()
    {
        var names = Enumerable.Range(0, 10).Select(index => $"audits/{index}.png").ToArray();
        foreach (var name in names)
        {
            Write(name, Picture.Png(28, 1));
        }

        var one = EmbeddedPictures.Read(_run, Result(names[0])).Address(names[0])!.Length;
        var pictures = EmbeddedPictures.Read(_run, Result(names), limit: (3 * one) + 1);
        Assert.Equal(names.Take(3), pictures.Addresses.Keys);
        Assert.Equal((7, 0), (pictures.LeftOut, pictures.Unreadable));
    }

    [Fact]
    public void Read_PicturesOfTheAudit_AreAllKnown()
    {
        var result = EdgeStudies.All["diagnosed"]().Result;
        var audit = result.Audit!;
        var seen = audit.Pictures!;
        string?[] named =
        [
            .. audit.Mistakes!.Examples.Select(mistake => mistake.Picture),
            .. seen.Attention!.Examples.SelectMany(example => new[] { example.Picture, example.PredictedMap, example.LabelMap }),
            .. seen.Paths.SelectMany(pair => new[] { pair.Training, pair.Deployed, pair.Difference }),
            .. seen.ClassAverages.SelectMany(average => new[] { average.TrainPicture, average.TestPicture }),
            .. seen.Augmented.SelectMany(image => image.Draws.Prepend(image.Original)),
        ];
        foreach (var name in named.OfType<string>().Distinct())
        {
            Write(name, Picture.Png(28, name.Length));
        }

        var pictures = EmbeddedPictures.Read(_run, result);
        Assert.All(named.OfType<string>(), name => Assert.NotNull(pictures.Address(name)));
    }

    public void Dispose() => Directory.Delete(_run.Root, recursive: true);

    private static StudyResult Result(params string?[] pictures) => ReportFixture.Default().Result with
    {
        LabelAudits =
        [
            RichStudies.LabelAudit("baseline") with
            {
                Suspects = [.. pictures.Select((picture, index) => new LabelSuspect(index + 1, "a", "b", "c", 0.1, 0.9, null, picture))],
            },
        ],
    };

    private void Write(string path, byte[] bytes)
    {
        var whole = Path.Combine(_run.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllBytes(whole, bytes);
    }
}
