using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MlPipelines.Configuration;
using MlPipelines.Host;
using MlPipelines.Reports;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Reliability;

/// <summary>A real study of a table whose classes and columns have names that try to be something else.</summary>
public sealed class HostileNamesTests : IDisposable
{
    private static readonly string _long = new('w', 10_000);

    private static readonly string[] _classes =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "a\"quoted\",'both'", "two\nlines", "\u202Egpj.exe", "\U0001F469\u200D\U0001F680 crew", "=cmd|' /C calc'!A0", "@SUM(1)", "| pipe | `code` |", _long,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("names-").FullName;

    [Fact]
    public async Task Run_HostileNames_EveryOutputIsCorrectAndInert()
    {
        StudyOutcome outcome = await RunAsync();
        await ReportWriter.WriteAsync(outcome.Directory, TestContext.Current.CancellationToken);
        AssertReport(await File.ReadAllTextAsync(outcome.Directory.Report, TestContext.Current.CancellationToken));

        string summary = await File.ReadAllTextAsync(outcome.Directory.Summary, TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("<(script|img)", summary);
        Assert.DoesNotContain(_long, summary, StringComparison.Ordinal);

        // Spreadsheets would run what begins like a formula; our reader gives the names back.
        Assert.DoesNotMatch(new Regex("(^|,)\"?[=+@]", RegexOptions.Multiline), await File.ReadAllTextAsync(outcome.Directory.Predictions("baseline", 0), TestContext.Current.CancellationToken));
        Assert.Equal(_classes.Order(StringComparer.Ordinal), outcome.Result.Dataset.Classes);

        string suites = Path.Combine(_folder, "gates.xml");
        GateTestSuites.Write(suites, [outcome.Result]);
        Assert.NotNull(XDocument.Load(suites).Root);

        using StringWriter terminal = new() { NewLine = "\n" };
        ResultPrinter.Print(outcome, new HostEnvironment { CurrentFolder = "/", Output = terminal, Error = TextWriter.Null, Size = () => (80, 24) });
        Assert.DoesNotContain(terminal.ToString(), sign => sign != '\n' && char.IsControl(sign));
        Assert.All(terminal.ToString().Split('\n').Where(line => !line.StartsWith("report: ", StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertReport(string page)
    {
        IHtmlDocument document = new HtmlParser().ParseDocument(page);
        Assert.DoesNotContain(document.QuerySelectorAll("script:not([data-own])"), script => script.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.Empty(document.QuerySelectorAll("img[src='x']"));
        Assert.Contains(document.All, element => element.ChildElementCount == 0 && element.TextContent.Contains("<script>alert(1)</script>", StringComparison.Ordinal));

        // A long name is shortened where it stands; whole it is at most in a title.
        Assert.DoesNotContain(_long, string.Concat(document.Body!.Descendants<IText>().Select(text => text.Text)), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', string.Concat(document.Body!.Descendants<IText>().Select(text => text.Text)));
    }

    private async Task<StudyOutcome> RunAsync()
    {
        string[] columns = ["x<b>", "=1+1", "\u202Ey", _long[..200]];
        StringBuilder csv = new(string.Join(',', [.. columns, "label"]) + "\n");
        for (int row = 0; row < 30 * _classes.Length; row++)
        {
            int label = row % _classes.Length;
            csv.Append(FormattableString.Invariant($"{label + (row % 3 * 0.1)},{row % 7},{label * label},{row * 31 % 17},\"{_classes[label].Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        }

        File.WriteAllText(Path.Combine(_folder, "train.csv"), csv.ToString());
        string file = Path.Combine(_folder, "mlconfig.json");
        File.WriteAllText(file, """
            { "scenario": "names", "scenarios": { "names": {
              "description": "</title><script>alert(3)</script>",
              "data": { "type": "table", "train": "train.csv", "label": "label" },
              "model": { "type": "logisticRegression" }, "repeats": 2,
              "gates": { "require": ["test.accuracy >= 0.1"] } } } }
            """);
        return await StudyRun.StartAsync(
            ConfigurationFile.Load(file, [], null).Study(null),
            new StudyRunOptions { OutputFolder = Path.Combine(_folder, "runs"), CacheFolder = Path.Combine(_folder, "cache"), Workers = 1, Command = "mlpipelines run", InProcess = true },
            new Progress<StudyEvent>(),
            TestContext.Current.CancellationToken);
    }
}
