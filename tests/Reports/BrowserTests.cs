using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>The page in a real browser. Skipped where there is none.</summary>
public sealed class BrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    public static TheoryData<string, int, bool, ColorScheme> Settings
    {
        get
        {
            var settings = new TheoryData<string, int, bool, ColorScheme>();
            foreach (var study in new[] { "default", "hostile-names", "rich", "diagnosed" })
            {
                settings.Add(study, 360, true, ColorScheme.Light);
                settings.Add(study, 1600, true, ColorScheme.Dark);
                settings.Add(study, 360, false, ColorScheme.Dark);
                settings.Add(study, 768, false, ColorScheme.Light);
            }

            settings.Add("hundred-classes", 360, true, ColorScheme.Light);
            settings.Add("one-repeat", 360, true, ColorScheme.Light);
            settings.Add("twelve-variants", 360, false, ColorScheme.Light);
            settings.Add("rich-hostile", 360, false, ColorScheme.Light);
            settings.Add("diagnosed-hostile", 360, false, ColorScheme.Light);
            settings.Add("cannot-tell", 360, true, ColorScheme.Dark);
            settings.Add("nothing-finished", 360, true, ColorScheme.Light);
            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Page_AnySetting_ShowsEverythingAndAsksForNothing(string study, int width, bool scripts, ColorScheme scheme)
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            ColorScheme = scheme,
        });
        var page = await context.NewPageAsync();
        var (messages, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        await page.GotoAsync(await browser.WriteAsync(study));

        Assert.Empty(messages);
        Assert.All(requests, request => Assert.Matches("^(file|data):", request));
        Assert.True(await page.Locator("h1").IsVisibleAsync());
        var box = await page.Locator("main").BoundingBoxAsync();
        Assert.InRange(box!.Width, 300, width);
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
    }

    /// <summary>WCAG 2.2 level AA as far as axe can tell, as the page opens and with every fold open.</summary>
    [Theory]
    [InlineData("default", 1600, ColorScheme.Light)]
    [InlineData("diagnosed", 1600, ColorScheme.Light)]
    [InlineData("diagnosed", 360, ColorScheme.Dark)]
    [InlineData("diagnosed-hostile", 360, ColorScheme.Light)]
    [InlineData("rich", 1600, ColorScheme.Dark)]
    [InlineData("rich", 360, ColorScheme.Light)]
    [InlineData("table", 768, ColorScheme.Dark)]
    [InlineData("nothing-finished", 360, ColorScheme.Dark)]
    public async Task Page_EveryFoldOpen_HasNoViolationThatAxeFinds(string study, int width, ColorScheme scheme)
    {
        // The page's own policy forbids the script that looks.
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            BypassCSP = true,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync(study));
        foreach (var open in new[] { false, true })
        {
            // One table of a chart's numbers is as good as another, and all of them together take axe minutes.
            await page.EvaluateAsync("open => [...document.querySelectorAll('details:not(.numbers)'), ...[...document.querySelectorAll('details.numbers')].slice(0, 2)].forEach(details => details.open = open || details.open)", open);
            var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
            Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            Assert.NotEmpty(found.Passes);
        }
    }

    [Fact]
    public async Task Sections_LinkedFromTheContents_Unfold()
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync("diagnosed"));
        Assert.False(await page.Locator("#data table").First.IsVisibleAsync());
        await page.Locator("nav a[href='#data']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#data table").First).ToBeVisibleAsync();

        // And by the keyboard alone.
        await page.Locator("section:has(#repeats) summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#repeats svg").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FirstScreen_OfADesktop_HoldsVerdictCausesRemedyAndWaterfall()
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1600, Height = 1000 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync("diagnosed"));
        foreach (var part in new[] { "h1", "#verdict", ".glance-why", ".glance-do", ".waterfall" })
        {
            var box = await page.Locator(part).BoundingBoxAsync();
            Assert.InRange(box!.Y + box.Height, 1, 1000);
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(247, 246, 242)")]
    [InlineData(ColorScheme.Dark, "rgb(16, 19, 24)")]
    public async Task Page_ColourScheme_IsFollowed(ColorScheme scheme, string background)
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync("default"));
        Assert.Equal(background, await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Theory]
    [InlineData("default", 360)]
    [InlineData("default", 768)]
    [InlineData("default", 1600)]
    [InlineData("rich", 360)]
    [InlineData("rich", 1200)]
    [InlineData("diagnosed", 360)]
    [InlineData("diagnosed", 1200)]
    [InlineData("diagnosed-hostile", 360)]
    [InlineData("twelve-variants", 360)]
    public async Task Charts_AnyWidth_KeepTheirTextOnTheCard(string study, int width)
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync(study));
        var outside = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('figure svg text')].filter(text => {
              const box = text.getBoundingClientRect();
              const card = (text.closest('.confusion-chart') ?? text.closest('figure')).getBoundingClientRect();
              return box.width > 0 && (box.left < card.left - 1 || box.right > card.right + 1 || box.top < card.top - 1 || box.bottom > card.bottom + 1);
            }).map(text => text.textContent)
            """);
        Assert.Empty(outside);
    }

    [Fact]
    public async Task Page_Printed_UnfoldsWithoutAnError()
    {
        await using var context = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await browser.WriteAsync("default"));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.True(await page.Locator("#data table").First.IsVisibleAsync());
    }
}
