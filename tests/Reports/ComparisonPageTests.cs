using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Tests.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ComparisonPageTests
{
    private const string Hostile = "<script>alert(1)</script>";

    private static readonly SyntheticStudy s_study = new()
    {
        Repeats = 6,
        Classes = 3,
        TestRows = 90,
        TrainRows = 60,
        ValidationRows = 60,
        Variants = [new("baseline", 0.97, 0.84, 0.75)],
    };

    private static readonly SyntheticStudy s_better = s_study with { Variants = [new("baseline", 0.97, 0.84, 0.9)] };

    [Fact]
    public async Task Render_NamesWithMarkup_AreText()
    {
        ComparedRun hostile = PlantedRuns.Of("B", s_better, result: result => PlantedRuns.With(result, """{ "description": "<script>alert(1)</script>" }""") with
        {
            Scenario = Hostile,
            Dataset = result.Dataset with { Classes = [Hostile, "b", "c"] },
        });
        ComparedRun reference = PlantedRuns.Of("A", s_study, result: result => result with { Dataset = result.Dataset with { Classes = [Hostile, "b", "c"] } });

        IHtmlDocument page = await RenderAsync(reference, hostile with { Id = Hostile });

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Contains(page.QuerySelectorAll(".compared-run"), card => card.TextContent.Contains(Hostile, StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll("#options td"), cell => cell.TextContent.Contains(Hostile, StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll(".examples li"), sample => sample.TextContent.Contains(Hostile, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_OtherData_SaysSoInThePlaceOfNumbers()
    {
        ComparedRun other = PlantedRuns.Of("B", s_better, result: result => result with { Dataset = result.Dataset with { Fingerprint = new string('f', 64) } });

        IHtmlDocument page = await RenderAsync(PlantedRuns.Of("A", s_study), other);

        Assert.All(page.QuerySelectorAll("#metrics tbody tr"), row => Assert.Equal("other data", row.QuerySelectorAll("td")[1].TextContent.Trim()));
        Assert.Empty(page.QuerySelectorAll("#differences figure, #samples .examples"));
        Assert.Contains("cannot be compared", page.QuerySelector("#differences h3")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#curves .series-1"));
    }

    [Fact]
    public async Task Render_ServedOrNot_LeadsToOtherPagesOnlyWhereTheyAre()
    {
        RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", s_study), PlantedRuns.Of("B", s_better)]);

        string file = await PageRendering.ComparisonAsync(comparison, SamplePictures.None, isServed: false);
        string served = await PageRendering.ComparisonAsync(comparison, SamplePictures.None, isServed: true);

        Assert.DoesNotContain("href=\"/", file, StringComparison.Ordinal);
        Assert.Contains("href=\"/report/synthetic/A\"", served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_OfTheRunAndDrawn_StandBesideTheirSamples()
    {
        string folder = Directory.CreateTempSubdirectory("mlpipelines-pictures-").FullName;
        try
        {
            RunComparison comparison = PlantedRuns.Compare([PlantedRuns.Of("A", s_study) with { Directory = new RunDirectory(folder) }, PlantedRuns.Of("B", s_better)]);
            IReadOnlyList<int> rows = SamplePictures.RowsOf(comparison);
            string own = Path.Combine(folder, "trials", "baseline", "audit", "pictures");
            Directory.CreateDirectory(own);
            await File.WriteAllBytesAsync(Path.Combine(own, $"test-{rows[0]}.png"), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1], TestContext.Current.CancellationToken);

            SamplePictures pictures = SamplePictures.Of(comparison, new Dictionary<int, byte[]> { [rows[0]] = [2], [rows[1]] = [3] }, "a note");

            Assert.Equal("data:image/png;base64,iVBORw0KGgoB", pictures.Addresses[rows[0]]);
            Assert.Equal("data:image/png;base64,Aw==", pictures.Addresses[rows[1]]);
            IHtmlDocument page = Parse(await PageRendering.ComparisonAsync(comparison, pictures, isServed: false));
            Assert.Equal(2, page.QuerySelectorAll(".examples img").Length);
            Assert.Contains("a note", page.QuerySelector("#samples")!.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IHtmlDocument> RenderAsync(params ComparedRun[] runs) =>
        Parse(await PageRendering.ComparisonAsync(PlantedRuns.Compare(runs), SamplePictures.None, isServed: false));

    private static IHtmlDocument Parse(string page) => new HtmlParser().ParseDocument(page);
}
