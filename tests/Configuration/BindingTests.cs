using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class BindingTests
{
    private const string Broken = """
        {
          "$schema": 3,
          "scenario": "images",
          "extra": 1,
          "scenarios": {
            "folder": {
              "extend": 3, "description": "", "claim": { "text": "", "variant": 1, "against": 2, "metric": false, "direction": "up", "smallestEffect": 11, "value": -2 },
              "data": { "classes": { "a": 0, "b": 2 }, "trainSize": 0, "labelNoise": { "rate": 1.5, "pairs": ["a"] }, "exclude": "none.csv",
                "corrupt": { "rescale": 0.5, "blur": 33, "brightness": 2, "contrast": -1, "noise": 1.1, "jpeg": 0 }, "type": "imageFolder", "train": "photos/trian", "test": "train.csv", "onUnreadable": "ignore", "allowOutside": 1,
                "split": { "strategy": "stratify", "test": 0.95, "validation": 0, "selection": 1, "groupBy": 1, "orderBy": [], "folds": 1 } },
              "pipeline": { "width": 0, "height": 1025, "resize": "fit", "color": "bw", "normalization": "minmax", "missingNumbers": "median",
                "missingIndicators": 1, "categories": "one-hot", "hashBits": 17, "scaling": true,
                "augment": { "classes": "a", "rotation": 181, "widthShift": -0.1, "heightShift": 1.1, "zoom": 1, "shear": 61, "horizontalFlip": "yes",
                  "verticalFlip": 0, "fillMode": "edge", "fillValue": 256, "randomCrop": 1.5, "brightness": 2, "contrast": 2,
                  "gaussianNoise": 2, "erasing": 2, "erasingArea": 0.01 },
                "test": { "resize": 1, "normalization": "off", "channelOrder": "gbr" }, "alignTest": "yes" },
              "model": { "type": "cnn", "dropout": 1, "l2": -1, "batchNormalization": 1, "preset": "huge", "filters": [0], "denseUnits": -1, "layers": [
                { "type": "conv2d", "kernelSize": 0, "strides": 0, "padding": "full", "activation": "swish", "useBias": 1, "kernelInitializer": "he", "l2": 1001 },
                { "type": "maxPool2d", "poolSize": 0, "strides": 0, "padding": 1 },
                { "type": "averagePool2d", "poolSize": 0, "strides": 0, "padding": 1 },
                { "type": "globalAveragePool", "size": 1 },
                { "type": "batchNorm", "momentum": 2, "epsilon": 0 },
                { "type": "dropout", "rate": 1 },
                { "type": "dense", "units": 0, "activation": null, "useBias": "no", "kernelInitializer": 0, "l2": -1 },
                { "type": "flatten", "axis": 1 },
                { "type": "activation" },
                { "units": 3 },
                "dense",
              ] },
              "training": { "epochs": 0, "batchSize": 65537, "order": "random", "shuffleBuffer": 0, "landscape": 1, "clipNorm": 0, "sampling": "over", "classWeighting": "auto", "classWeights": { "a": -1, "b": "2" },
                "cleanTrainingSample": 0, "threads": 0, "device": "gpu", "engine": "tensorFlow", "tensorFlowLibrary": "none.so",
                "optimizer": { "type": "sgd", "learningRate": 0, "weightDecay": 11, "momentum": 1, "nesterov": 1, "beta1": 0.9 },
                "schedule": { "type": "step", "warmupEpochs": -1, "every": 0, "factor": 0 },
                "earlyStopping": { "metric": "loss", "patience": 0, "minimumDelta": -1 } },
              "repeats": 0, "seed": -1, "vary": ["splits", 1], "variants": { "v": 1 }, "sweep": { "training.epochs": [null], "a": 1 }, "full": [],
              "search": { "strategy": "tpe", "trials": 0, "parallel": 0, "space": { "a": { "uniform": [1], "logUniform": ["1", 2], "uniformInteger": 3, "logUniformInteger": [1.5, 2], "choice": [null] } },
                "objective": 1, "prune": { "after": 0, "epochs": 0 } },
              "varianceComponents": { "streams": ["seed"], "pairs": 2, "bases": 2, "changes": 0 },
              "labelAudit": { "variants": [1], "folds": 1 },
              "rangeTest": { "variants": "a", "minimum": 0, "maximum": 101, "steps": 9 },
              "diagnosis": { "smallestEffect": 0 }, "gates": { "require": [1], "undecided": "maybe" },
              "execution": { "executor": "pbs", "partition": 1, "account": "", "timeLimit": 90, "memory": 4, "cpus": 0, "gpus": -1, "maxParallel": 0, "extra": [1], "scratch": 1, "program": 1 },
            },
            "list": {
              "data": { "type": "imageList", "train": "photos", "test": 3, "pathColumn": "", "labelColumn": null, "allowOutside": 1 },
              "model": { "type": "mlp", "hiddenUnits": [0, 2.5], "activation": "ReLU" },
              "training": { "optimizer": { "type": "adam", "beta1": 1, "beta2": -1, "epsilon": 0 }, "schedule": { "type": "cosine", "finalFraction": 2 } },
            },
            "idx": {
              "data": { "type": "idx", "trainImages": "images.id", "testImages": "no", "testLabels": "no", "classNames": "a" },
              "model": { "type": "logisticRegression", "solver": "sag", "l1": -1, "l2": 1e999, "maximumIterations": 99999999999, "tolerance": 0 },
              "training": { "optimizer": { "type": "rmsProp", "rho": 1, "momentum": 1, "epsilon": 0 },
                "schedule": { "type": "reduceOnPlateau", "factor": 1, "patience": 0, "minimumDelta": 11, "minimumLearningRate": 11 } },
            },
            "table": {
              "data": { "type": "table", "train": "train\u0000.csv", "test": "photos", "missingValues": [1], "columns": { "a": "number" }, "separator": ",," },
              "model": { "type": "svm" },
              "training": { "optimizer": { "type": "adamW", "epsilon": "1e-7" }, "schedule": "cosine" },
            },
            "generated": {
              "data": { "type": "synthetic", "trainRows": 1, "testRows": 0, "features": 0, "labels": "square", "shares": [0, 1] },
              "model": { "type": "transfer", "backbone": "photos", "output": "", "head": { "type": "logisticRegression", "l1": -1, "l2": -1, "maximumIterations": 0, "tolerance": 0 } },
              "search": {},
            },
            "drawn": {
              "data": { "type": "syntheticImages", "trainCount": 1, "testCount": 0, "side": 7, "shapes": ["star"], "color": 1, "noise": 2, "corrupt": 3, "labelNoise": {} },
              "model": { "type": "transfer", "backbone": "none.onnx", "output": 1, "head": { "type": "mlp", "hiddenUnits": [0], "activation": "ReLU", "dropout": 1, "l2": -1, "batchNormalization": 1 } },
              "claim": {},
            },
          },
        }
        """;

    [Fact]
    public void Load_EveryOptionBroken_ReportsEachInTheOrderOfTheFile()
    {
        using ConfigurationText text = new();

        string[] problems = text.Problems(Broken);

        Assert.Equal(BrokenMessages.All.ReplaceLineEndings("\n").TrimEnd('\n'), string.Join('\n', problems));
    }

    /// <summary>Every option of every record stands in the broken file, so that a new one cannot be forgotten there.</summary>
    [Fact]
    public void Load_EveryOptionBroken_LeavesNoneOut()
    {
        using ConfigurationText text = new();
        string problems = string.Join('\n', text.Problems(Broken));

        foreach (MemberShape member in AllRecords(OptionShapes.Scenario).Distinct().SelectMany(record => record.Members))
        {
            bool isLeaf = member.Shape is not (RecordShape or UnionShape or ListShape or MapShape);
            Assert.True(!isLeaf || problems.Contains($".{member.Name}: ", StringComparison.Ordinal), $"{member.Property.DeclaringType!.Name}.{member.Name} is not broken.");
        }
    }

    [Theory]
    [InlineData("\"epochs\": 3.0", 3)]
    [InlineData("\"epochs\": 1e2", 100)]
    public void Load_WholeNumberInAnotherNotation_IsAnInteger(string epochs, int value)
    {
        using ConfigurationText text = new();

        Assert.Equal(value, text.Baseline(Training(epochs)).Training.Epochs);
    }

    [Theory]
    [InlineData("\"learning_rate\": 1", "Did you mean \"learningRate\"?")]
    [InlineData("\"lr\": 1", "Did you mean \"learningRate\"?")]
    [InlineData("\"momentum\": 1", "It is a member of the type \"sgd\" or \"rmsProp\".")]
    [InlineData("\"epochs\": 1", "It belongs into \"training\" or \"search.prune\".")]
    [InlineData("\"qwertz\": 1", "received the unknown member \"qwertz\".")]
    public void Load_UnknownMember_SuggestsWhatWasMeant(string member, string suggestion)
    {
        using ConfigurationText text = new();

        string problem = Assert.Single(text.Problems(Training($$$""" "optimizer": { {{{member}}} } """)));
        Assert.EndsWith(suggestion, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RelativePaths_AreTakenFromTheFilesFolder()
    {
        using ConfigurationText text = new();
        ImageFolderOptions data = (ImageFolderOptions)text.Baseline(ConfigurationText.Scenario(
            $$"""{ "type": "imageFolder", "train": "./photos/../photos/train", "test": "{{Path.Combine(text.Folder, "photos", "test").Replace('\\', '/')}}" }""",
            """{ "type": "cnn" }""")).Data;

        Assert.Equal((Path.Combine(text.Folder, "photos", "train"), Path.Combine(text.Folder, "photos", "test")), (data.Train, data.Test));
    }

    /// <summary>Writing and reading leave <c>null</c> out, so a member that may be null has to be null by default.</summary>
    [Fact]
    public void Members_ThatMayBeNull_AreNullByDefault() => Assert.All(
        AllRecords(OptionShapes.File).SelectMany(record => record.Members).Where(member => member.IsNullable),
        member => Assert.Null(member.Default));

    [Fact]
    public void Load_MembersInTheWrongPlace_AreSentHome()
    {
        using ConfigurationText text = new();

        string[] problems = text.Problems(ConfigurationText.Scenario(
            ConfigurationText.Idx,
            """{ "type": "cnn", "optimizer": "adam" }""",
            """ "epochs": 3, "augment": {}, "training": { "learningRate": 0.1, "schedule": "cosine" } """));

        Assert.Equal(
            [
                "It belongs into \"training\".",
                "It belongs into \"training\" or \"search.prune\".",
                "It belongs into \"pipeline\".",
                "It belongs into \"training.optimizer\".",
                "Write { \"type\": \"cosine\" }.",
            ],
            problems.Select(problem => problem[(problem.IndexOf(". ", StringComparison.Ordinal) + 2)..]));
    }

    internal static IEnumerable<RecordShape> AllRecords(OptionShape shape) => shape switch
    {
        RecordShape record => [record, .. record.Members.SelectMany(member => AllRecords(member.Shape))],
        UnionShape union => union.Cases.SelectMany(item => AllRecords(item.Shape)),
        ListShape list => AllRecords(list.Element),
        MapShape map => AllRecords(map.Value),
        _ => [],
    };

    private static string Training(string members) =>
        ConfigurationText.Scenario(ConfigurationText.Table, """{ "type": "mlp" }""", $$$""" "training": { {{{members}}} } """);
}
