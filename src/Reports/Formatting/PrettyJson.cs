using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPipelines.Reports;

/// <summary>JSON as a person reads it: indented, letters of every script as they are. The page encodes it for HTML.</summary>
public static class PrettyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The node, indented by two spaces.</summary>
    public static string Print(JsonNode node) => node.ToJsonString(Options);
}
