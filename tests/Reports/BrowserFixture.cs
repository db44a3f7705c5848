using Microsoft.Playwright;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>Debian's chromium, driven by Playwright, whose own driver comes with its package: nothing is downloaded.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Missing = "There is no chromium on this machine. Install it: apt-get install chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlpipelines-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } executable)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    /// <summary>A fresh window; skips the test where there is no browser.</summary>
    public Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(_browser is null, Missing);
        return _browser!.NewContextAsync(options);
    }

    /// <summary>Writes a study's page and returns its address.</summary>
    public async Task<string> WriteAsync(string study)
    {
        var path = Path.Combine(_folder, study + ".html");
        await File.WriteAllTextAsync(path, await ReportRenderer.RenderAsync(EdgeStudies.All[study]()));
        return new Uri(path).AbsoluteUri;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Executable() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Prepend("/usr/bin")
        .Select(folder => Path.Combine(folder, "chromium"))
        .FirstOrDefault(File.Exists);
}
