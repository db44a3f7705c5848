using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>Each case is a scenario with one contradiction and everything that is said about it.</summary>
public class CheckTests
{
    private const string Cnn = """{ "type": "cnn" }""";
    private const string Mlp = """{ "type": "mlp" }""";
    private const string Logistic = """{ "type": "logisticRegression" }""";

    public static TheoryData<string, string, string, string> Contradictions => new()
    {
        { Data("\"type\": \"imageFolder\", \"train\": \"photos/train\", \"test\": \"photos/train\""), Cnn, "", "data.test" },
        { Data("\"type\": \"imageFolder\", \"train\": \"photos\", \"test\": \"photos/test\""), Cnn, "", "data.test" },
        { Table("\"test\": \"train.csv\""), Mlp, "", "data.test" },
        { Idx("\"testImages\": \"more-images.idx\""), Cnn, "", "data.testLabels" },
        { Idx("\"testLabels\": \"more-labels.idx\""), Cnn, "", "data.testImages" },
        { Data("\"type\": \"idx\", \"trainImages\": \"images.idx\", \"trainLabels\": \"images.idx\""), Cnn, "", "data.trainLabels" },
        { Idx("\"classNames\": [\"a\"]"), Cnn, "", "data.classNames" },
        { Idx("\"classNames\": [\"a\", \" \"]"), Cnn, "", "data.classNames" },
        { Idx("\"classNames\": [\"a\", \"b\", \"a\"]"), Cnn, "", "data.classNames" },
        { Data("\"type\": \"imageList\", \"train\": \"list.csv\", \"pathColumn\": \"label\""), Cnn, "", "data.pathColumn" },
        { Table("\"columns\": { \"y\": \"numeric\" }"), Mlp, "", "data.columns" },
        { Table("\"separator\": \"a\""), Mlp, "", "data.separator" },
        { Data("\"type\": \"table\", \"train\": \"t.parquet\", \"label\": \"y\", \"separator\": \";\""), Mlp, "", "data.separator" },

        { Table(Split("\"strategy\": \"grouped\"")), Mlp, "", "data.split.groupBy" },
        { Table(Split("\"groupBy\": \"house\"")), Mlp, "", "data.split.groupBy" },
        { Table(Split("\"strategy\": \"time\"")), Mlp, "", "data.split.orderBy" },
        { Table(Split("\"orderBy\": \"day\"")), Mlp, "", "data.split.orderBy" },
        { Idx(Split("\"strategy\": \"grouped\", \"groupBy\": \"house\"")), Cnn, "", "data.split.strategy" },
        { Table(Split("\"strategy\": \"grouped\", \"groupBy\": \"y\"")), Mlp, "", "data.split.groupBy" },
        { Table(Split("\"test\": 0.3") + ", \"test\": \"test.csv\""), Mlp, "", "data.split.test" },
        { Table(Split("\"strategy\": \"kFold\", \"test\": 0.3")), Mlp, KFold, "data.split.test" },
        { Table(Split("\"folds\": 3")), Mlp, "", "data.split.folds" },
        { Table(Split("\"strategy\": \"kFold\"") + ", \"test\": \"test.csv\""), Mlp, KFold, "data.split.strategy" },
        { Table(Split("\"strategy\": \"kFold\", \"folds\": 3")), Mlp, "\"repeats\": 5, \"vary\": [\"split\"]", "repeats" },
        { Table(Split("\"strategy\": \"kFold\"")), Mlp, "\"repeats\": 10", "vary" },
        { Table(Split("\"selection\": 0.2")), Mlp, "", "data.split.selection" },
        { Table(Split("\"selection\": 0.2")), Logistic, "", "data.split.selection" },
        { Table(Split("\"validation\": 0.6, \"selection\": 0.4")), Mlp, "\"training\": { \"earlyStopping\": {} }", "data.split.validation" },

        { ConfigurationText.Table, Mlp, "\"pipeline\": { \"width\": 8, \"height\": 8 }", "pipeline.width pipeline.height" },
        { ConfigurationText.Table, Mlp, "\"pipeline\": { \"augment\": { \"rotation\": 8 } }", "pipeline.augment" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"scaling\": \"none\" }", "pipeline.scaling" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"width\": 8 }", "pipeline.height" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"resize\": \"pad\" }", "pipeline.resize" },
        { ConfigurationText.Table, Mlp, "\"pipeline\": { \"hashBits\": 4 }", "pipeline.hashBits" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"rotation\": 3, \"fillValue\": 9 } }", "pipeline.augment.fillValue" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"brightness\": 0.1, \"fillMode\": \"wrap\" } }", "pipeline.augment.fillMode" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": { \"rotation\": 3, \"erasingArea\": 0.5 } }", "pipeline.augment.erasingArea" },
        { ConfigurationText.Idx, Logistic, "\"pipeline\": { \"augment\": { \"rotation\": 3 } }", "pipeline.augment" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"test\": {} }", "pipeline.test" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"test\": { \"normalization\": \"standardize\" } }", "pipeline.test" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"color\": \"grayscale\", \"test\": { \"channelOrder\": \"bgr\" } }", "pipeline.test.channelOrder" },

        { ConfigurationText.Table, Cnn, "", "model.type" },
        { ConfigurationText.Idx, "{ \"type\": \"cnn\", \"layers\": [{ \"type\": \"flatten\" }], \"dropout\": 0.1, \"preset\": \"large\" }", "", "model.dropout model.preset" },
        { ConfigurationText.Idx, "{ \"type\": \"mlp\", \"layers\": [{ \"type\": \"flatten\" }], \"l2\": 0, \"hiddenUnits\": [3], \"activation\": \"relu\" }", "", "model.l2 model.hiddenUnits model.activation" },
        { ConfigurationText.Idx, "{ \"type\": \"cnn\", \"layers\": [] }", "", "model.layers" },
        { ConfigurationText.Idx, "{ \"type\": \"mlp\", \"layers\": [{ \"type\": \"conv2d\", \"filters\": 3 }] }", "", "model.layers" },
        { ConfigurationText.Idx, "{ \"type\": \"mlp\", \"hiddenUnits\": [], \"dropout\": 0.5 }", "", "model.dropout" },
        { ConfigurationText.Table, "{ \"type\": \"logisticRegression\", \"solver\": \"sdca\", \"l2\": 0 }", "", "model.l2" },

        { ConfigurationText.Table, Logistic, "\"training\": { \"epochs\": 3, \"threads\": 2, \"optimizer\": {} }", "training.epochs training.optimizer" },
        { ConfigurationText.Table, Mlp, "\"training\": { \"classWeighting\": \"balanced\", \"classWeights\": { \"a\": 2 } }", "training.classWeights" },
        { ConfigurationText.Table, Mlp, "\"training\": { \"classWeights\": {} }", "training.classWeights" },
        { ConfigurationText.Table, Mlp, "\"training\": { \"optimizer\": { \"type\": \"sgd\", \"nesterov\": true } }", "training.optimizer.nesterov" },
        { ConfigurationText.Table, Mlp, "\"training\": { \"schedule\": { \"type\": \"reduceOnPlateau\", \"minimumLearningRate\": 0.01 } }", "training.schedule.minimumLearningRate" },

        { ConfigurationText.Table, Mlp, "\"vary\": [\"init\", \"order\", \"init\"]", "vary" },
        { ConfigurationText.Table, Mlp, "\"vary\": []", "vary" },
    };

    private const string KFold = "\"repeats\": 5, \"vary\": [\"split\"]";

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Load_Contradiction_IsReportedWhereItStands(string data, string model, string more, string paths)
    {
        using ConfigurationText text = new();

        string[] problems = text.Problems(ConfigurationText.Scenario(data, model, more));

        Assert.Equal(paths.Split(' '), problems.Select(problem => problem.Split(' ')[1].Replace("$.scenarios.mine.", "", StringComparison.Ordinal).TrimEnd(':')));
    }

    public static TheoryData<string, string, string> Accepted => new()
    {
        { ConfigurationText.Folders, Cnn, "" },
        { Table("\"test\": \"test.csv\""), Logistic, "\"training\": { \"threads\": 2, \"sampling\": \"oversample\", \"classWeighting\": \"balanced\" }" },
        { Table(Split("\"strategy\": \"kFold\", \"folds\": 3")), Mlp, "\"repeats\": 6, \"vary\": [\"split\", \"init\"]" },
        { Table(Split("\"strategy\": \"grouped\", \"groupBy\": \"house\"")), Mlp, "" },
        { Table(Split("\"selection\": 0.2")), Mlp, "\"training\": { \"schedule\": { \"type\": \"reduceOnPlateau\" } }" },
        { Table(Split("\"selection\": 0.2")), Mlp, "\"variants\": { \"stop\": { \"training\": { \"earlyStopping\": {} } } }" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"test\": { \"normalization\": \"unit\" } }" },
        { ConfigurationText.Idx, Cnn, "\"pipeline\": { \"augment\": null }, \"training\": { \"earlyStopping\": null, \"clipNorm\": null }" },
        { ConfigurationText.Idx, Cnn, "\"vary\": [], \"repeats\": 1" },
        // A variant that is another model inherits the training of the network that it is compared with.
        { ConfigurationText.Table, Mlp, "\"training\": { \"epochs\": 3 }, \"variants\": { \"plain\": { \"model\": { \"type\": \"logisticRegression\" } } }" },
        { Table("\"test\": \"test.csv\""), Mlp, "\"variants\": { \"more\": { \"data\": { \"train\": \"list.csv\" } } }" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Load_NoContradiction_Loads(string data, string model, string more)
    {
        using ConfigurationText text = new();

        Assert.NotNull(text.Baseline(ConfigurationText.Scenario(data, model, more)));
    }

    [Fact]
    public void Load_ValueThatACheckNeedsIsBroken_ReportsOnlyThat()
    {
        using ConfigurationText text = new();

        string problem = Assert.Single(text.Problems(ConfigurationText.Scenario(
            ConfigurationText.Table, Mlp, "\"training\": { \"optimizer\": { \"type\": \"sgd\", \"nesterov\": true, \"momentum\": 9 } }")));
        Assert.Contains("momentum: expected a number in [0, 1), received 9", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Contradiction_SaysWhatWasExpectedAndWhatToDo()
    {
        using ConfigurationText text = new();

        string scenario = ConfigurationText.Scenario(
            Table(Split("\"strategy\": \"kFold\", \"folds\": 3")), Mlp, "\"repeats\": 5, \"vary\": [\"split\"]");
        int column = scenario.IndexOf('5', StringComparison.Ordinal) + 1;

        Assert.Equal(
            [$"mlconfig.json:1:{column} $.scenarios.mine.repeats: expected a multiple of the 3 folds, received 5. "
                + "Set \"repeats\": 6, so that every sample is tested equally often."],
            text.Problems(scenario));
    }

    [Fact]
    public void Load_Names_MustBeFoldersEverywhere()
    {
        using ConfigurationText text = new();
        string scenario = $$$"""{ "data": {{{ConfigurationText.Table}}}, "model": { "type": "mlp" }, "variants": { "Baseline": {}, "a b": {}, "Diagnose-x": {}, "x": {"seed":1}, "X": {} } }""";

        string[] problems = text.Problems($$$"""
            { "scenario": "one",
              "scenarios": { "On": {{{scenario}}}, "-v": 3, "{{{new string('n', 65)}}}": {}, "größe": null } }
            """);

        string name = "a name of at most 64 letters a-z, digits, \"-\" and \"_\" that begins with a letter or digit";
        Assert.Contains("mlconfig.json:1:15 $.scenario: expected one of the scenarios On, -v, " + new string('n', 65) + ", größe, received \"one\". Did you mean \"On\"?", problems);
        Assert.Contains(problems, problem => problem.Contains(
            "$.scenarios.On.variants.Diagnose-x: expected a name that does not begin with \"diagnose-\"", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.On.variants.Baseline: expected a name other than \"baseline\"", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.On.variants['a b']: expected {name}", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.On.variants.X: expected names that differ in more than upper and lower case", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.-v: expected {name}", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.-v: expected an object, received 3", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"$.scenarios.größe: expected {name}", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"nnn: expected {name}", StringComparison.Ordinal));
    }

    private static string Data(string members) => $$"""{ {{members}} }""";

    private static string Idx(string members) => Data($"\"type\": \"idx\", \"trainImages\": \"images.idx\", \"trainLabels\": \"labels.idx\", {members}");

    private static string Table(string members) => Data($"\"type\": \"table\", \"train\": \"train.csv\", \"label\": \"y\", {members}");

    private static string Split(string members) => $$"""
        "split": { {{members}} }
        """;
}
