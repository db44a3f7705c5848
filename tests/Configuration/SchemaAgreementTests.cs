using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>What an editor underlines and what loading refuses are the same, apart from checks that look at more than one option.</summary>
public class SchemaAgreementTests
{
    private static readonly JsonObject _schema = JsonNode.Parse(ConfigurationSchema.Generate())!.AsObject();

    private static readonly string[] _values =
        ["null", "true", "0", "1", "-1", "0.5", "3.0", "2.5", "1e9", "\"\"", "\"x\"", "\"adam\"", "\"cnn\"", "\"split\"", "[]", "[1]", "[\"init\"]", "{}", "{\"type\":\"sgd\"}", "{\"a\":1}"];

    [Fact]
    public void Generate_ValidScenarios_AreAccepted() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            JsonObject scenario = Scenario(seed);
            Assert.True(Accepts(scenario), scenario.ToJsonString());
            Assert.Empty(Bind(scenario));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void Generate_AlteredScenarios_AreAcceptedExactlyWhenTheyBind()
    {
        int accepted = 0;
        int refused = 0;
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, _values.Length - 1], Gen.Int[0, 5]).Sample(
            (seed, place, value, kind) =>
            {
                JsonObject scenario = Scenario(seed);
                Alter(scenario, place, JsonNode.Parse(_values[value]), kind);
                bool accepts = Accepts(scenario);
                List<Finding> findings = Bind(scenario);
                Assert.True(accepts == (findings.Count == 0), $"{scenario.ToJsonString()}\n{string.Join('\n', findings)}");
                accepted += accepts ? 1 : 0;
                refused += accepts ? 0 : 1;
            },
            iter: 3000,
            threads: 1);

        Assert.InRange(accepted, 100, int.MaxValue);
        Assert.InRange(refused, 1000, int.MaxValue);
    }

    /// <summary>A scenario that extends another one is a patch on it: editors accept at least what loading accepts.</summary>
    [Fact]
    public void Generate_ScenariosThatExtend_AreAcceptedWhenTheirResultBinds()
    {
        int bound = 0;
        int refused = 0;
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, _values.Length - 1], Gen.Int[0, 5]).Sample(
            (parent, seed, place, value, kind) =>
            {
                JsonObject child = Scenario(seed);
                Alter(child, place, JsonNode.Parse(_values[value]), kind);
                ConfigurationNode merged = MergePatch.Apply(Node(Scenario(parent)), Node(child), OptionShapes.Scenario);
                List<Finding> findings = [];
                new OptionBinder(findings, null).BindObject(OptionShapes.Scenario, merged, "");
                child["extend"] = "other";
                bool accepts = Accepts(child);
                Assert.True(accepts || findings.Count > 0, child.ToJsonString());
                bound += findings.Count == 0 ? 1 : 0;
                refused += accepts ? 0 : 1;
            },
            iter: 500,
            threads: 1);

        Assert.InRange(bound, 30, int.MaxValue);
        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("""{ "extend": "a" }""", true)]
    [InlineData("""{ "extend": "a", "data": { "trainSize": 3 }, "training": { "epochs": null }, "variants": { "v": null }, "full": null }""", true)]
    [InlineData("""{ "extend": "a", "data": { "split": { "validation": 0.3 } }, "full": { "repeats": 30, "data": { "split": { "test": 0.3 } } } }""", true)]
    [InlineData("""{ "extend": "a", "trainin": {} }""", false)]
    [InlineData("""{ "extend": "a", "full": { "full": {} } }""", false)]
    [InlineData("""{ "extend": "a", "full": { "extend": "b" } }""", false)]
    [InlineData("""{ "extend": "a", "variants": { "v": { "repeats": 3 } } }""", false)]
    [InlineData("""{ "extend": "a", "variants": { "v": { "search": null } } }""", true)]
    [InlineData("""{ "extend": 3, "data": { "type": "synthetic" }, "model": { "type": "mlp" } }""", false)]
    [InlineData("""{ "extend": null, "data": { "type": "synthetic" }, "model": { "type": "mlp" }, "full": { "model": { "l2": 1 } } }""", true)]
    [InlineData("""{ "data": { "type": "synthetic" } }""", false)]
    [InlineData("""{ "data": { "type": "synthetic" }, "model": { "type": "mlp" }, "sweep": { "training.epochs": [1, null] } }""", false)]
    public void Generate_Scenario_IsWholeUnlessItExtends(string scenario, bool accepted) => Assert.Equal(accepted, Accepts(JsonNode.Parse(scenario)!.AsObject()));

    private static void Alter(JsonObject scenario, int place, JsonNode? value, int kind)
    {
        (JsonNode Parent, string? Name, int Index)[] places = [.. Places(scenario)];
        (JsonNode parent, string? name, int index) = places[place % places.Length];
        if (parent is JsonArray array)
        {
            array[index] = value;
        }
        else if (kind == 0)
        {
            parent.AsObject().Remove(name!);
        }
        else if (kind == 1)
        {
            parent.AsObject()[name + "x"] = value;
        }
        else
        {
            parent.AsObject()[name!] = value;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(pair => Places(pair.Value).Prepend((value, pair.Key, 0))),
        JsonArray array => array.SelectMany((item, index) => Places(item).Prepend((array, null, index))),
        _ => [],
    };

    private static JsonObject Scenario(int seed) => ScenarioJson.ToJson(RandomOptions.Scenario(seed) with
    {
        Extend = null,
        Full = null,
        Variants = new Dictionary<string, JsonObject>(),
    });

    private static bool Accepts(JsonObject scenario) => SchemaValidation.IsValid(_schema, _schema["definitions"]!["Scenario"]!.AsObject(), scenario);

    private static List<Finding> Bind(JsonObject scenario)
    {
        List<Finding> findings = [];
        new OptionBinder(findings, null).BindObject(OptionShapes.Scenario, Node(scenario), "");
        return findings;
    }

    private static ConfigurationNode Node(JsonObject json) => NodeReader.ReadFile(Encoding.UTF8.GetBytes(json.ToJsonString()), "s.json", [])!;
}
