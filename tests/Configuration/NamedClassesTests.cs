using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

/// <summary>A class of IDX data is named by its name or by its label's number, and either way it is one class.</summary>
public class NamedClassesTests
{
    private const string Cnn = """{ "type": "cnn" }""";
    private const string Clothes = "\"classNames\": [\"t-shirt\", \"trouser\", \"pullover\"]";
    private static readonly string[] s_clothes = ["t-shirt", "trouser", "pullover"];

    [Theory]
    [InlineData("0", "t-shirt")]
    [InlineData("2", "pullover")]
    [InlineData("trouser", "trouser")]
    [InlineData("3", "3")]
    [InlineData("00", "00")]
    [InlineData("+1", "+1")]
    [InlineData("-1", "-1")]
    [InlineData(" 1", " 1")]
    [InlineData("1.0", "1.0")]
    [InlineData("\u0661", "\u0661")]
    [InlineData("99999999999", "99999999999")]
    [InlineData("", "")]
    public void Resolve_NameOrLabelNumber_IsTheClass(string written, string expected) =>
        Assert.Equal(expected, NamedClasses.Resolve(Idx(s_clothes), written));

    /// <summary>Labels 0, 1, 2 named by other digits: a name counts before a number, and only the label 0 has a number that is nobody's name.</summary>
    [Fact]
    public void Resolve_NameThatLooksLikeANumber_Wins()
    {
        IdxOptions data = Idx("2", "1", "5");

        Assert.Equal(["2", "1", "2", "5"], new[] { "0", "1", "2", "5" }.Select(name => NamedClasses.Resolve(data, name)));
        Assert.Equal(["0"], NamedClasses.Labels(data, ["2", "1", "5"]));
    }

    [Fact]
    public void Resolve_Scenario_NamesTheClassesOfEveryOption()
    {
        ScenarioOptions written = Scenario(Idx(s_clothes), "2", "0", "trouser");

        ScenarioOptions named = NamedClasses.Resolve(written);

        Assert.Equal([("pullover", 1), ("t-shirt", 0.25)], named.Data.Classes!.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["pullover", "t-shirt"], Assert.Single(named.Data.LabelNoise!.Pairs!));
        Assert.Equal(["t-shirt", "trouser"], named.Pipeline.Augment!.Classes!);
        Assert.Equal([("t-shirt", 2.5)], named.Training.ClassWeights!.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((0.1, 9, 3), (named.Data.LabelNoise.Rate, named.Pipeline.Augment.Rotation, named.Training.Epochs));
        Assert.Equal(ScenarioJson.ToJson(named).ToJsonString(), ScenarioJson.ToJson(NamedClasses.Resolve(named)).ToJsonString());
        Assert.Equal(ScenarioJson.ToJson(Scenario(Idx(s_clothes), "pullover", "t-shirt", "trouser")).ToJsonString(), ScenarioJson.ToJson(named).ToJsonString());
    }

    [Fact]
    public void Resolve_ClassesWithoutNames_LeavesTheScenario()
    {
        ScenarioOptions[] scenarios =
        [
            Scenario(Idx() with { ClassNames = null }, "2", "0", "1"),
            Scenario(new ImageFolderOptions { Train = "train" }, "2", "0", "1"),
            Scenario(new SyntheticImagesOptions(), "2", "0", "1"),
        ];

        Assert.All(scenarios, scenario => Assert.Same(scenario, NamedClasses.Resolve(scenario)));
        ScenarioOptions plain = new() { Data = Idx(s_clothes), Model = new CnnOptions() };
        Assert.Equal(ScenarioJson.ToJson(plain).ToJsonString(), ScenarioJson.ToJson(NamedClasses.Resolve(plain)).ToJsonString());
    }

    public static TheoryData<string, string, string> Problems => new()
    {
        { "\"classes\": { \"0\": 1, \"t-shirt\": 1, \"2\": 1 }", "", "data.classes.t-shirt: expected every class once, received \"t-shirt\", which is \"0\" again. Remove one of them." },
        { "\"classes\": { \"0\": 1, \"3\": 1 }", "", "data.classes.3: expected one of the classes t-shirt, trouser, pullover, or their labels 0, 1, 2, received \"3\"." },
        { "\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"0\", \"t-shirt\"]] }", "",
            "data.labelNoise.pairs: expected pairs of two different classes, received [\"0\", \"t-shirt\"]. \"0\" and \"t-shirt\" are the same class." },
        { "\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"0\", \"1\"], [\"pullover\", \"trouser\"]] }", "",
            "data.labelNoise.pairs: expected every class in one pair, received \"trouser\", which is \"1\" again. Each class is mistaken for one other." },
        { "\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"0\", \"10\"]] }", "",
            "data.labelNoise.pairs: expected one of the classes t-shirt, trouser, pullover, or their labels 0, 1, 2, received \"10\"." },
        { "\"classes\": { \"0\": 1, \"pullover\": 1 }, \"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"t-shirt\", \"1\"]] }", "",
            "data.labelNoise.pairs: expected one of the classes t-shirt, pullover, or their labels 0, 2, received \"1\"." },
        { "\"trainSize\": 9", "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [\"pullover\", \"2\"] } }",
            "pipeline.augment.classes: expected every class once, received \"2\", which is \"pullover\" again." },
        { "\"trainSize\": 9", "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [\"7\"] } }",
            "pipeline.augment.classes: expected one of the classes t-shirt, trouser, pullover, or their labels 0, 1, 2, received \"7\"." },
        { "\"trainSize\": 9", "\"training\": { \"classWeights\": { \"1\": 2, \"trouser\": 3 } }",
            "training.classWeights.trouser: expected every class once, received \"trouser\", which is \"1\" again. Remove one of them." },
        { "\"classes\": { \"0\": 1, \"1\": 1 }", "\"training\": { \"classWeights\": { \"2\": 2 } }",
            "training.classWeights.2: expected one of the classes t-shirt, trouser, or their labels 0, 1, received \"2\"." },
        { "\"classes\": { \"0\": 1, \"1\": 1 }", "\"variants\": { \"v\": { \"data\": { \"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"1\", \"trouser\"]] } } } }",
            "variants.v.data.labelNoise.pairs: expected pairs of two different classes, received [\"1\", \"trouser\"]. \"1\" and \"trouser\" are the same class." },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Load_ClassThatIsNoneOrNamedTwice_IsReported(string data, string more, string problem)
    {
        using ConfigurationText text = new();

        Assert.EndsWith($"$.scenarios.mine.{problem}", Assert.Single(text.Problems(ConfigurationText.Scenario(Data($"{Clothes}, {data}"), Cnn, more))), StringComparison.Ordinal);
    }

    /// <summary>A patch adds to the members as written, and only then is it known that two of them are one class.</summary>
    [Fact]
    public void Load_OverrideThatNamesTheClassInTheOtherWay_IsReportedThere()
    {
        using ConfigurationText text = new();
        string scenario = ConfigurationText.Scenario(Data($"{Clothes}, \"classes\": {{ \"0\": 1, \"2\": 0.5 }}"), Cnn);

        Assert.Equal(
            ["--set data.classes.t-shirt=0.5: expected every class once, received \"t-shirt\", which is \"0\" again. Remove one of them."],
            text.Problems(scenario, "data.classes.t-shirt=0.5"));
        Assert.Equal(0.5, text.Baseline(scenario, "data.classes.0=0.5").Data.Classes!["0"]);
    }

    [Theory]
    [InlineData("\"classes\": { \"2\": 1, \"t-shirt\": 0.5 }, \"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"0\", \"pullover\"]] }")]
    [InlineData("\"labelNoise\": { \"rate\": 0.1, \"pairs\": [[\"0\", \"2\"]] }")]
    public void Load_LabelNumbers_AreKeptAsWritten(string data)
    {
        using ConfigurationText text = new();

        ScenarioOptions options = text.Baseline(ConfigurationText.Scenario(
            Data($"{Clothes}, {data}"), Cnn,
            "\"pipeline\": { \"augment\": { \"rotation\": 9, \"classes\": [\"2\"] } }, \"training\": { \"classWeights\": { \"0\": 3, \"pullover\": 2 } }"));

        Assert.Equal(["2"], options.Pipeline.Augment!.Classes!);
        Assert.Contains("0", options.Data.LabelNoise!.Pairs![0]);
    }

    private static IdxOptions Idx(params string[] names) => new() { TrainImages = "images", TrainLabels = "labels", ClassNames = names };

    private static ScenarioOptions Scenario(DataOptions data, string first, string second, string third) => new()
    {
        Data = data with
        {
            Classes = new Dictionary<string, double> { [first] = 1, [second] = 0.25 },
            LabelNoise = new LabelNoiseOptions { Rate = 0.1, Pairs = [[first, second]] },
        },
        Pipeline = new PipelineOptions { Augment = new AugmentOptions { Rotation = 9, Classes = [second, third] } },
        Model = new CnnOptions(),
        Training = new TrainingOptions { Epochs = 3, ClassWeights = new Dictionary<string, double> { [second] = 2.5 } },
    };

    private static string Data(string members) => $$"""{ "type": "idx", "trainImages": "images.idx", "trainLabels": "labels.idx", {{members}} }""";
}
