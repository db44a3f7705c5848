using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class VariantTests
{
    [Fact]
    public void Study_Variant_IsTheScenarioWithItsPatch()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(ConfigurationText.Scenario(
            ConfigurationText.Folders,
            """{ "type": "cnn" }""",
            """
            "training": { "epochs": 3, "earlyStopping": { "patience": 2 }, "optimizer": { "beta1": 0.8, "learningRate": 0.01 } },
            "repeats": 7, "seed": 4,
            "variants": {
              "z": { "training": { "earlyStopping": null, "optimizer": { "type": "sgd" } } },
              "a": { "pipeline": { "augment": { "zoom": 0.1 } } },
            }
            """)).Study(null);

        Assert.Equal(["z", "a"], study.Variants.Select(variant => variant.Name));
        ScenarioOptions z = study.Variants[0].Options;
        Assert.Equal((3, null, 7, 4), (z.Training.Epochs, z.Training.EarlyStopping, z.Repeats, z.Seed));
        Assert.Equal(new SgdOptions { LearningRate = 0.01 }, z.Training.Optimizer);
        Assert.Equal("""{"training":{"earlyStopping":null,"optimizer":{"type":"sgd"}}}""", study.Variants[0].Patch.ToJsonString());
        Assert.Empty(z.Variants);
        Assert.Equal(["z", "a"], study.Baseline.Variants.Keys);
        Assert.Equal(0.1, study.Variants[1].Options.Pipeline.Augment!.Zoom);
    }

    [Fact]
    public void Load_ProblemInAVariant_IsReportedThere()
    {
        using ConfigurationText text = new();

        Assert.Equal(
            [
                "mlconfig.json:3:44 $.scenarios.mine.variants.fast.training.epochs: expected an integer in [1, 100000], received \"x\". The default is 10.",
                "mlconfig.json:4:29 $.scenarios.mine.variants.typo.training.earlyStoping: expected one of the members epochs, batchSize, order, shuffleBuffer, optimizer, schedule, "
                    + "clipNorm, earlyStopping, sampling, classWeighting, classWeights, cleanTrainingSample, landscape, threads, device, engine, tensorFlowLibrary, "
                    + "received the unknown member \"earlyStoping\". Did you mean \"earlyStopping\"?",
                "mlconfig.json:5:34 $.scenarios.mine.variants.lost.data.train: expected an existing folder, received FOLDER/photos/trian, "
                    + "which does not exist. There is no \"trian\" in FOLDER/photos. Did you mean \"train\"?",
            ],
            text.Problems($$$"""
                { "scenario": "mine", "scenarios": { "mine": { "data": {{{ConfigurationText.Folders}}}, "model": { "type": "cnn" },
                  "variants": {
                    "fast": { "training": {      "epochs": "x" } },
                    "typo": { "training": { "earlyStoping": null } },
                    "lost": { "data": { "train": "photos/trian" } },
                } } } }
                """));
    }

    [Fact]
    public void Load_ProblemOfTheScenario_IsNotRepeatedForEveryVariant()
    {
        using ConfigurationText text = new();

        string[] problems = text.Problems(ConfigurationText.Scenario(
            """{ "type": "imageFolder" }""",
            """{ "type": "cnn", "dropot": 1 }""",
            """
            "training": { "epochs": 0, "optimizer": { "type": "sgd", "nesterov": true } },
            "variants": { "a": { "data": { "onUnreadable": "skip" } }, "b": { "training": { "epochs": 0 } } }
            """));

        Assert.Equal(
            ["data.train", "model.dropot", "training.epochs", "training.optimizer.nesterov", "variants.b.training.epochs"],
            problems.Select(problem => problem.Split(' ')[1].Replace("$.scenarios.mine.", "", StringComparison.Ordinal).TrimEnd(':')));
    }

    [Theory]
    [InlineData("\"repeats\": 3", "repeats", "All variants are repeated alike")]
    [InlineData("\"seed\": 3", "seed", "All variants share the seed")]
    [InlineData("\"vary\": [\"init\"]", "vary", "All variants share the streams")]
    [InlineData("\"variants\": {}", "variants", "A variant has no variants of its own")]
    [InlineData("\"description\": \"x\"", "description", "described by its name")]
    [InlineData("\"data\": { \"split\": { \"validation\": 0.3 } }", "data.split", "measured on the same rows")]
    [InlineData("\"data\": { \"train\": \"test.csv\" }", "data", "a scenario of its own")]
    [InlineData("\"data\": { \"test\": \"test.csv\" }", "data", "a scenario of its own")]
    [InlineData("\"data\": { \"label\": \"z\" }", "data.label", "a scenario of its own")]
    [InlineData("\"training\": { \"epochs\": 10 }", "", "already apply")]
    [InlineData("", "", "already apply")]
    public void Load_VariantThatCannotBeCompared_IsRefused(string patch, string path, string remedy)
    {
        using ConfigurationText text = new();

        string problem = Assert.Single(text.Problems(ConfigurationText.Scenario(
            ConfigurationText.Table, """{ "type": "mlp" }""", $$$"""  "variants": { "v": { {{{patch}}} } } """)));
        Assert.Contains($" $.scenarios.mine.variants.v{(path.Length > 0 ? "." : "")}{path}: ", problem, StringComparison.Ordinal);
        Assert.Contains(remedy, problem, StringComparison.Ordinal);
    }

    /// <summary>The scenario is right; what a variant or the command line changes makes another of its values wrong.</summary>
    [Fact]
    public void Load_ChangeThatBreaksAnotherValue_IsReportedWhereTheChangeStands()
    {
        using ConfigurationText text = new();
        const string Training = """ "training": { "optimizer": { "type": "sgd", "momentum": 0.9, "nesterov": true } }""";
        string scenario = ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp" }""", Training + """
            ,
            "variants": { "still": { "training": { "optimizer": { "momentum": 0 } } },
                          "plain": { "training": { "optimizer": { "momentum": null } } } }
            """);

        Assert.Equal(
            [
                "mlconfig.json:2:67 $.scenarios.mine.variants.still.training.optimizer.nesterov: expected false, because there is no momentum, "
                    + "received true. Set \"momentum\": 0.9.",
                "mlconfig.json:3:24 $.scenarios.mine.variants.plain.training.optimizer.nesterov: expected false, because there is no momentum, "
                    + "received true. Set \"momentum\": 0.9.",
            ],
            text.Problems(scenario));
        Assert.Equal(
            ["--set training.optimizer.momentum=0 $.scenarios.mine.training.optimizer.nesterov: expected false, because there is no momentum, "
                + "received true. Set \"momentum\": 0.9."],
            text.Problems(ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp" }""", Training), "training.optimizer.momentum=0"));
    }

    [Fact]
    public void Load_TwoEqualVariants_AreRefused()
    {
        using ConfigurationText text = new();

        string problem = Assert.Single(text.Problems(ConfigurationText.Scenario(
            ConfigurationText.Table,
            """{ "type": "mlp" }""",
            """  "variants": { "a": { "training": { "epochs": 3 } }, "b": { "training": { "epochs": 3.0 } } } """)));
        Assert.Contains("$.scenarios.mine.variants.b: expected a patch that changes something, received one with the same result as the variant \"a\"", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_UnknownScenario_ListsTheKnownOnes()
    {
        using ConfigurationText text = new();
        ConfigurationFile file = text.Load(ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp" }"""));

        Assert.Equal(
            ["scenario \"mien\": expected one of the scenarios of mlconfig.json: mine, received \"mien\". Did you mean \"mine\"?"],
            text.Problems(() => file.Study("mien")));
        Assert.Equal(
            ["scenario \"mien\": expected one of the scenarios of mlconfig.json: mine, received \"mien\". Did you mean \"mine\"?"],
            text.Problems(() => ConfigurationFile.Load(text.File1, [], "mien")));
    }
}
