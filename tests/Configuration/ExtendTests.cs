using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class ExtendTests
{
    private const string Parent = """
        "parent": { "description": "d", "data": { "type": "table", "train": "train.csv", "label": "y" },
          "model": { "type": "mlp", "l2": 0.1 },
          "training": { "epochs": 3, "optimizer": { "type": "sgd", "momentum": 0.9, "nesterov": true } },
          "variants": { "a": { "training": { "epochs": 4 } }, "b": { "training": { "epochs": 5 } } } }
        """;

    [Fact]
    public void Study_ScenarioThatExtends_IsTheOtherOneWithItsChanges()
    {
        using ConfigurationText text = new();
        ConfigurationFile file = text.Load(File(
            """
            "grandchild": { "extend": "child", "model": { "l2": null }, "repeats": 9 },
            """ + Parent + """
            , "child": { "extend": "parent", "data": { "trainSize": 50 }, "training": { "epochs": 7, "optimizer": { "type": "adam" } },
                "variants": { "a": null, "c": { "training": { "epochs": 1 } } } }
            """));

        ScenarioOptions child = file.Study("child").Baseline;
        Assert.Equal((null, "d", 7, 50), (child.Extend, child.Description, child.Training.Epochs, child.Data.TrainSize));
        Assert.Equal(new AdamOptions(), child.Training.Optimizer);
        Assert.Equal(0.1, ((MlpOptions)child.Model).L2);
        Assert.Equal(["b", "c"], file.Study("child").Variants.Select(variant => variant.Name));
        ScenarioOptions grandchild = file.Study("grandchild").Baseline;
        Assert.Equal((7, 9, 0), (grandchild.Training.Epochs, grandchild.Repeats, ((MlpOptions)grandchild.Model).L2));
        Assert.Equal(3, file.Study("parent").Baseline.Training.Epochs);
        Assert.Equal(["grandchild", "parent", "child"], file.Config.Scenarios.Keys);
    }

    [Fact]
    public void Load_Overrides_ChangeOnlyTheScenarioThatIsNamed()
    {
        using ConfigurationText text = new();
        ConfigurationFile file = text.Load(File(Parent + """, "child": { "extend": "parent", "repeats": 9 }"""), "training.epochs=8");

        Assert.Equal((8, 3), (file.Study("parent").Baseline.Training.Epochs, file.Study("child").Baseline.Training.Epochs));
    }

    [Fact]
    public void Load_ExtendWithoutAim_IsReportedOnce()
    {
        using ConfigurationText text = new();

        Assert.Equal(
            [
                "mlconfig.json:6:21 $.scenarios.typo.extend: expected one of the scenarios parent, self, one, two, three, after, received \"Parnt\". Did you mean \"parent\"?",
                "mlconfig.json:7:21 $.scenarios.self.extend: expected another scenario than this one, received \"self\". Remove it.",
                "mlconfig.json:8:20 $.scenarios.one.extend: expected a scenario that does not start from this one, "
                    + "received \"two\", which extends \"three\", which extends \"one\". One of them has to stand on its own.",
            ],
            text.Problems(File(Parent + """
                ,
                "typo": { "extend": "Parnt" },
                "self": { "extend": "self" },
                "one": { "extend": "two" }, "two": { "extend": "three" }, "three": { "extend": "one" },
                "after": { "extend": "one", "repeats": "x" }
                """)));
    }

    /// <summary>A mistake is told once, where it was written; what the child makes wrong is told at the child.</summary>
    [Fact]
    public void Load_MistakesOnBothSides_AreReportedWhereTheyWereMade()
    {
        using ConfigurationText text = new();

        Assert.Equal(
            [
                "mlconfig.json:2:57 $.scenarios.base.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.",
                "mlconfig.json:3:73 $.scenarios.still.training.optimizer.nesterov: expected false, because there is no momentum, received true. Set \"momentum\": 0.9.",
                "mlconfig.json:4:55 $.scenarios.same.training.epochs: expected an integer in [1, 100000], received \"x\". The default is 10.",
                "mlconfig.json:8:18 $.scenarios.parent.variants.a: expected a patch that changes something in the scenario \"equal\", which takes this over, "
                    + "received one with the same result as the scenario itself. Its values are those that already apply.",
            ],
            text.Problems(File("""
                "base": { "extend": "parent",   "training": { "epochs": 0 }, "repeats": 2 },
                "still": { "extend": "parent", "training": { "optimizer": { "momentum": 0 } } },
                "same": { "extend": "base",   "training": { "epochs": "x" } },
                """ + Parent.Replace("{ \"training\": { \"epochs\": 4 } }", "\n                 { \"training\": { \"epochs\": 4 } }", StringComparison.Ordinal) + """
                , "equal": { "extend": "parent", "training": { "epochs": 4 } }
                """)));
    }

    [Fact]
    public void Load_ExtendThatIsNull_IsNoExtend()
    {
        using ConfigurationText text = new();

        Assert.Null(text.Baseline(ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp" }""", "\"extend\": null")).Extend);
    }

    private static string File(string scenarios) => $$"""
        { "scenario": "parent", "scenarios": {
        {{scenarios}}
        } }
        """;
}
