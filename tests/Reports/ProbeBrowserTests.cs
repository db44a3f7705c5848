using Microsoft.Playwright;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>The page of a probe in a real browser. Skipped where there is none.</summary>
public sealed class ProbeBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(1600, ColorScheme.Light)]
    public async Task Page_AnyWidth_ShowsEverythingAndAsksForNothing(int width, ColorScheme scheme)
    {
        ProbeResult probe = ProbeSamples.Augmented with
        {
            Variants = [ProbeSamples.Augmented.Variants[0], ProbeSamples.Skewed.Variants[0] with { Name = new string('v', 200), Classes = [new string('c', 300), "dog"] }],
        };
        await using IBrowserContext context = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        IPage page = await context.NewPageAsync();
        (List<string> messages, List<string> requests) = ([], []);
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        await page.SetContentAsync(await ProbeWriter.RenderAsync(probe));

        Assert.Empty(messages);
        Assert.All(requests, request => Assert.Matches("^(about|data):", request));
        Assert.True(await page.Locator("#sentence").IsVisibleAsync());
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.mover-bar')].every(bar => bar.getBoundingClientRect().width <= bar.parentElement.getBoundingClientRect().width + 1)"));
    }
}
