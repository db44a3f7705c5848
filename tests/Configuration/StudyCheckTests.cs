using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>Each case is one contradiction of a claim, a search, a sample change or another part of a study, and all that is said about it.</summary>
public class StudyCheckTests
{
    private const string Cnn = """{ "type": "cnn" }""";
    private const string Mlp = """{ "type": "mlp" }""";
    private const string Logistic = """{ "type": "logisticRegression" }""";
    private const string Synthetic = """{ "type": "synthetic" }""";
    private const string Images = """{ "type": "syntheticImages" }""";
    private const string Epochs = "\"variants\": { \"long\": { \"training\": { \"epochs\": 20 } } }";
    private const string Metrics = "train.accuracy, validation.accuracy, test.accuracy, test.balancedAccuracy, test.logLoss, gap.total, gap.generalisation, gap.skew, gap.shift, "
        + "trainingMetric.trainingMode, trainingMetric.augmentation, identical.deployment, ensemble.gain, seeds.difference";

    public static TheoryData<string, string, string, string> Claims => new()
    {
        { Mlp, Epochs, "\"variant\": \"longer\", \"against\": \"baseline\"", "claim.variant: expected one of the variants baseline, long, received \"longer\". Did you mean \"long\"?" },
        { Mlp, "\"sweep\": { \"training.epochs\": [20] }", "\"variant\": \"epochs-20\", \"against\": \"epochs-30\"",
            "claim.against: expected one of the variants baseline, epochs-20, received \"epochs-30\". Did you mean \"epochs-20\"?" },
        { Mlp, "", "\"against\": \"baseline\"", "claim.against: expected another variant than that of the claim, received \"baseline\"." },
        { Mlp, "", "\"metric\": \"test.acuracy\"", $"claim.metric: expected one of the metrics {Metrics}, received \"test.acuracy\". Did you mean \"test.accuracy\"?" },
        { Mlp, Epochs, "\"variant\": \"long\", \"against\": \"baseline\", \"value\": 0.5", "claim.value: expected either \"against\" or \"value\", received the member \"value\". Remove one of them." },
        { Mlp, "", "\"metric\": \"test.accuracy\"", "claim.against: expected a variant or a \"value\" to compare test.accuracy with, received none. Set \"against\": \"baseline\", or a value such as 0.5." },
        { Mlp, "\"repeats\": 1", "\"metric\": \"seeds.difference\"",
            "claim.metric: expected a metric that can be measured here; not \"seeds.difference\", because it compares repeats, and there is one, received \"seeds.difference\"." },
        { Mlp, "\"repeats\": 1", "\"metric\": \"ensemble.gain\"",
            "claim.metric: expected a metric that can be measured here; not \"ensemble.gain\", because it compares repeats, and there is one, received \"ensemble.gain\"." },
        { Mlp, "\"vary\": [\"split\"]", "\"metric\": \"ensemble.gain\"",
            "claim.metric: expected a metric that can be measured here; not \"ensemble.gain\", because its members are tested on the same rows, and the split varies, received \"ensemble.gain\"." },
        { Logistic, "", "\"metric\": \"trainingMetric.trainingMode\"",
            "claim.metric: expected a metric that can be measured here; not \"trainingMetric.trainingMode\", because only networks show an accuracy while they train, received \"trainingMetric.trainingMode\"." },
        { Mlp, "", "\"metric\": \"trainingMetric.augmentation\"",
            "claim.metric: expected a metric that can be measured here; not \"trainingMetric.augmentation\", because nothing is augmented, received \"trainingMetric.augmentation\"." },
        { Mlp, "", "\"metric\": \"gap.total\", \"direction\": \"same\", \"smallestEffect\": 0",
            "claim.smallestEffect: expected a number above 0, because \"same\" means a difference below it, received 0. Set 0.02 for 2 points." },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void Load_ClaimThatCannotBeDecided_IsReported(string model, string more, string claim, string problem)
    {
        string direction = claim.Contains("direction", StringComparison.Ordinal) ? "" : ", \"direction\": \"higher\"";
        AssertSays(problem, ConfigurationText.Table, model, $$"""{{more}}{{(more.Length > 0 ? "," : "")}} "claim": { "text": "t", {{claim}}{{direction}} }""");
    }

    [Theory]
    [InlineData("\"metric\": \"gap.total\"")]
    [InlineData("\"metric\": \"seeds.difference\"")]
    [InlineData("\"metric\": \"test.logLoss\", \"value\": 0.7")]
    [InlineData("\"metric\": \"ensemble.gain\", \"variant\": \"long\"")]
    [InlineData("\"variant\": \"batchSize-8\", \"against\": \"long\"")]
    public void Load_ClaimThatCanBeDecided_Loads(string claim)
    {
        using ConfigurationText text = new();

        Assert.NotNull(text.Baseline(ConfigurationText.Scenario(
            ConfigurationText.Table, Mlp, $$$"""{{{Epochs}}}, "sweep": { "training.batchSize": [8] }, "claim": { "text": "t", "direction": "higher", {{{claim}}} }""")).Claim);
    }

    public static TheoryData<string, string, string> Gates => new()
    {
        { Mlp, "[]", "gates.require: expected at least one gate, received an empty array. Remove \"gates\", or write one such as \"test.accuracy >= 0.88\"." },
        { Mlp, "[\"test.accuracy > 0.8\"]", "gates.require: expected a gate such as \"test.accuracy >= 0.88\" or \"cause:overfitting absent\", received \"test.accuracy > 0.8\". "
            + "A comparison is >= or <=; of a cause only \"absent\" can be asked." },
        { Mlp, "[\"test.accuracy >= 88%\"]", "received \"test.accuracy >= 88%\". A comparison is >= or <=; of a cause only \"absent\" can be asked." },
        { Mlp, "[\"cause:overfitting present\"]", "received \"cause:overfitting present\". A comparison is >= or <=; of a cause only \"absent\" can be asked." },
        { Mlp, "[\"test.acuracy >= 0.8\"]", "received \"test.acuracy\". Did you mean \"test.accuracy\"?" },
        { Mlp, "[\"cause:overfiting absent\"]", "received \"overfiting\". Did you mean \"overfitting\"?" },
        { Mlp, "[\"gap.total <= 0.1\", \"gap.total <= 0.1\"]", "gates.require: expected every gate once, received \"gap.total <= 0.1\" again." },
        { Logistic, "[\"trainingMetric.trainingMode <= 0.1\"]", "gates.require: expected a metric that can be measured here; not \"trainingMetric.trainingMode\", because only networks show an accuracy while they train, received \"trainingMetric.trainingMode <= 0.1\"." },
    };

    [Theory]
    [MemberData(nameof(Gates))]
    public void Load_GateThatCannotBeJudged_IsReported(string model, string gates, string problem) =>
        AssertSays(problem, ConfigurationText.Table, model, $$"""{{(model == Mlp ? Epochs + "," : "")}} "gates": { "require": {{gates}} }""");

    [Theory]
    [InlineData("test.accuracy >= 0.88", "test.accuracy", true, 0.88, null)]
    [InlineData("  gap.total<=8e-2 ", "gap.total", false, 0.08, null)]
    [InlineData("gap.shift >= -0.05", "gap.shift", true, -0.05, null)]
    [InlineData("cause:train-test-leakage absent", null, false, 0, "train-test-leakage")]
    public void Parse_Gate_IsRead(string text, string? metric, bool atLeast, double limit, string? cause) =>
        Assert.Equal(new GateExpression(text, metric, atLeast, limit, cause), GateExpression.Parse(text));

    public static TheoryData<string, string, string> Searches => new()
    {
        { Mlp, "\"space\": {}", "search.space: expected at least one option and its values, received an empty object. "
            + "Name one: { \"training.optimizer.learningRate\": { \"logUniform\": [1e-4, 1e-1] } }." },
        { Mlp, Space("training.optimizer.lr", "\"uniform\": [0.1, 0.2]"), "search.space['training.optimizer.lr']: expected the path of an option; "
            + "\"training.optimizer\" has the members type, learningRate, weightDecay, beta1, beta2, epsilon, received \"training.optimizer.lr\". Did you mean \"training.optimizer.learningRate\"?" },
        { Mlp, Space("training.learningRate", "\"uniform\": [0.1, 0.2]"), "received \"training.learningRate\". Did you mean \"training.optimizer.learningRate\"?" },
        { Mlp, Space("learningRate", "\"uniform\": [0.1, 0.2]"), "search.space.learningRate: expected the path of an option; a scenario has the members extend, description, claim, data, pipeline, model, training, "
            + "repeats, seed, vary, variants, sweep, full, search, varianceComponents, labelAudit, rangeTest, diagnosis, gates, execution, received \"learningRate\". Did you mean \"training.optimizer.learningRate\"?" },
        { Mlp, Space("model.layers[0].units", "\"choice\": [1, 2]"), "search.space['model.layers[0].units']: expected a path of member names, received \"model.layers[0].units\". "
            + "Arrays are replaced as a whole; name the array itself." },
        { Mlp, Space("data.trainSize", "\"choice\": [1, 2]"), "search.space['data.trainSize']: expected an option of \"model\", \"training\" or \"pipeline\" that decides what is trained, "
            + "received \"data.trainSize\". The data decide what is measured; compare them as variants." },
        { Mlp, Space("pipeline.alignTest", "\"choice\": [true, false]"), "received \"pipeline.alignTest\". It changes test samples only; compare it as a variant." },
        { Mlp, Space("pipeline.test.resize", "\"choice\": [\"crop\", \"pad\"]"), "received \"pipeline.test.resize\". It changes how the test samples are read; compare it as a variant." },
        { Mlp, Space("seed", "\"choice\": [1, 2]"), "received \"seed\". It decides how the study is made, not what is trained." },
        { Mlp, Space("search.trials", "\"choice\": [1, 2]"), "received \"search.trials\". It decides how the study is made, not what is trained." },
        { Mlp, Space("training.threads", "\"choice\": [1, 2]"), "received \"training.threads\". It changes the last digits only." },
        { Mlp, Space("training.engine", "\"choice\": [\"torch\", \"tensorflow\"]"), "received \"training.engine\". It changes the last digits only; compare it as a variant." },
        { Mlp, Space("training.landscape", "\"choice\": [true, false]"), "received \"training.landscape\". It is about what is measured, not about what is trained." },
        { Mlp, "\"space\": { \"training.optimizer\": { \"choice\": [{ \"type\": \"sgd\" }, { \"type\": \"adam\" }] }, \"training.optimizer.learningRate\": { \"uniform\": [0.1, 0.2] } }",
            "search.space['training.optimizer.learningRate']: expected options that do not lie in each other, received \"training.optimizer.learningRate\" in \"training.optimizer\"." },
        { Mlp, Space("model.dropout", ""), "search.space['model.dropout']: expected exactly one of uniform, logUniform, uniformInteger, logUniformInteger, choice, received none." },
        { Mlp, Space("model.dropout", "\"uniform\": [0, 0.5], \"choice\": [0, 0.5]"),
            "search.space['model.dropout']: expected exactly one of uniform, logUniform, uniformInteger, logUniformInteger, choice, received uniform, choice." },
        { Mlp, Space("model.dropout", "\"uniform\": [0.5, 0.1]"), "search.space['model.dropout'].uniform: expected a lower bound below the upper one, received [0.5, 0.1]." },
        { Mlp, Space("model.dropout", "\"uniform\": [0.5]"), "search.space['model.dropout'].uniform: expected an array of 2 values, received one of 1." },
        { Mlp, Space("model.l2", "\"logUniform\": [0, 0.1]"), "search.space['model.l2'].logUniform: expected bounds above 0, because their logarithms are spread evenly, received [0, 0.1]." },
        { Mlp, Space("model.l2", "\"choice\": [0.1]"), "search.space['model.l2'].choice: expected at least two values to choose from, received 1. Set a single value on the scenario itself." },
        { Mlp, Space("model.l2", "\"choice\": []"), "search.space['model.l2'].choice: expected at least two values to choose from, received 0. Set a single value on the scenario itself." },
        { Mlp, Space("model.l2", "\"choice\": [0.1, 0.2, 0.1]"), "search.space['model.l2'].choice: expected every value once, received 0.1 again." },
        { Mlp, Space("model.dropout", "\"uniformInteger\": [0, 1]"),
            "search.space['model.dropout'].uniformInteger: expected \"uniform\" or \"logUniform\" or \"choice\", because the option is a number that need not be whole, received \"uniformInteger\"." },
        { Mlp, Space("training.batchSize", "\"uniform\": [8, 64]"),
            "search.space['training.batchSize'].uniform: expected \"uniformInteger\" or \"logUniformInteger\" or \"choice\", because the option is an integer, received \"uniform\"." },
        { Mlp, Space("training.optimizer.type", "\"uniform\": [1, 2]"), "search.space['training.optimizer.type'].uniform: expected \"choice\", because the option is no number, received \"uniform\"." },
        { Mlp, Space("model.dropout", "\"uniform\": [0, 1]"), "search.space['model.dropout'].uniform[1]: expected a number in [0, 1), received 1. The default is 0." },
        { Mlp, Space("model.activation", "\"choice\": [\"relu\", \"rely\"]"), "search.space['model.activation'].choice[1]: expected one of \"linear\", \"relu\", \"leakyRelu\", \"elu\", \"gelu\", \"tanh\", \"sigmoid\", \"softmax\", "
            + "received \"rely\". Did you mean \"relu\"?" },
        { """{ "type": "mlp", "dropout": 0.5 }""", Space("model.hiddenUnits", "\"choice\": [[], [8]]"),
            "search.space['model.hiddenUnits'].choice[0]: expected a value with which \"model.dropout\" is right (0, because there is no hidden layer that it could follow), received an array." },
        { Mlp, "\"space\": { \"model.dropout\": { \"choice\": [0, 0.5] } }, \"objective\": \"test.accuracy\"",
            "search.objective: expected one of the objectives selection.logLoss, selection.accuracy, selection.balancedAccuracy, selection.macroF1, received \"test.accuracy\". "
            + "What chooses cannot be what judges: the best of many scores is too good, and the set that gave it says nothing about new samples any more." },
        { Mlp, "\"space\": { \"model.dropout\": { \"choice\": [0, 0.5] } }, \"objective\": \"validation.logLoss\"", "What chooses cannot be what judges: "
            + "the best of many scores is too good, and the set that gave it says nothing about new samples any more." },
        { Mlp, "\"space\": { \"model.dropout\": { \"choice\": [0, 0.5] } }, \"objective\": \"accuracy\"",
            "search.objective: expected one of the objectives selection.logLoss, selection.accuracy, selection.balancedAccuracy, selection.macroF1, received \"accuracy\". Did you mean \"selection.accuracy\"?" },
        { Logistic, Space("model.l2", "\"choice\": [0, 0.5]") + ", \"prune\": {}", "search.prune: expected \"prune\" only for networks, which train in epochs, received the member \"prune\". "
            + "Remove it (in a variant: \"search\": { \"prune\": null })." },
        { Mlp, Space("model.l2", "\"choice\": [0, 0.5]") + ", \"trials\": 4, \"prune\": { \"after\": 4 }",
            "search.prune.after: expected a number below the 4 trials, because the first ones are never stopped, received 4. Set a smaller number, or more trials, or remove \"prune\"." },
        { Mlp, Space("model.l2", "\"choice\": [0, 0.5]") + ", \"prune\": { \"epochs\": 10 }",
            "search.prune.epochs: expected a number below the 10 epochs of training, received 10. Set a smaller number, or remove \"prune\"." },
        { Mlp, Space("model.l2", "\"choice\": [0, 0.5]") + ", \"trials\": 3, \"parallel\": 4", "search.parallel: expected at most the 3 trials, received 4." },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void Load_SearchThatCannotBeMade_IsReported(string model, string search, string problem) =>
        AssertSays(problem, ConfigurationText.Table, model, $$"""  "search": { {{search}} } """);

    [Fact]
    public void Load_SearchThatCanBeMade_HoldsOutASelectionSet()
    {
        using ConfigurationText text = new();
        const string Search = """
            "search": { "strategy": "bayesian", "trials": 12, "prune": { "after": 3 }, "space": {
              "training.optimizer.learningRate": { "logUniform": [1e-4, 1e-1] }, "training.optimizer.type": { "choice": ["adam", "rmsProp"] },
              "training.batchSize": { "logUniformInteger": [8, 64] }, "model.hiddenUnits": { "choice": [[8], [8, 8]] }, "model.dropout": { "uniform": [0, 0.5] } } },
            "variants": { "none": { "search": null }, "other": { "search": { "strategy": "random" } } }
            """;

        Assert.Equal(5, text.Baseline(ConfigurationText.Scenario("""{ "type": "table", "train": "train.csv", "label": "y", "split": { "selection": 0.2 } }""", Mlp, Search)).Search!.Space.Count);
    }

    /// <summary>A variant that inherits the search has to have its options, or to say that it does not search.</summary>
    [Fact]
    public void Load_VariantWithoutTheSearchedOption_IsReportedAtTheVariant()
    {
        using ConfigurationText text = new();
        const string More = """
            "search": { "space": { "training.optimizer.beta1": { "uniform": [0.8, 0.99] } } },
            "variants": { "sgd": { "training": { "optimizer": { "type": "sgd" } } }, "plain": { "search": null, "training": { "optimizer": { "type": "sgd" } } } }
            """;

        string problem = Assert.Single(text.Problems(ConfigurationText.Scenario(ConfigurationText.Table, Mlp, More)));
        Assert.EndsWith(
            "$.scenarios.mine.variants.sgd.search.space: expected the path of an option; \"training.optimizer\" has the members type, learningRate, weightDecay, momentum, nesterov, "
                + "received \"training.optimizer.beta1\". It is a member of the type \"adam\" or \"adamW\".",
            problem, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Parts => new()
    {
        { Table("\"classes\": { \"a\": 1 }"), Mlp, "", "data.classes: expected at least two classes, received 1." },
        { Idx("\"classNames\": [\"cat\", \"dog\"], \"classes\": { \"cat\": 1, \"dgo\": 1 }"), Cnn, "", "data.classes.dgo: expected one of the classes cat, dog, or their labels 0, 1, received \"dgo\". Did you mean \"dog\"?" },
        { """{ "type": "synthetic", "classes": { "0": 1, "2": 0.5 } }""", Mlp, "", "data.classes.2: expected one of the classes 0, 1, received \"2\"." },
        { """{ "type": "syntheticImages", "classes": { "circle": 1, "ring": 0.5 } }""", Cnn, "", "data.classes.ring: expected one of the classes circle, square, triangle, cross, received \"ring\"." },
        { Table("\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"a\", \"a\"]] }"), Mlp, "", "data.labelNoise.pairs: expected pairs of two different classes, received [\"a\", \"a\"]." },
        { Table("\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"a\", \"b\", \"c\"]] }"), Mlp, "", "data.labelNoise.pairs: expected pairs of two different classes, received [\"a\", \"b\", \"c\"]." },
        { Table("\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"a\", \"b\"], [\"b\", \"c\"]] }"), Mlp, "", "data.labelNoise.pairs: expected every class in one pair, received \"b\" again. Each class is mistaken for one other." },
        { Table("\"labelNoise\": { \"rate\": 0.1, \"pairs\": [] }"), Mlp, "", "data.labelNoise.pairs: expected at least one pair of classes, received an empty array. Remove it to mistake every class for every other." },
        { Idx("\"classNames\": [\"cat\", \"dog\"], \"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"cat\", \"dgo\"]] }"), Cnn, "",
            "data.labelNoise.pairs: expected one of the classes cat, dog, or their labels 0, 1, received \"dgo\". Did you mean \"dog\"?" },
        { Table("\"labelNoise\": { \"rate\": 1.1 }"), Mlp, "", "data.labelNoise.rate: expected a number in [0, 1], received 1.1." },
        { Idx("\"corrupt\": {}"), Cnn, "", "data.corrupt: expected at least one change of the test images, received none. Set one of rescale, blur, brightness, contrast, noise, jpeg, or remove it." },
        { Table("\"corrupt\": { \"blur\": 1 }"), Mlp, "", "received the unknown member \"corrupt\". It is a member of the type \"imageFolder\" or \"imageList\" or \"idx\" or \"syntheticImages\"." },
        { Table("\"exclude\": \"trian.csv\""), Mlp, "", "data.exclude: expected an existing file, received FOLDER/trian.csv, which does not exist. There is no \"trian.csv\" in FOLDER. Did you mean \"train.csv\"?" },

        { """{ "type": "synthetic", "shares": [1.0] }""", Mlp, "", "data.shares[0]: expected a number in [0.0001, 0.9999], received 1.0." },
        { """{ "type": "synthetic", "shares": [0.5] }""", Mlp, "", "data.shares: expected at least two classes, received 1." },
        { """{ "type": "synthetic", "shares": [0.9, 0.2] }""", Mlp, "", "data.shares: expected shares that add up to 1, received 1.1." },
        { """{ "type": "syntheticImages", "shapes": ["ring", "ring"] }""", Cnn, "", "data.shapes: expected at least two different shapes, received 1." },
        { """{ "type": "syntheticImages", "shapes": ["ring", "bar", "ring"] }""", Cnn, "", "data.shapes: expected every shape once, received \"ring\" again." },
        { """{ "type": "syntheticImages", "onUnreadable": "skip" }""", Cnn, "", "data.onUnreadable: expected \"onUnreadable\" only for images that are read, received the member \"onUnreadable\". Remove it." },
        { """{ "type": "synthetic", "split": { "test": 0.3 } }""", Mlp, "",
            "data.split.test: expected no share for the test set, because \"testRows\" brings one, received the member \"test\". Remove it." },
        { """{ "type": "syntheticImages", "split": { "strategy": "kFold" } }""", Cnn, "\"repeats\": 5, \"vary\": [\"split\"]",
            "data.split.strategy: expected another strategy, because \"testCount\" brings a test set and \"kFold\" makes its own, received \"kFold\"." },
        { """{ "type": "synthetic", "split": { "strategy": "grouped", "groupBy": "x1" } }""", Mlp, "",
            "data.split.strategy: expected \"stratified\" or \"random\", because generated samples have no groups and no times, received \"grouped\"." },
        { Synthetic, Cnn, "", "model.type: expected \"mlp\" or \"logisticRegression\" for a table, received \"cnn\"." },
        { Synthetic, Mlp, "\"pipeline\": { \"augment\": {} }", "pipeline.augment: expected members for tables: missingNumbers, missingIndicators, categories, hashBits, scaling, alignTest, "
            + "received the member \"augment\". Remove it; it applies to images." },
        { Synthetic, Mlp, "\"pipeline\": { \"missingNumbers\": \"zero\" }", "pipeline.missingNumbers: expected members for generated tables: scaling, alignTest, received the member \"missingNumbers\". "
            + "Remove it; generated features are numbers, and none is missing." },
        { Images, Cnn, "\"pipeline\": { \"scaling\": \"none\" }", "pipeline.scaling: expected members for images: width, height, resize, color, normalization, augment, test, alignTest, received the member \"scaling\". Remove it; it applies to tables." },
        { Synthetic, Mlp, "\"variants\": { \"v\": { \"data\": { \"shares\": [0.2, 0.3, 0.5] } } }", "variants.v.data.shares: expected 2 classes as in the scenario, received 3. "
            + "Make it a scenario of its own: variants are compared on the same task and the same rows." },
        { Images, Cnn, "\"variants\": { \"v\": { \"data\": { \"shapes\": [\"ring\", \"bar\"] } } }", "variants.v.data.shapes: expected the classes of the scenario, received the member \"shapes\". "
            + "Make it a scenario of its own: variants are compared on the same task and the same rows." },

        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"classes\": [\"a\"] } }", "pipeline.augment.classes: expected \"classes\" only with an augmentation, received the member \"classes\". "
            + "Set one, such as \"rotation\": 10, or remove it." },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [] } }", "pipeline.augment.classes: expected at least one class, received an empty array. Remove it to augment all classes." },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [\"a\", \"a\"] } }", "pipeline.augment.classes: expected every class once, received \"a\" again." },
        { Images, Cnn, "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [\"cirle\"] } }",
            "pipeline.augment.classes: expected one of the classes circle, square, triangle, cross, received \"cirle\". Did you mean \"circle\"?" },

        { Images, """{ "type": "cnn", "filters": [8], "preset": "small" }""", "", "model.preset: expected either \"filters\" or \"preset\", received the member \"preset\". Remove one of them (in a variant: \"preset\": null)." },
        { Images, """{ "type": "cnn", "filters": [] }""", "", "model.filters: expected at least one convolution, received an empty array. Use \"type\": \"mlp\" for none." },
        { Images, """{ "type": "cnn", "denseUnits": 8 }""", "", "model.denseUnits: expected \"denseUnits\" only with \"filters\", received the member \"denseUnits\". Set filters such as [16, 32], or remove it." },
        { Images, """{ "type": "cnn", "preset": "large", "batchNormalization": false }""", "",
            "model.batchNormalization: expected no \"batchNormalization\" with the preset \"large\", which has it anyway, received the member \"batchNormalization\". Remove it." },
        { Images, """{ "type": "mlp", "hiddenUnits": [], "batchNormalization": true }""", "", "model.batchNormalization: expected false, because there is no hidden layer that it could follow, received true." },
        { Images, """{ "type": "mlp", "layers": [{ "type": "flatten" }], "batchNormalization": true }""", "",
            "model.batchNormalization: expected either \"layers\" or the short form (dropout, l2, batchNormalization, hiddenUnits, activation, preset, filters, denseUnits), "
            + "received the member \"batchNormalization\". Say it in the layers, or remove \"layers\" (in a variant: \"layers\": null)." },

        { Synthetic, Mlp, "\"training\": { \"shuffleBuffer\": 10 }", "training.shuffleBuffer: expected \"shuffleBuffer\" only with the order \"buffered\", received the member \"shuffleBuffer\". Set \"order\": \"buffered\", or remove it." },
        { Synthetic, Mlp, "\"training\": { \"tensorFlowLibrary\": \".\" }", "training.tensorFlowLibrary: expected \"tensorFlowLibrary\" only with the engine \"tensorflow\", received the member \"tensorFlowLibrary\". Set \"engine\": \"tensorflow\", or remove it." },
        { Synthetic, Mlp, "\"training\": { \"order\": \"source\", \"sampling\": \"stratified\" }",
            "training.sampling: expected \"natural\" with the order \"source\", which takes the samples as they come, received \"stratified\". Set \"order\": \"shuffled\", or remove it." },
        { Synthetic, Logistic, "\"training\": { \"sampling\": \"stratified\" }", "training.sampling: expected \"natural\", \"oversample\" or \"undersample\" for logisticRegression, which has no batches, received \"stratified\"." },
        { Synthetic, Logistic, "\"training\": { \"order\": \"source\" }", "training.order: expected the members that logisticRegression reads: sampling, classWeighting, classWeights, threads, received the member \"order\". "
            + "Remove it; solver, maximumIterations and tolerance stand in \"model\"." },
        { Synthetic, Logistic, "\"training\": { \"landscape\": true }", "training.landscape: expected the members that logisticRegression reads: sampling, classWeighting, classWeights, threads, received the member \"landscape\". "
            + "Remove it; solver, maximumIterations and tolerance stand in \"model\"." },

        { ConfigurationText.Table, Mlp, "\"vary\": [\"data\"]", "vary: expected \"data\" only where something of the data is random, received \"data\". Remove it, or set generated data, labelNoise, trainSize or shares of classes." },

        { Synthetic, Mlp, "\"varianceComponents\": { \"streams\": [] }", "varianceComponents.streams: expected at least one stream, received an empty array." },
        { Synthetic, Mlp, "\"varianceComponents\": { \"streams\": [\"init\", \"init\"] }", "varianceComponents.streams: expected every stream once, received \"init\" again." },
        { Synthetic, Mlp, "\"varianceComponents\": { \"streams\": [\"split\"] }", "varianceComponents.streams: expected streams that vary from repeat to repeat, received \"split\". Add \"split\" to \"vary\"." },
        { Synthetic, Mlp, "\"varianceComponents\": { \"streams\": [\"dropout\"] }", "varianceComponents.streams: expected streams that change something here, received \"dropout\". There is no dropout. Remove it." },
        { Images, Cnn, "\"varianceComponents\": { \"streams\": [\"augment\"] }", "varianceComponents.streams: expected streams that change something here, received \"augment\". Nothing is augmented. Remove it." },
        { Synthetic, Mlp, "\"varianceComponents\": { \"streams\": [\"sampling\"] }",
            "varianceComponents.streams: expected streams that change something here, received \"sampling\". Classes are neither over- nor under-sampled. Remove it." },
        { Synthetic, Logistic, "\"varianceComponents\": { \"streams\": [\"init\"] }",
            "varianceComponents.streams: expected streams that change something here, received \"init\". A logistic model starts without random weights. Remove it." },
        { Synthetic, Logistic, "\"varianceComponents\": { \"streams\": [\"order\"] }",
            "varianceComponents.streams: expected streams that change something here, received \"order\". The solver \"lbfgs\" reads all rows at once. Remove it." },
        { Synthetic, Mlp, "\"training\": { \"order\": \"source\" }, \"varianceComponents\": { \"streams\": [\"order\"] }",
            "varianceComponents.streams: expected streams that change something here, received \"order\". The samples are presented in the order of the source. Remove it." },
        { ConfigurationText.Table, Mlp, "\"vary\": [\"init\", \"split\"], \"varianceComponents\": { \"streams\": [\"init\", \"split\"] }",
            "varianceComponents: expected variance components only where every run is tested on the same rows, received the member \"varianceComponents\". Give a test set, or take \"split\" out of \"vary\"." },
        { Synthetic, Mlp, "\"vary\": [\"init\", \"data\"], \"varianceComponents\": { \"streams\": [\"init\"] }",
            "varianceComponents: expected variance components only where every run is tested on the same rows, received the member \"varianceComponents\". Take \"data\" out of \"vary\"; it draws the test samples anew." },

        { Synthetic, Mlp, Epochs + ", \"labelAudit\": { \"variants\": [\"log\"] }", "labelAudit.variants: expected one of the variants baseline, long, received \"log\". Did you mean \"long\"?" },
        { Synthetic, Mlp, "\"labelAudit\": { \"variants\": [] }", "labelAudit.variants: expected at least one variant, received an empty array." },
        { Synthetic, Mlp, "\"labelAudit\": { \"variants\": [\"baseline\", \"baseline\"] }", "labelAudit.variants: expected every variant once, received \"baseline\" again." },
        { Synthetic, Mlp, "\"rangeTest\": { \"variants\": [\"log\"] }", "rangeTest.variants: expected one of the variants baseline, received \"log\"." },
        { Synthetic, Logistic, "\"rangeTest\": {}", "rangeTest.variants: expected variants whose model is a network, because others have no learning rate, received \"baseline\"." },
        { Synthetic, Mlp, "\"rangeTest\": { \"minimum\": 0.1, \"maximum\": 0.1 }", "rangeTest.minimum: expected a first learning rate below the last one, received 0.1 to 0.1." },
        { ConfigurationText.Table, Mlp, "\"variants\": { \"v\": { \"claim\": null } }", "variants.v.claim: expected a member that a variant may change, received the member \"claim\". A claim is about variants; write it on the scenario." },
        { Table("\"classes\": { \"a\": 1, \"b\": 0.5 }"), Mlp, "\"variants\": { \"v\": { \"data\": { \"classes\": { \"a\": 0.5 } } } }",
            "variants.v.data.classes: expected a member that a variant may change, received the member \"classes\". All variants predict the same classes on the same rows; choose them on the scenario." },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Load_ContradictionInAPart_IsReported(string data, string model, string more, string problem) => AssertSays(problem, data, model, more);

    public static TheoryData<string, string, string> Accepted => new()
    {
        { """{ "type": "synthetic", "shares": [0.33, 0.33, 0.34], "labels": "linear", "labelNoise": { "rate": 0 } }""", Mlp, "\"vary\": [\"init\", \"data\"], \"sweep\": { \"data.labelNoise.rate\": [0, 0.1, 0.2] }" },
        { """{ "type": "syntheticImages", "corrupt": { "jpeg": 100 }, "trainSize": 100 }""", Cnn, "\"sweep\": { \"data.corrupt.blur\": [0.5, 1] }" },
        { Table("\"labelNoise\": { \"rate\": 0, \"pairs\": [[\"a\", \"b\"]] }, \"classes\": { \"a\": 1, \"b\": 0.5 }"), Mlp, "" },
        { Table("\"trainSize\": 10, \"split\": { \"strategy\": \"kFold\" }"), Mlp, "\"repeats\": 5, \"vary\": [\"split\"]" },
        { Images, """{ "type": "cnn", "filters": [8, 16], "denseUnits": 0, "batchNormalization": true }""",
            "\"training\": { \"order\": \"buffered\", \"shuffleBuffer\": 10, \"landscape\": true }, \"labelAudit\": {}, \"rangeTest\": {}, \"variants\": { \"plain\": { \"model\": { \"type\": \"logisticRegression\" } } }" },
        { Synthetic, """{ "type": "mlp", "dropout": 0.5 }""", "\"vary\": [\"init\", \"order\", \"dropout\", \"split\"], \"varianceComponents\": { \"streams\": [\"init\", \"order\", \"dropout\", \"split\"] }" },
        { ConfigurationText.Table, Mlp, "\"vary\": [\"data\"], \"variants\": { \"noisy\": { \"data\": { \"labelNoise\": { \"rate\": 0.1 } } } }" },
        { Synthetic, Mlp, "\"variants\": { \"imbalanced\": { \"data\": { \"shares\": [0.9, 0.1] } } }" },
        { Images, Cnn, "\"pipeline\": { \"width\": 14, \"height\": 14, \"augment\": { \"rotation\": 9, \"classes\": [\"circle\"] } }" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Load_NoContradiction_Loads(string data, string model, string more)
    {
        using ConfigurationText text = new();

        Assert.NotNull(text.Baseline(ConfigurationText.Scenario(data, model, more)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{ \"type\": null }")]
    [InlineData("{ \"type\": \"none\" }")]
    public void Load_VariantWithoutData_IsReportedAndNothingElseFails(string data)
    {
        using ConfigurationText text = new();

        Assert.NotEmpty(text.Problems(ConfigurationText.Scenario(ConfigurationText.Table, Mlp, $$"""
            "variants": { "v": { "data": {{data}} } }
            """)));
    }

    private static void AssertSays(string problem, string data, string model, string more)
    {
        using ConfigurationText text = new();

        Assert.EndsWith(problem, Assert.Single(text.Problems(ConfigurationText.Scenario(data, model, more))), StringComparison.Ordinal);
    }

    private static string Space(string path, string dimension) => $$"""
        "space": { "{{path}}": { {{dimension}} } }
        """;

    private static string Idx(string members) => $$"""{ "type": "idx", "trainImages": "images.idx", "trainLabels": "labels.idx", {{members}} }""";

    private static string Table(string members) => $$"""{ "type": "table", "train": "train.csv", "label": "y", {{members}} }""";
}
