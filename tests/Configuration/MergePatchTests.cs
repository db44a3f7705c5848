using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class MergePatchTests
{
    /// <summary>The test cases of RFC 7396, appendix A, as far as the patch is an object.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Apply_CasesOfTheRfc_GiveItsResults(string target, string patch, string result) =>
        Assert.Equal(result, Merge(target, patch, null));

    [Fact]
    public void Apply_RandomDocuments_AgreesWithANaiveMerge()
    {
        Gen<JsonNode?> documents = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
            ? Gen.Int[0, 9].Select(value => (JsonNode?)value)
            : Gen.OneOf(
                Gen.Const((JsonNode?)null),
                Gen.Int[0, 9].Select(value => (JsonNode?)value),
                Gen.Dictionary(Gen.Char['a', 'd'].Select(c => c.ToString()), inner)[0, 4]
                    .Select(members => (JsonNode?)new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))))));
        Gen.Select(documents, documents.Where(patch => patch is JsonObject)).Sample((target, patch) =>
            Assert.True(JsonNode.DeepEquals(Naive(target, patch), JsonNode.Parse(Merge(target?.ToJsonString() ?? "null", patch!.ToJsonString(), null)))),
            iter: 2000);
    }

    [Theory]
    // From Adam with settings of its own to SGD: what only Adam knows is dropped, what both inherit stays.
    [InlineData("""{"type":"adam","beta1":0.8,"learningRate":0.01}""", """{"type":"sgd"}""", """{"type":"sgd","learningRate":0.01}""")]
    // Without a type the scenario has the default, Adam.
    [InlineData("""{"beta1":0.8,"learningRate":0.01}""", """{"type":"sgd","momentum":0.9}""", """{"learningRate":0.01,"type":"sgd","momentum":0.9}""")]
    // AdamW is an Adam.
    [InlineData("""{"type":"adam","beta1":0.8}""", """{"type":"adamW"}""", """{"type":"adamW","beta1":0.8}""")]
    // A patch that says the same type again drops nothing.
    [InlineData("""{"type":"adam","beta1":0.8}""", """{"type":"adam"}""", """{"type":"adam","beta1":0.8}""")]
    // What the patch itself gives is never dropped, so that it is reported.
    [InlineData("""{"type":"adam"}""", """{"type":"sgd","beta1":0.8}""", """{"type":"sgd","beta1":0.8}""")]
    // null for a member of the old kind is what RFC 7396 asks for and says nothing new; null for a misspelt one stays, to be reported.
    [InlineData("""{"type":"adam","beta1":0.8}""", """{"type":"sgd","beta1":null,"beta9":null}""", """{"type":"sgd","beta9":null}""")]
    public void Apply_OptimizerChangesType_KeepsOnlyWhatBothKindsShare(string target, string patch, string result) => Assert.Equal(
        $$$"""{"training":{"optimizer":{{{result}}}}}""",
        Merge($$$"""{"training":{"optimizer":{{{target}}}}}""", $$$"""{"training":{"optimizer":{{{patch}}}}}""", OptionShapes.Scenario));

    [Fact]
    public void Apply_NetworkBecomesLogistic_DoesNotTakeItsL2Along() => Assert.Equal(
        """{"model":{"type":"logisticRegression"}}""",
        Merge("""{"model":{"type":"mlp","l2":0.001,"hiddenUnits":[3]}}""", """{"model":{"type":"logisticRegression"}}""", OptionShapes.Scenario));

    [Fact]
    public void Apply_AnyPatch_KeepsThePlacesOfBothSides()
    {
        ObjectNode merged = (ObjectNode)MergePatch.Apply(
            Read("""{"a": {"b": 1, "c": 2}}""", "base"), Read("""{"a": {"c": 3}}""", "patch"), null);

        ObjectNode inner = (ObjectNode)merged.Find("a")!.Value;
        Assert.Equal(["base:1:8 $.a.b", "patch:1:8 $.a.c"], inner.Members.Select(member => member.NamePlace.ToString()));
        Assert.Equal("patch:1:13 $.a.c", inner.Find("c")!.Value.Place.ToString());
    }

    private static JsonNode? Naive(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        JsonObject result = target as JsonObject is { } old ? (JsonObject)old.DeepClone() : [];
        foreach ((string name, JsonNode? value) in changes)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Naive(result[name], value);
            }
        }

        return result;
    }

    private static string Merge(string target, string patch, OptionShape? shape) =>
        NodeJson.ToJson((ObjectNode)MergePatch.Apply(Read(target, "t"), Read(patch, "p"), shape)).ToJsonString();

    private static ConfigurationNode Read(string text, string name)
    {
        List<Finding> findings = [];
        ConfigurationNode root = NodeReader.ReadFile(Encoding.UTF8.GetBytes(text), name, findings)!;
        Assert.Empty(findings);
        return root;
    }
}
