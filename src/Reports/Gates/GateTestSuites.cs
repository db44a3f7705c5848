using System.Globalization;
using System.Text;
using System.Xml;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>
/// The gates of studies as JUnit XML, which build servers show as tests: a suite per scenario, a case per gate. A gate that must pass and does not is a failure, told apart by its type
/// (<c>gate.fail</c>, <c>gate.undecided</c>); one that is undecided and let pass by <c>gates.undecided</c> is skipped, because nothing was shown.
/// </summary>
public static class GateTestSuites
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">The file, absolute; its folder is made.</param>
    /// <param name="studies">The studies with gates.</param>
    /// <exception cref="ProblemException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<StudyResult> studies)
    {
        byte[] content = new UTF8Encoding(false).GetBytes(Render(studies));
        string folder = Path.GetDirectoryName(path)!;
        Storage.Write(() => Directory.CreateDirectory(folder), folder);
        Storage.WriteFile(path, stream => stream.Write(content));
    }

    /// <summary>The document.</summary>
    public static string Render(IReadOnlyList<StudyResult> studies)
    {
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(new Utf8Text(text), new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            GateResult[] all = [.. studies.SelectMany(study => study.Gates)];
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "mlpipelines");
            WriteCounts(xml, all);
            xml.WriteAttributeString("time", Seconds(studies.Sum(Duration)));
            foreach (StudyResult study in studies)
            {
                WriteSuite(xml, study);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteSuite(XmlWriter xml, StudyResult study)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", study.Scenario);
        WriteCounts(xml, study.Gates);
        xml.WriteAttributeString("time", Seconds(Duration(study)));
        xml.WriteAttributeString("timestamp", study.Provenance.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (GateResult gate in study.Gates)
        {
            WriteCase(xml, study, gate);
        }

        xml.WriteElementString("system-out", Allowed($"{study.Verdict.Sentence}\n{study.Provenance.Command}"));
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, StudyResult study, GateResult gate)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"mlpipelines.{study.Scenario}");
        xml.WriteAttributeString("name", Allowed(gate.Text));
        xml.WriteAttributeString("time", "0");
        if (!gate.Passes)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", $"gate.{gate.State}");
            xml.WriteAttributeString("message", Allowed(gate.Sentence));
            xml.WriteString(Allowed(Numbers(gate)));
            xml.WriteEndElement();
        }
        else if (gate.State == "undecided")
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Allowed($"Undecided, and let pass: {gate.Sentence}"));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Allowed(gate.Sentence));
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<GateResult> gates)
    {
        foreach ((string name, int count) in new[]
        {
            ("tests", gates.Count),
            ("failures", gates.Count(gate => !gate.Passes)),
            ("errors", 0),
            ("skipped", gates.Count(gate => gate is { Passes: true, State: "undecided" })),
        })
        {
            xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Numbers(GateResult gate) => (gate.Value, gate.Interval) switch
    {
        ({ } value, { } interval) => string.Create(
            CultureInfo.InvariantCulture, $"required: {gate.Text}\nmeasured: {value:0.######}\n95% interval: {interval.Lower:0.######} to {interval.Upper:0.######}\n{gate.Sentence}"),
        _ => $"required: {gate.Text}\n{gate.Sentence}",
    };

    private static double Duration(StudyResult study) => (study.Provenance.Finished - study.Provenance.Started).TotalSeconds;

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 has no place for most control characters, which a column's name may hold.</summary>
    private static string Allowed(string text) =>
        text.All(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)) ? text : string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\uFFFD'));

    /// <summary>The declaration names the encoding of the writer, which is that of the file.</summary>
    private sealed class Utf8Text(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(false);
    }
}
