using System.Globalization;
using CsCheck;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class ScenarioGuideTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Render_AnyCulture_GivesTheApprovedGuide(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Approved.Match("guide.md", ScenarioGuide.Render(Entries()));
    }

    [Fact]
    public void ReadDigests_Guide_GivesBackWhatItWasWrittenFrom() =>
        Assert.Equal(Entries().ToDictionary(entry => entry.Name, entry => entry.ConfigurationDigest), ScenarioGuide.ReadDigests(ScenarioGuide.Render(Entries())));

    [Fact]
    public void ReadDigests_AnyNameAndDigest_ComeBack()
    {
        var result = ReportFixture.Default().Result;
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 12], Gen.String[Gen.Char[' ', '~'], 1, 20]).Sample((letters, signs) =>
        {
            var name = letters + signs;
            var digests = ScenarioGuide.ReadDigests(ScenarioGuide.Render([new GuideEntry(name, result, signs)]));
            Assert.Equal(new Dictionary<string, string> { [name] = signs }, digests);
        }, iter: 50);
    }

    [Fact]
    public void ReadDigests_NoGuide_FindsNone() => Assert.Empty(ScenarioGuide.ReadDigests("# Something else\n\n<!-- a comment -->\n"));

    [Fact]
    public void Render_EveryStudy_KeepsItsTablesWhole()
    {
        var entries = EdgeStudies.All.Select(pair => new GuideEntry(pair.Key, pair.Value().Result, "0")).ToList();
        var lines = ScenarioGuide.Render(entries).Split('\n');
        var columns = 0;
        foreach (var line in lines)
        {
            var cells = line.StartsWith('|') ? line.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\|", "", StringComparison.Ordinal).Count(sign => sign == '|') - 1 : 0;
            Assert.True(columns == 0 || cells == 0 || cells == columns, line);
            columns = cells;
        }

        // A command stands in a code span, where signs mean nothing.
        Assert.DoesNotContain(lines.Where(line => !line.StartsWith("Run: ", StringComparison.Ordinal)), line => line.Contains("<script", StringComparison.OrdinalIgnoreCase) || line.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Contents_LeadsToEveryScenario()
    {
        var guide = ScenarioGuide.Render(Entries());
        Assert.Contains("| [dropout-l2](#dropout-l2) | “Dropout raises test accuracy on a small training set by two points or more.” | **holds here** |", guide, StringComparison.Ordinal);
        Assert.Contains("\n## dropout-l2\n", guide, StringComparison.Ordinal);
    }

    private static IReadOnlyList<GuideEntry> Entries() =>
    [
        new GuideEntry("dropout-l2", RichStudies.Full().Result, "3f2a"),
        new GuideEntry("fashion", ReportFixture.Default().Result, "77b1"),
        new GuideEntry("twelve", RichStudies.Full(12, "fails").Result, "0c0c"),
    ];
}
