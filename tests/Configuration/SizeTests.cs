using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class SizeTests
{
    private const string Mlp = """{ "type": "mlp" }""";

    [Fact]
    public void Load_Full_IsAppliedBeforeOverridesAndVariants()
    {
        using ConfigurationText text = new();
        string scenario = ConfigurationText.Scenario(ConfigurationText.Table, Mlp, """
            "training": { "epochs": 3, "optimizer": { "type": "sgd", "momentum": 0.5 } }, "repeats": 2,
            "full": { "repeats": 30, "training": { "epochs": 20, "batchSize": 8, "optimizer": { "type": "adam" } }, "data": { "split": { "validation": 0.3 } },
              "variants": { "b": null, "c": { "training": { "epochs": 50 } } } },
            "variants": { "a": { "training": { "epochs": 40 } }, "b": { "model": { "l2": 0.1 } } }
            """);

        StudyConfiguration quick = Study(ScenarioSize.Quick);
        Assert.Equal((ScenarioSize.Quick, 2, 3, null), (quick.Size, quick.Baseline.Repeats, quick.Baseline.Training.Epochs, quick.Baseline.Full));
        Assert.Equal(["a", "b"], quick.Variants.Select(variant => variant.Name));

        StudyConfiguration full = Study(ScenarioSize.Full, "training.batchSize=16");
        Assert.Equal(
            (ScenarioSize.Full, 30, 20, 16, 0.3, null),
            (full.Size, full.Baseline.Repeats, full.Baseline.Training.Epochs, full.Baseline.Training.BatchSize, full.Baseline.Data.Split.Validation, full.Baseline.Full));
        Assert.Equal(new AdamOptions(), full.Baseline.Training.Optimizer);
        Assert.Equal(["a:40", "c:50"], full.Variants.Select(variant => $"{variant.Name}:{variant.Options.Training.Epochs}"));

        StudyConfiguration Study(ScenarioSize size, params string[] overrides)
        {
            File.WriteAllText(text.File1, scenario);
            return ConfigurationFile.Load(text.File1, overrides, null, size).Study(null);
        }
    }

    [Fact]
    public void Load_MistakesInFull_AreReportedWhateverTheSize()
    {
        using ConfigurationText text = new();
        File.WriteAllText(text.File1, ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp", "dropot": 1 }""", """
            "training": { "epochs": 0, "optimizer": { "type": "sgd", "momentum": 0.9, "nesterov": true } },
            "variants": { "v": { "training": { "batchSize": 8 } } },
            "full": { "full": {}, "extend": "x", "repeats": "many",
              "training": { "epochs": 0,
                "optimizer": { "momentum": 0 } , "batchSize": 8 } }
            """));

        foreach (ScenarioSize size in Enum.GetValues<ScenarioSize>())
        {
            Assert.Equal(
                [
                    "mlconfig.json:1:139 $.scenarios.mine.model.dropot: expected one of the members type, layers, dropout, l2, batchNormalization, hiddenUnits, activation, "
                        + "received the unknown member \"dropot\". Did you mean \"dropout\"?",
                    "mlconfig.json:1:178 $.scenarios.mine.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.",
                    "mlconfig.json:3:11 $.scenarios.mine.full.full: expected a member that the full size may change, received the member \"full\". Write it beside \"full\".",
                    "mlconfig.json:3:23 $.scenarios.mine.full.extend: expected a member that the full size may change, received the member \"extend\". Write it beside \"full\".",
                    "mlconfig.json:3:49 $.scenarios.mine.full.repeats: expected an integer in [1, 1000], received \"many\". The default is 6.",
                    "mlconfig.json:4:27 $.scenarios.mine.full.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.",
                    "mlconfig.json:5:32 $.scenarios.mine.full.training.optimizer.nesterov: expected false, because there is no momentum, received true. Set \"momentum\": 0.9.",
                ],
                text.Problems(() => ConfigurationFile.Load(text.File1, [], null, size)));
        }
    }

    [Fact]
    public void Load_VariantThatOnlyTheFullSizeMakesVoid_SaysSo()
    {
        using ConfigurationText text = new();

        Assert.Equal(
            [
                "mlconfig.json:1:161 $.scenarios.mine.variants.v: expected a patch that changes something at the size \"full\", "
                    + "received one with the same result as the scenario itself. Its values are those that already apply.",
            ],
            text.Problems(ConfigurationText.Scenario(
                ConfigurationText.Table, Mlp, """ "variants": { "v": { "training": { "epochs": 20 } } }, "full": { "training": { "epochs": 20 } } """)));
    }

    [Theory]
    [InlineData("3", "mlconfig.json:1:150 $.scenarios.mine.full: expected an object: a merge patch on the scenario, received 3.")]
    [InlineData("\"big\"", "mlconfig.json:1:150 $.scenarios.mine.full: expected an object: a merge patch on the scenario, received \"big\".")]
    public void Load_FullThatIsNoPatch_IsReported(string full, string problem)
    {
        using ConfigurationText text = new();

        Assert.Equal([problem], text.Problems(ConfigurationText.Scenario(ConfigurationText.Table, Mlp, $" \"full\": {full}")));
    }

    [Fact]
    public void Load_OverrideOfFullOrExtend_ComesTooLate()
    {
        using ConfigurationText text = new();
        string scenario = ConfigurationText.Scenario(ConfigurationText.Table, Mlp, """ "full": { "repeats": 30 } """);

        Assert.Equal(
            [
                "--set full.repeats=3: expected a member that the command line may change, received the member \"full\". "
                    + "It is applied before --set; set the values themselves: --set repeats=30.",
                "--set extend=a: expected a member that the command line may change, received the member \"extend\". "
                    + "It is applied before --set; set the values themselves: --set repeats=30.",
            ],
            text.Problems(scenario, "full.repeats=3", "extend=a"));
    }

    /// <summary>What the command line says is about the size that is run.</summary>
    [Fact]
    public void Load_OverrideThatOnlySuitsTheSizeThatIsRun_IsApplied()
    {
        using ConfigurationText text = new();
        string scenario = ConfigurationText.Scenario(
            ConfigurationText.Table, Mlp, """ "variants": { "v": { "training": { "epochs": 20 } } }, "full": { "variants": { "v": null } } """);

        Assert.Equal(9, text.Load(scenario, "variants.v.training.epochs=9").Study(null).Variants[0].Options.Training.Epochs);
    }
}
