using System.Text.Json.Nodes;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class ConfigurationDifferencesTests
{
    [Fact]
    public void Of_TwoConfigurations_ListsOnlyWhatDiffersByPath()
    {
        IReadOnlyList<ConfigurationDifference> differences = Of(
            """{ "training": { "epochs": 3, "optimizer": { "type": "adam", "learningRate": 0.001 } }, "repeats": 5 }""",
            """{ "training": { "epochs": 4, "optimizer": { "type": "sgd", "learningRate": 0.001, "momentum": 0.9 } }, "repeats": 5 }""");

        Assert.Equal(
            ["training.epochs: 3 | 4", "training.optimizer.type: \"adam\" | \"sgd\"", "training.optimizer.momentum: - | 0.9"], differences.Select(Text));
    }

    [Fact]
    public void Of_Lists_AreOneValueOrGoneThroughByIndex() => Assert.Equal(
        ["model.hiddenUnits: [8] | [8,16]", "model.layers[0].units: 8 | 16", "model.layers[1].type: - | \"dropout\""],
        Of(
            """{ "model": { "hiddenUnits": [8], "layers": [{ "units": 8 }] } }""",
            """{ "model": { "hiddenUnits": [8, 16], "layers": [{ "units": 16 }, { "type": "dropout" }] } }""").Select(Text));

    [Fact]
    public void Of_EmptyAndAbsentAndNull_AreNotTheSame() => Assert.Equal(
        ["a: {} | - | null", "b: [] | [] | -"],
        Of("""{ "a": {}, "b": [] }""", """{ "b": [] }""", """{ "a": null }""").Select(Text));

    [Fact]
    public void Of_NamesThatAreNoWords_StandInBrackets() => Assert.Equal(
        ["sweep[\"training.epochs\"]: [1] | [2]", "a[\"é<b>\"]: 1 | 2"],
        Of("""{ "sweep": { "training.epochs": [1] }, "a": { "é<b>": 1 } }""", """{ "sweep": { "training.epochs": [2] }, "a": { "é<b>": 2 } }""").Select(Text));

    [Fact]
    public void Of_SameConfigurations_IsEmpty() => Assert.Empty(Of("""{ "a": 1 }""", """{ "a": 1 }"""));

    private static IReadOnlyList<ConfigurationDifference> Of(params string[] configurations) =>
        ConfigurationDifferences.Of([.. configurations.Select(text => JsonNode.Parse(text)!.AsObject())]);

    private static string Text(ConfigurationDifference difference) => $"{difference.Path}: {string.Join(" | ", difference.Values.Select(value => value ?? "-"))}";
}
