using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MlPipelines.Reports;

/// <summary>A report as one self-contained HTML page. The same report gives the same text, in every culture and on every machine.</summary>
public static class ReportRenderer
{
    /// <summary>Renders the page.</summary>
    public static async Task<string> RenderAsync(StudyReport report)
    {
        // Letters of every script stand as they are; the encoder escapes what HTML could take for markup.
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ReportPage.Report)] = report });
            var output = await renderer.RenderComponentAsync<ReportPage>(parameters);
            return output.ToHtmlString();
        });
        return page.ReplaceLineEndings("\n").Trim() + "\n";
    }
}
