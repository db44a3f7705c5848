using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class OverrideTests
{
    private static readonly string _text = ConfigurationText.Scenario(
        ConfigurationText.Table,
        """{ "type": "mlp", "dropout": 0.5 }""",
        """
        "training": { "earlyStopping": {}, "optimizer": { "beta1": 0.8 } },
        "variants": { "x": { "training": { "epochs": 7, "earlyStopping": { "patience": 3 } } } }
        """);

    [Fact]
    public void Load_Overrides_ReplaceTheScenariosValuesBeforeVariants()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(
            _text,
            "training.epochs=3",
            "training.earlyStopping=null",
            "training.optimizer={\"type\":\"sgd\"}",
            "model.type=mlp",
            " model.hiddenUnits = [4, 5] ",
            "data.label=7",
            "data.train=test.csv",
            "vary=[\"split\"]",
            "description=a = b").Study(null);

        ScenarioOptions scenario = study.Baseline;
        Assert.Equal((3, null), (scenario.Training.Epochs, scenario.Training.EarlyStopping));
        Assert.Equal(new SgdOptions(), scenario.Training.Optimizer);
        Assert.Equal([4, 5], Assert.IsType<MlpOptions>(scenario.Model).HiddenUnits);
        TableOptions data = Assert.IsType<TableOptions>(scenario.Data);
        Assert.Equal(("7", Path.Combine(text.Folder, "test.csv")), (data.Label, data.Train));
        Assert.Equal([RandomStream.Split], scenario.Vary);
        Assert.Equal("a = b", scenario.Description);
        Assert.Equal(7, study.Variants[0].Options.Training.Epochs);
        Assert.Equal(3, study.Variants[0].Options.Training.EarlyStopping!.Patience);
        Assert.Equal(new SgdOptions(), study.Variants[0].Options.Training.Optimizer);
        Assert.Equal(9, study.Overrides.Count);
    }

    [Fact]
    public void Load_OverridesOfVariants_ChangeTheirPatches()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(
            _text, "variants.x.training.epochs=2", "variants.x.training.earlyStopping=null", "variants.new={\"model\":{\"dropout\":0.1}}").Study(null);

        Assert.Equal("""{"training":{"epochs":2,"earlyStopping":null}}""", study.Variants[0].Patch.ToJsonString());
        Assert.Equal((2, null), (study.Variants[0].Options.Training.Epochs, study.Variants[0].Options.Training.EarlyStopping));
        Assert.NotNull(study.Baseline.Training.EarlyStopping);
        Assert.Equal("new", study.Variants[1].Name);
        Assert.Empty(text.Load(_text, "variants.x=null").Study(null).Variants);
    }

    [Theory]
    [InlineData("training.epochs=x", "--set training.epochs=x: expected an integer in [1, 100000], received \"x\". The default is 10.")]
    [InlineData("training.epochs=", "--set training.epochs=: expected an integer in [1, 100000], received \"\". The default is 10.")]
    [InlineData("training.epochs", "--set training.epochs: expected a path of member names and a value, received \"training.epochs\". Write it as --set training.epochs=3.")]
    [InlineData("scenarios.mine.repeats=3", "--set scenarios.mine.repeats=3: expected a path that begins inside the scenario, received \"scenarios.mine.repeats\". Write it as --set training.epochs=3.")]
    [InlineData("=3", "--set =3: expected a path of member names and a value, received \"=3\". Write it as --set training.epochs=3.")]
    [InlineData("a..b=3", "--set a..b=3: expected a path of member names and a value, received \"a..b=3\". Write it as --set training.epochs=3.")]
    [InlineData("model.type=cnm", "--set model.type=cnm: expected one of \"logisticRegression\", \"mlp\", \"cnn\", \"transfer\", received \"cnm\". Did you mean \"cnn\"?")]
    [InlineData("model={\"type\":", "--set model={\"type\":: expected \"}\" at the end of the object, received the end of the text.")]
    [InlineData("model.layers[0].units=3", "--set model.layers[0].units=3: expected a path of member names, received \"model.layers[0].units\". Arrays are replaced as a whole: --set vary=[\"init\",\"order\"].")]
    [InlineData("training.optimizer={\"beta3\":1}", "--set training.optimizer={\"beta3\":1} $.scenarios.mine.training.optimizer.beta3: expected one of the members type, learningRate, weightDecay, beta1, beta2, epsilon, received the unknown member \"beta3\". Did you mean \"beta1\"?")]
    [InlineData("variants.y.training.epochs=3", "--set variants.y.training.epochs=3: expected one of the variants x, received \"y\".")]
    [InlineData("variants.x.training.epochs=0", "--set variants.x.training.epochs=0: expected an integer in [1, 100000], received 0. The default is 10.")]
    [InlineData("training=3", "--set training=3: expected an object, received 3.")]
    public void Load_WrongOverride_IsNamed(string value, string problem)
    {
        using ConfigurationText text = new();

        Assert.Equal([problem], text.Problems(_text, value));
    }

    [Fact]
    public void Load_OverridesOfAnotherScenario_LeaveTheOthersAlone()
    {
        using ConfigurationText text = new();
        string scenario = $$$"""{ "data": {{{ConfigurationText.Table}}}, "model": { "type": "mlp" } }""";
        File.WriteAllText(text.File1, $$$"""{ "scenario": "a", "scenarios": { "a": {{{scenario}}}, "b": {{{scenario}}} } }""");

        ConfigurationFile file = ConfigurationFile.Load(text.File1, ["training.epochs=3"], "b");

        Assert.Equal((10, 3), (file.Study("a").Baseline.Training.Epochs, file.Study("b").Baseline.Training.Epochs));
        Assert.Empty(file.Study("a").Overrides);
        Assert.Equal(["training.epochs=3"], file.Study("b").Overrides);
    }
}
