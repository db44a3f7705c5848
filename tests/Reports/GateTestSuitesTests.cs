using System.Xml.Linq;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Tests.Host;
using Xunit;

namespace MlPipelines.Tests.Reports;

public class GateTestSuitesTests
{
    private static readonly GateResult Passed = new("test.accuracy >= 0.88", "pass", true, 0.91, new Interval(0.9, 0.92), "test.accuracy >= 0.88: it is 0.9100.");
    private static readonly GateResult Failed = new("gap.total <= 0.02", "fail", false, 0.05, new Interval(0.04, 0.06), "gap.total <= 0.02: it is <too> large.");
    private static readonly GateResult Open = new("cause:overfitting absent", "undecided", false, null, null, "undecided \u0001 because.");
    private static readonly GateResult LetPass = new("gap.shift <= 0.03", "undecided", true, 0.02, new Interval(0, 0.04), "gap.shift <= 0.03: holds the limit.");

    [Fact]
    public void Render_EveryState_IsTheCaseThatBuildServersKnow()
    {
        XElement root = XDocument.Parse(GateTestSuites.Render([Study(Passed, Failed, Open, LetPass)])).Root!;

        XElement suite = Assert.Single(root.Elements());
        Assert.All((XElement[])[root, suite], element => Assert.Equal(("4", "2", "0", "1"), Counts(element)));
        Assert.Equal(("testsuites", "testsuite", "fashion"), (root.Name.LocalName, suite.Name.LocalName, suite.Attribute("name")!.Value));
        Assert.Equal("2026-11-23T15:00:00", suite.Attribute("timestamp")!.Value);
        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.Equal(["test.accuracy >= 0.88", "gap.total <= 0.02", "cause:overfitting absent", "gap.shift <= 0.03"], cases.Select(one => one.Attribute("name")!.Value));
        Assert.All(cases, one => Assert.Equal("mlpipelines.fashion", one.Attribute("classname")!.Value));
        Assert.Equal("test.accuracy >= 0.88: it is 0.9100.", cases[0].Element("system-out")!.Value);
        Assert.Equal(("gate.fail", "gap.total <= 0.02: it is <too> large."), (cases[1].Element("failure")!.Attribute("type")!.Value, cases[1].Element("failure")!.Attribute("message")!.Value));
        Assert.Contains("measured: 0.05\n95% interval: 0.04 to 0.06", cases[1].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Equal(("gate.undecided", "undecided \uFFFD because."), (cases[2].Element("failure")!.Attribute("type")!.Value, cases[2].Element("failure")!.Attribute("message")!.Value));
        Assert.StartsWith("Undecided, and let pass: ", cases[3].Element("skipped")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SeveralStudies_AreSuitesOfOneFile()
    {
        string folder = Directory.CreateTempSubdirectory("gates-").FullName;
        try
        {
            string file = Path.Combine(folder, "new", "gates.xml");

            GateTestSuites.Write(file, [Study(Passed), Study(Failed) with { Scenario = "churn" }]);

            string text = File.ReadAllText(file);
            Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"mlpipelines\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"", text, StringComparison.Ordinal);
            Assert.Equal(["fashion", "churn"], XDocument.Parse(text).Root!.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StudyResult Study(params GateResult[] gates) => StudySamples.Outcome().Result with { Gates = gates };

    private static (string, string, string, string) Counts(XElement element) =>
        (element.Attribute("tests")!.Value, element.Attribute("failures")!.Value, element.Attribute("errors")!.Value, element.Attribute("skipped")!.Value);
}
