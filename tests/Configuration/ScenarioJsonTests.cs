using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class ScenarioJsonTests
{
    private static readonly ScenarioOptions _scenario = new()
    {
        Data = new TableOptions { Train = "/gone/train.csv", Label = "y" },
        Model = new MlpOptions { Dropout = 0.25 },
        Training = new() { Epochs = 3, Optimizer = new SgdOptions { Momentum = 0.9, Nesterov = true } },
    };

    [Theory]
    [InlineData("training.epochs", "3")]
    [InlineData("training.batchSize", "32")]
    [InlineData("training.optimizer.type", "\"sgd\"")]
    [InlineData("model.hiddenUnits", "[128]")]
    [InlineData("data.trainSize", null)]
    [InlineData("training.optimizer.beta1", null)]
    [InlineData("training.epochs.x", null)]
    public void ValueAt_Path_IsTheValueInEffect(string path, string? value) => Assert.Equal(value, ScenarioJson.ValueAt(_scenario, path)?.ToJsonString());

    [Fact]
    public void Patched_Values_ReplaceThoseOfTheOptions()
    {
        ScenarioOptions patched = Patch("""{ "training": { "epochs": 9, "optimizer": { "learningRate": 0.5 } }, "model": { "dropout": null } }""");

        Assert.Equal((9, 0), (patched.Training.Epochs, ((MlpOptions)patched.Model).Dropout));
        Assert.Equal(new SgdOptions { LearningRate = 0.5, Momentum = 0.9, Nesterov = true }, patched.Training.Optimizer);
        Assert.Equal("/gone/train.csv", ((TableOptions)patched.Data).Train);
        Assert.Equal(3, _scenario.Training.Epochs);
    }

    [Fact]
    public void Patched_OtherType_HasItsOwnDefaults() =>
        Assert.Equal(new AdamOptions(), Patch("""{ "training": { "optimizer": { "type": "adam" } } }""").Training.Optimizer);

    [Fact]
    public void Patched_Nothing_IsTheSame() => Assert.Equal(ScenarioJson.ToJson(_scenario).ToJsonString(), ScenarioJson.ToJson(Patch("{}")).ToJsonString());

    [Fact]
    public void Patched_WrongValues_AreProblems()
    {
        ProblemException exception = Assert.Throws<ProblemException>(
            () => Patch("""{ "training": { "epochs": 0, "optimizer": { "momentum": 0 } }, "repeat": 3 }"""));

        Assert.Equal(
            [
                "changed options $.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.",
                "changed options $.repeat: expected one of the members extend, description, claim, data, pipeline, model, training, repeats, seed, vary, variants, sweep, full, search, varianceComponents, labelAudit, rangeTest, diagnosis, gates, execution, "
                    + "received the unknown member \"repeat\". Did you mean \"repeats\"?",
                "changed options $.training.optimizer.nesterov: expected false, because there is no momentum, received true. Set \"momentum\": 0.9.",
            ],
            exception.Problems.Select(problem => problem.ToString()));
    }

    private static ScenarioOptions Patch(string patch) => ScenarioJson.Patched(_scenario, JsonNode.Parse(patch)!.AsObject());
}
