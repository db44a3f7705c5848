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
        Assert.Empty(document.QuerySelectorAll("script, iframe, object, embed, form, base, [onclick], [onload]"));
        Assert.All(document.QuerySelectorAll("[href]"), element => Assert.Matches("^(#|data:,$)", element.GetAttribute("href")!));
        Assert.All(document.QuerySelectorAll("[src]"), element => Assert.StartsWith("data:image/png;base64,", element.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(document.QuerySelectorAll("img"), picture => Assert.False(string.IsNullOrWhiteSpace(picture.GetAttribute("alt"))));
        Assert.All(document.QuerySelectorAll("nav a"), link => Assert.NotNull(document.GetElementById(link.GetAttribute("href")![1..])));
        // The link to a folded section leads inside, so that following it unfolds the section.
        Assert.Equal(
            document.QuerySelectorAll("main > section").Select(section => "#" + (section.Id ?? section.QuerySelector(":scope > details > .fold-body")!.Id)),
            document.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        Assert.All(document.QuerySelectorAll("main > section"), section => Assert.False(string.IsNullOrWhiteSpace(document.GetElementById(section.GetAttribute("aria-labelledby")!)!.TextContent)));
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

    [Fact]
    public async Task RenderAsync_Rich_GivesTheApprovedPage() => Approved.Match("rich.html", await ReportRenderer.RenderAsync(EdgeStudies.All["rich"]()));

    [Theory]
    [InlineData("rich", "holds here", "claim-holds")]
    [InlineData("rich-undecided", "cannot be decided here", "claim-undecided")]
    [InlineData("twelve-variants", "fails here", "claim-fails")]
    public async Task RenderAsync_Claim_ComesBeforeEverythingElse(string study, string verdict, string style)
    {
        var document = await PageOf(study);
        Assert.Equal("“Dropout raises test accuracy on a small training set by two points or more.”", document.QuerySelector("h1")!.TextContent);
        Assert.Equal(verdict, document.QuerySelector(".hero ." + style + " .claim-chip")!.TextContent);
        Assert.Contains("points higher than that of baseline", document.GetElementById("claim")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(study == "rich-undecided", document.QuerySelector(".claim-advice") is not null);
        Assert.Equal("It fits training data better than unseen data", document.QuerySelector(".second-headline")!.TextContent);
        Assert.Equal($"fashion: the claim {verdict}", document.Title);
    }

    [Fact]
    public async Task RenderAsync_Default_ListsNoSectionThatIsNotThere()
    {
        var document = await PageOf("default");
        Assert.Equal(["Gap", "Variants", "Classes", "Repeats", "Curves", "Data", "Run it again"], document.QuerySelectorAll("nav a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task RenderAsync_Rich_ShowsPicturesAndSaysWhichAreLeftOut()
    {
        var document = await PageOf("rich");
        Assert.Equal(16, document.QuerySelectorAll("#identical img").Length);
        Assert.Equal(12, document.QuerySelectorAll("#labels img").Length);
        Assert.Equal("shirt, while training, taken for T-shirt", document.QuerySelectorAll("#identical img")[2].GetAttribute("alt"));
        Assert.Contains("18 pictures more would make this page too large", document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 picture could not be read", document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderAsync_Rich_SaysWhatEverySectionFound()
    {
        var document = await PageOf("rich");
        (string Section, string Text)[] expected =
        [
            ("sweeps", "Twice as many samples (20,000) would bring test accuracy to 91.3% (90.1% to 92.1%)"),
            ("components", "do not add up"),
            ("components", "The largest total effect is measured for initial weights: 0.24 points (0.15 to 0.51 points)."),
            ("ensemble", "+1.0 points (+0.7 to +1.3) against a single member"),
            ("searches", "pruning saved 24 of 120 epochs"),
            ("range-tests", "falls most steeply at a learning rate of 0.0021 and diverges at 0.24; it trains with 0.001."),
            ("identical", "10.0% of the same samples get another class"),
            ("labels", "recall 87.1%"),
            ("labels", "data.exclude"),
            ("data", "2 may leak the label"),
            ("dynamics", "Still falling at the end: "),
        ];
        Assert.All(expected, pair => Assert.Contains(pair.Text, document.GetElementById(pair.Section)!.Closest("section")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RenderAsync_TwelveVariants_StaysFarBelowThreeMegabytes()
    {
        var page = await ReportRenderer.RenderAsync(EdgeStudies.All["twelve-variants"]());
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, 1_500_000);
    }

    private static async Task<IHtmlDocument> PageOf(string study) =>
        new HtmlParser().ParseDocument(await ReportRenderer.RenderAsync(EdgeStudies.All[study]()));

    private static string Texts(IDocument document) =>
        string.Concat(document.Body!.QuerySelectorAll("*").Where(element => element.Closest(".failures, .caveats, pre") is null && element.Children.Length == 0)
            .Select(element => element.TextContent));
}
