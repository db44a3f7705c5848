using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>Causes that are planted by changing options of the scenario.</summary>
internal static class OptionPlantings
{
    /// <summary>A large network that learns a few samples by heart. The clean run has the same samples and the healthy model.</summary>
    public static Planting Overfitting(int units, int epochs) => Training(Causes.Overfitting, Text($"2 x {units} units, {epochs} epochs"), TruthKind.Overfitting, scenario =>
    {
        scenario["model"] = new JsonObject { ["type"] = "mlp", ["hiddenUnits"] = new JsonArray(units, units) };
        scenario["training"]!["epochs"] = epochs;
    });

    /// <summary>A model that cannot hold the task: few units, or a penalty that leaves nothing.</summary>
    public static Planting FewUnits(int units) => Training(Causes.Underfitting, Text($"{units} hidden units"), TruthKind.Accuracy, scenario =>
    {
        scenario["model"]!["hiddenUnits"] = new JsonArray(units);
        scenario["model"]!["dropout"] = 0;
    });

    /// <summary>A linear model where none is right. The clean run has the healthy network.</summary>
    public static Planting LinearModel { get; } = Training(Causes.Underfitting, "linear model", TruthKind.Accuracy, scenario =>
    {
        scenario["model"] = new JsonObject { ["type"] = "logisticRegression" };
        scenario["training"] = new JsonObject();
    });

    public static Planting StrongPenalty(double l2) => Training(Causes.Underfitting, Text($"l2 {l2}"), TruthKind.Accuracy, scenario => scenario["model"]!["l2"] = l2);

    public static Planting Epochs(int epochs) => Training(
        Causes.Undertrained, Text($"epochs {epochs}"), TruthKind.Accuracy, scenario => scenario["training"]!["epochs"] = epochs);

    public static Planting Rate(double factor) => Training(
        factor > 1 ? Causes.LearningRateTooHigh : Causes.LearningRateTooLow,
        factor > 1 ? Text($"times {factor}") : Text($"divided by {1 / factor:0}"),
        TruthKind.Accuracy,
        scenario => scenario["training"]!["optimizer"]!["learningRate"] =
            Math.Min(10, factor * scenario["training"]!["optimizer"]!["learningRate"]!.GetValue<double>()));

    public static Planting Batch(int size) => Training(
        Causes.BatchSize, Text($"batch {size}"), TruthKind.Accuracy, scenario => scenario["training"]!["batchSize"] = size);

    /// <summary>Rows class by class, presented as they come. Both runs have the rows so; the clean one shuffles.</summary>
    public static Planting Unshuffled(int? buffer = null) => Training(
        Causes.UnshuffledData, buffer is null ? "in order of the classes" : Text($"buffer of {buffer}"), TruthKind.Accuracy, scenario =>
        {
            scenario["training"]!["order"] = buffer is null ? "source" : "buffered";
            if (buffer is { } size)
            {
                scenario["training"]!["shuffleBuffer"] = size;
            }
        }) with
    { Both = RowPlantings.Sorted };

    /// <summary>Plain gradient descent with a rate and a penalty that no weight survives.</summary>
    public static Planting Diverging(double rate, double l2) => Training(Causes.NumericFailure, Text($"rate {rate}, l2 {l2}"), TruthKind.Failure, scenario =>
    {
        scenario["model"]!["l2"] = l2;
        scenario["training"]!["epochs"] = 60;
        scenario["training"]!["optimizer"] = new JsonObject { ["type"] = "sgd", ["learningRate"] = rate };
    });

    public static Planting Noise(double rate) => Training(Causes.LabelNoise, Text($"{100 * rate:0}% of the labels"), TruthKind.Accuracy, scenario =>
        scenario["data"]!["labelNoise"] = new JsonObject { ["rate"] = rate });

    /// <summary>Batch normalisation whose moving averages follow batches of a few rows.</summary>
    public static Planting SmallBatchNorm(int batch) => Training(
        Causes.TrainingModeMetric, Text($"batch normalisation, batch {batch}"), TruthKind.TrainingMode, scenario =>
        {
            scenario["model"]!["batchNormalization"] = true;
            scenario["training"]!["batchSize"] = batch;
        });

    /// <summary>Batch normalisation whose moving averages, with Keras' momentum of 0.99, have not arrived when so short a training ends.</summary>
    public static Planting LaggingBatchNorm(int epochs, int batch) => Training(
        Causes.TrainingModeMetric, Text($"batch normalisation, {epochs} epochs of batches of {batch}"), TruthKind.TrainingMode, scenario =>
        {
            scenario["model"]!["batchNormalization"] = true;
            scenario["training"]!["batchSize"] = batch;
            scenario["training"]!["epochs"] = epochs;
        });

    public static Planting Dropout(double rate) => Training(
        Causes.TrainingModeMetric, Text($"dropout {rate}"), TruthKind.TrainingMode, scenario => scenario["model"]!["dropout"] = rate);

    /// <summary>Few training rows, few units and few steps: every seed ends elsewhere.</summary>
    public static Planting Unstable(int units, int trainSize) => Training(
        Causes.SeedVariance, Text($"{units} units, {trainSize} training rows"), TruthKind.SeedSpread, scenario =>
        {
            scenario["model"]!["hiddenUnits"] = new JsonArray(units);
            scenario["model"]!["dropout"] = 0;
            scenario["data"]!["trainSize"] = trainSize;
        });

    /// <summary>So few units that some seeds end in a poor minimum, and so many steps that nothing else is in the way.</summary>
    public static Planting Narrow(int units) => Training(
        Causes.SeedVariance, Text($"{units} units, four times the epochs"), TruthKind.SeedSpread, scenario =>
        {
            scenario["model"]!["hiddenUnits"] = new JsonArray(units);
            scenario["model"]!["dropout"] = 0;
            scenario["training"]!["epochs"] = 4 * scenario["training"]!["epochs"]!.GetValue<int>();
        });

    /// <summary>Images only.</summary>
    public static Planting Augmented(string name, JsonObject augment) => Training(
        Causes.AugmentationMismatch, name, TruthKind.Accuracy, scenario => Pipeline(scenario)["augment"] = augment.DeepClone());

    /// <summary>Images only: the test path prepares pixels by another rule.</summary>
    public static Planting Skew(string normalization) => Training(Causes.PreprocessingSkew, $"test path {normalization}", TruthKind.Accuracy, scenario =>
        Pipeline(scenario)["test"] = new JsonObject { ["normalization"] = normalization });

    /// <summary>Images only: other images than in training.</summary>
    public static Planting Corrupted(string name, JsonObject corrupt) => Training(
        Causes.DistributionShift, name, TruthKind.Accuracy, scenario => scenario["data"]!["corrupt"] = corrupt.DeepClone());

    private static JsonNode Pipeline(JsonObject scenario) => scenario["pipeline"] ??= new JsonObject();

    private static Planting Training(string cause, string strength, TruthKind truth, Action<JsonObject> change) =>
        new(cause, strength, truth) { Options = change };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
