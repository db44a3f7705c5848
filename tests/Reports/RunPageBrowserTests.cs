using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MlPipelines.Evaluation;
using MlPipelines.Tests.Evaluation;
using MlPipelines.Tests.Host;
using MlPipelines.Tests.Studies;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>The served pages in a real browser, over a real server. Skipped where there is no browser.</summary>
public sealed class RunPageBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    public static TheoryData<string, int, bool, ColorScheme> Settings
    {
        get
        {
            TheoryData<string, int, bool, ColorScheme> settings = [];
            foreach (string path in new[] { "/", "/live/synthetic/3", "/live/synthetic/1", "/report/synthetic/1", "/compare?run=synthetic/1&run=synthetic/2", "/compare?run=synthetic/1&run=synthetic/2&run=synthetic/4&run=synthetic/5", "/nothing" })
            {
                settings.Add(path, 360, true, ColorScheme.Light);
                settings.Add(path, 1600, true, ColorScheme.Dark);
                settings.Add(path, 360, false, ColorScheme.Dark);
                settings.Add(path, 1600, false, ColorScheme.Light);
            }

            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Page_AnySetting_IsWholeAndAccessible(string path, int width, bool scripts, ColorScheme scheme)
    {
        await using ServedRuns served = await StartAsync();
        await using IBrowserContext context = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            ColorScheme = scheme,
        });
        IPage page = await context.NewPageAsync();
        List<string> messages = [];
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);

        await page.GotoAsync(new Uri(served.Address, path).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });

        Assert.True(await page.Locator("h1").IsVisibleAsync());
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        Assert.DoesNotContain(messages, message => path != "/nothing" || !message.Contains("404", StringComparison.Ordinal));

        // The report is another page's matter; its own tests look at it.
        if (scripts && !path.StartsWith("/report", StringComparison.Ordinal))
        {
            var axe = await page.RunAxe();
            Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}"));
        }
    }

    [Fact]
    public async Task Live_WhileTheRunGoesOn_ChangesWithoutBeingLoadedAgain()
    {
        await using ServedRuns served = await StartAsync();
        await using IBrowserContext context = await browser.OpenAsync(new BrowserNewContextOptions());
        IPage page = await context.NewPageAsync();
        List<string> messages = [];
        page.Console += (_, message) => messages.Add(message.Text);
        await page.GotoAsync(new Uri(served.Address, "/live/synthetic/3").AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator(".active-name", new PageLocatorOptions { HasText = "epoch 2 of" }).WaitForAsync();
        await page.Locator("#line", new PageLocatorOptions { HasText = "Live" }).WaitForAsync();
        await page.EvaluateAsync("document.querySelector('.pair details').open = true; window.kept = true");

        RunDirectory directory = served.Runs.At("synthetic/3");
        ResultFiles.AppendHistory(directory.PartialHistory("baseline", "1"), ServedRuns.Study.History("baseline", 1)[2]);

        await page.Locator(".active-name", new PageLocatorOptions { HasText = "epoch 3 of" }).WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.kept && document.querySelector('.pair details').open"));
        Assert.Equal("Live", await page.Locator("#line").TextContentAsync());
        Assert.Empty(messages);
    }

    [Fact]
    public async Task Live_WithoutScripts_AsksToBeLoadedAgain()
    {
        await using ServedRuns served = await StartAsync();
        await using IBrowserContext context = await browser.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(served.Address, "/live/synthetic/3").AbsoluteUri);
        Assert.Equal("5", await page.Locator("meta[http-equiv=refresh]").GetAttributeAsync("content"));
    }

    [Fact]
    public async Task List_ChosenRuns_AreComparedWithoutScripts()
    {
        await using ServedRuns served = await StartAsync();
        await using IBrowserContext context = await browser.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(served.Address.AbsoluteUri);
        await page.GetByLabel("Compare synthetic/1").CheckAsync();
        await page.GetByLabel("Compare synthetic/2").CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Compare the chosen runs" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Side by side" }).WaitForAsync();
        Assert.EndsWith("/compare?run=synthetic%2F2&run=synthetic%2F1", page.Url, StringComparison.Ordinal);
    }

    private static async Task<ServedRuns> StartAsync()
    {
        ServedRuns served = await ServedRuns.StartAsync();
        SyntheticStudy better = ServedRuns.Study with { Variants = [new("baseline", 0.97, 0.84, 0.9)] };
        served.Runs.Finished("synthetic/1", ServedRuns.Study);
        served.Runs.Finished("synthetic/2", better, RunsFolder.Planned.AddMinutes(1));
        served.Running("synthetic/3", Hostile);
        served.Runs.Finished("synthetic/4", ServedRuns.Study with { Repeats = 2, Seed = 5, Classes = 3 }, RunsFolder.Planned.AddMinutes(2));
        served.Runs.Finished("synthetic/5", better with { Seed = 7 }, RunsFolder.Planned.AddMinutes(3));
        served.Runs.Begun("synthetic/6", ServedRuns.Study, 2, RunsFolder.Planned.AddMinutes(4), Hostile);
        Directory.CreateDirectory(Path.Combine(served.Runs.Root, Hostile));
        return served;
    }
}
