using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// <c>config.json</c> of a run directory: reads and writes a <see cref="StudyConfiguration"/>. Everything is written out, so that a run
/// means the
/// same after defaults have changed, and a trial needs nothing but this file.
/// </summary>
public static class StudyConfigurationFile
{
    private const string Version = "mlpipelines/config/1";

    // Names and paths of people all over the world stay readable; the file is never embedded in a page.
    private static readonly JsonSerializerOptions _writing = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the configuration, defaults included. A reader sees the whole file or none of it.</summary>
    /// <exception cref="ProblemException">The file cannot be written.</exception>
    public static void Write(string path, StudyConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        JsonObject content = new()
        {
            ["schema"] = Version,
            ["scenario"] = configuration.Scenario,
            ["size"] = OptionShapes.NameOf(configuration.Size.ToString()),
            ["configurationFile"] = configuration.ConfigurationFile,
            ["overrides"] = new JsonArray([.. configuration.Overrides.Select(text => JsonValue.Create(text))]),
            ["baseline"] = ScenarioJson.ToJson(configuration.Baseline),
            ["variants"] = new JsonArray([.. configuration.Variants.Select(Variant)]),
        };
        Storage.WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(content.ToJsonString(_writing) + "\n")));
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Whether the data still exist is not checked.</summary>
    /// <exception cref="ProblemException">The file is missing, cut off, changed, or of another version.</exception>
    public static StudyConfiguration Read(string path)
    {
        List<Finding> findings = [];
        byte[] text = SourceText.Read(path, "the configuration of a run", ProblemStage.Data);
        ConfigurationNode? root = NodeReader.ReadFile(text, path, findings);
        ThrowIfAny(findings);
        StudyConfiguration? configuration = new RecordReading(root!, Version, findings).Read();
        ThrowIfAny(findings);
        return configuration!;
    }

    private static JsonObject Variant(VariantConfiguration variant)
    {
        JsonObject content = new() { ["name"] = variant.Name };
        if (variant.SweptPath is { } path)
        {
            content["sweptPath"] = path;
        }

        content["patch"] = variant.Patch.DeepClone();
        content["options"] = ScenarioJson.ToJson(variant.Options);
        return content;
    }

    private static void ThrowIfAny(List<Finding> findings)
    {
        if (findings.Count > 0)
        {
            throw new ProblemException(ProblemStage.Data, [.. findings.Select(finding => finding.ToProblem())]);
        }
    }
}
