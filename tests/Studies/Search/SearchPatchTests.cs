using System.Text.Json.Nodes;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class SearchPatchTests
{
    [Theory]
    [InlineData("""{"a.b.c":1,"a.b.d":"x","e":[1,2]}""", """{"e":[1,2],"a":{"b":{"c":1,"d":"x"}}}""")]
    [InlineData("""{"t.optimizer.learningRate":0.1,"t.optimizer":{"type":"sgd"}}""", """{"t":{"optimizer":{"type":"sgd","learningRate":0.1}}}""")]
    [InlineData("""{"t.earlyStopping":null,"t.earlyStopping.patience":3}""", """{"t":{"earlyStopping":null}}""")]
    [InlineData("""{"t.clipNorm":null}""", """{"t":{"clipNorm":null}}""")]
    [InlineData("{}", "{}")]
    public void Of_Paths_Nest(string values, string expected) => Assert.Equal(expected, SearchPatch.Of((JsonObject)JsonNode.Parse(values)!).ToJsonString());

    [Fact]
    public void Of_APathWithinANumber_Throws() => Assert.Throws<ArgumentException>(() => SearchPatch.Of(new JsonObject { ["a"] = 1, ["a.b"] = 2 }));

    [Fact]
    public void Of_Values_LeavesThemAsTheyAre()
    {
        JsonObject values = new() { ["a"] = new JsonObject { ["b"] = 1 }, ["a.c"] = 2 };

        SearchPatch.Of(values);

        Assert.Equal("""{"a":{"b":1},"a.c":2}""", values.ToJsonString());
    }
}
