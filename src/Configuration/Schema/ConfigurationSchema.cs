using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>
/// The JSON schema of <c>mlconfig.json</c>, generated from the option records. Draft 7, because that is the draft which editors support
/// in full;
/// <c>allowTrailingCommas</c>, <c>allowComments</c> and <c>enumDescriptions</c> are extensions of VS Code's JSON language service and
/// mean nothing to others.
/// </summary>
public static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions _writing = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON with a final line feed.</summary>
    public static string Generate()
    {
        SchemaDefinitions definitions = new(OptionDocumentation.Load());
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "MlPipelines configuration",
            ["allowTrailingCommas"] = true,
            ["allowComments"] = true,
        };
        foreach ((string name, JsonNode? value) in definitions.Record(OptionShapes.File, SchemaMode.Whole).ToArray())
        {
            schema[name] = value?.DeepClone();
        }

        schema["definitions"] = definitions.ToJson();
        return schema.ToJsonString(_writing) + "\n";
    }
}
