using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ReportRendererTests
{
    public static TheoryData<string> Studies => EdgeStudies.Names;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public async Task RenderAsync_AnyCulture_GivesTheApprovedPage(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
        Approved.Match("default.html", await ReportRenderer.RenderAsync(ReportFixture.Default()));
    }

    [Fact]
    public async Task RenderAsync_NothingFinished_GivesTheApprovedPage() =>
        Approved.Match("nothing-finished.html", await ReportRenderer.RenderAsync(EdgeStudies.All["nothing-finished"]()));

    [Fact]
    public async Task RenderAsync_Default_IsFarBelowOneMegabyte()
    {
        var page = await ReportRenderer.RenderAsync(ReportFixture.Default());
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 20_000, 400_000);
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task RenderAsync_AnyStudy_IsWellFormedAndSelfContained(string study)
    {
        var page = await ReportRenderer.RenderAsync(EdgeStudies.All[study]());
        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 5_000, 1_000_000);
        Assert.Empty(document.QuerySelectorAll("script, img, iframe, object, embed, form, base, [onclick], [onload]"));
        Assert.All(document.QuerySelectorAll("[href]"), element => Assert.Matches("^(#|data:,$)", element.GetAttribute("href")!));
        Assert.Empty(document.QuerySelectorAll("[src]"));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain(document.All.Where(element => element.Id is { Length: > 0 }).GroupBy(element => element.Id), group => group.Count() > 1);
        Assert.Equal(1, document.QuerySelectorAll("h1").Length);
        Assert.DoesNotContain("NaN", Texts(document), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task RenderAsync_AnyStudy_DescribesEveryChartAndShowsItsNumbers(string study)
    {
        var document = await PageOf(study);
        foreach (var chart in document.QuerySelectorAll("svg[role=img]"))
        {
            var ids = chart.GetAttribute("aria-labelledby")!.Split(' ');
            Assert.All(ids, id => Assert.False(string.IsNullOrWhiteSpace(document.GetElementById(id)?.TextContent), id));
            Assert.NotEmpty(chart.Closest("figure")!.QuerySelectorAll("details table td"));
        }

        Assert.All(document.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.All(document.QuerySelectorAll("th"), header => Assert.NotNull(header.GetAttribute("scope")));
    }

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task RenderAsync_AnyStudy_PutsEveryMarkOnItsChart(string study)
    {
        var document = await PageOf(study);
        var places = document.QuerySelectorAll("svg *")
            .SelectMany(element => new[] { "x", "x1", "x2", "cx", "width" }.Select(element.GetAttribute))
            .Where(place => place is not null && place.EndsWith('%'))
            .Select(place => double.Parse(place![..^1], CultureInfo.InvariantCulture));
        Assert.All(places, place => Assert.InRange(place, 0, 100));
    }

    [Fact]
    public async Task RenderAsync_Default_SaysTheFirstThingFirst()
    {
        var document = await PageOf("default");
        Assert.Equal("It fits training data better than unseen data", document.QuerySelector("h1")!.TextContent.Trim());
        Assert.StartsWith("Accuracy falls from 99.1%", document.GetElementById("verdict")!.TextContent.Trim(), StringComparison.Ordinal);
        var figures = document.QuerySelectorAll(".figures > div").Select(figure => figure.TextContent.Trim());
        Assert.Equal(
            ["Train99.1%98.5% to 99.7%", "Test90.9%90.3% to 91.5%", "Gap+8.2 points+7.5 to +8.9", "Noise floor±0.7 pointsa single run: ±1.1 points"],
            figures);
    }

    [Fact]
    public async Task RenderAsync_Default_SortsTheWorstClassFirst()
    {
        var document = await PageOf("default");
        var recalls = document.QuerySelectorAll("table.classes tbody tr td.strong")
            .Select(cell => double.Parse(cell.TextContent.TrimEnd('%'), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(10, recalls.Count);
        Assert.Equal(recalls.Order(), recalls);
        Assert.Equal("shirt", document.QuerySelector("table.classes tbody th")!.TextContent);
    }

    [Fact]
    public async Task RenderAsync_BareClass_ComesLastWithoutANumber()
    {
        var document = await PageOf("bare-class");
        var last = document.QuerySelectorAll("table.classes tbody tr")[^1];
        Assert.Equal(["never", "0", "–", "", "–", "–", "–"], last.Children.Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task RenderAsync_HundredClasses_ListsTheLargestConfusionsInstead()
    {
        var document = await PageOf("hundred-classes");
        Assert.Null(document.QuerySelector(".confusion-chart"));
        Assert.Contains("out of 100 classes", document.GetElementById("classes")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(100, document.QuerySelectorAll("table.classes tbody tr").Length);
    }

    [Fact]
    public async Task RenderAsync_NothingFinished_HasNoFigureAndTellsEveryFailure()
    {
        var document = await PageOf("nothing-finished");
        Assert.Empty(document.QuerySelectorAll("svg"));
        Assert.Equal(2, document.QuerySelectorAll(".failures li").Length);
        Assert.DoesNotContain("0.0", document.QuerySelector(".figures")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderAsync_NoEpochs_SaysSoInsteadOfDrawing()
    {
        var document = await PageOf("no-epochs");
        Assert.Contains("not trained in epochs", document.GetElementById("curves")!.TextContent, StringComparison.Ordinal);
        Assert.Null(document.GetElementById("training-metric-title"));
    }

    [Fact]
    public async Task RenderAsync_OneRepeat_SaysThatSeedsAreUnknown()
    {
        var document = await PageOf("one-repeat");
        Assert.Contains("other seeds are unknown", document.QuerySelector(".legend-note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("unknown, one repeat only", document.QuerySelector(".figure-floor")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderAsync_HostileNames_AreShownInert()
    {
        var page = await ReportRenderer.RenderAsync(EdgeStudies.All["hostile-names"]());
        var document = new HtmlParser().ParseDocument(page);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('w', 1300), page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, sign => sign is (>= '\u202A' and <= '\u202E') or '\u2066' or '\u2067' or '\0');
        Assert.Equal(page.Count(sign => sign == '\u2068'), page.Count(sign => sign == '\u2069'));
        Assert.Contains(EdgeStudies.Markup, document.QuerySelectorAll("table.classes bdi").Select(name => name.TextContent));
    }

    [Fact]
    public async Task RenderAsync_ResultChanged_ChangesThePage()
    {
        var study = ReportFixture.Default();
        var other = study with { Result = study.Result with { Provenance = study.Result.Provenance with { Seed = 77 } } };
        Assert.NotEqual(await ReportRenderer.RenderAsync(study), await ReportRenderer.RenderAsync(other));
    }

    private static async Task<IHtmlDocument> PageOf(string study) =>
        new HtmlParser().ParseDocument(await ReportRenderer.RenderAsync(EdgeStudies.All[study]()));

    private static string Texts(IDocument document) =>
        string.Concat(document.Body!.QuerySelectorAll("*").Where(element => element.Closest(".failures, .caveats, pre") is null && element.Children.Length == 0)
            .Select(element => element.TextContent));
}
