using System.Text.Json.Nodes;

namespace MlPipelines.Bench;

/// <summary>A study with known causes.</summary>
/// <param name="Name">Unique, made of the data set, the model, the plantings and the seed.</param>
/// <param name="DataSet">Where its samples come from.</param>
/// <param name="Model">The healthy model that plantings change.</param>
/// <param name="Plantings">What is planted; none in a healthy case.</param>
/// <param name="Seed">Which draw of samples, and the study's seed.</param>
/// <param name="Train">Training samples, validation included.</param>
/// <param name="Test">Test samples.</param>
internal sealed record DiagnosisCase(
    string Name, CaseDataSet DataSet, CaseModel Model, IReadOnlyList<Planting> Plantings, int Seed, int Train, int Test)
{
    /// <summary>A case of the usual size.</summary>
    public static DiagnosisCase Of(CaseDataSet dataSet, CaseModel model, int seed, params IReadOnlyList<Planting> plantings) =>
        Of(dataSet, model, seed, 1, plantings);

    /// <summary>A case of a part of the usual number of samples.</summary>
    public static DiagnosisCase Of(CaseDataSet dataSet, CaseModel model, int seed, double part, IReadOnlyList<Planting> plantings) => new(
        string.Join(" / ", [
            dataSet.Name,
            model.Name,
            .. plantings.Select(planting => $"{planting.Cause} {planting.Strength}"),
            .. part < 1 ? [$"{part:0.##} of the rows"] : Array.Empty<string>(),
            $"seed {seed}"]),
        dataSet,
        model,
        plantings,
        seed,
        (int)(part * dataSet.Train),
        (int)(part * dataSet.Test));
}

/// <summary>A model that suits its data, before anything is planted.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Repeats">Repeats of the study.</param>
/// <param name="Options">The scenario's <c>model</c> and <c>training</c>; a new object at each call.</param>
internal sealed record CaseModel(string Name, int Repeats, Func<JsonObject> Options)
{
    /// <summary>Whether training follows no seed, so that a repeat more says nothing.</summary>
    public bool IsDeterministic => this == Logistic;

    /// <summary>Two repeats, which show that seeds make no difference.</summary>
    public static CaseModel Logistic { get; } = new("logistic", 3, () => new JsonObject
    {
        ["model"] = new JsonObject { ["type"] = "logisticRegression", ["l2"] = 3 },
        ["training"] = new JsonObject(),
    });

    /// <summary>16 hidden units: enough for the tables here, too few to learn them by heart in these epochs.</summary>
    public static CaseModel Mlp { get; } = Network("mlp 16", [16], 15, 0.005, 0.1);

    /// <summary>For tables that no linear model fits.</summary>
    public static CaseModel WideMlp { get; } = Network("mlp 48", [48], 25, 0.01, 0);

    /// <summary>Large steps and few epochs, where the order of the rows matters: with the usual ones these networks recover from rows in the order of the classes.</summary>
    public static CaseModel BriskMlp { get; } = Network("mlp 16, rate 0.05", [16], 6, 0.05, 0);

    /// <summary>The same with still larger steps.</summary>
    public static CaseModel HastyMlp { get; } = Network("mlp 16, rate 0.1", [16], 5, 0.1, 0);

    /// <summary>The same for tables that no linear model fits.</summary>
    public static CaseModel BriskWideMlp { get; } = Network("mlp 48, rate 0.02", [48], 8, 0.02, 0);

    /// <summary>The same on pixels.</summary>
    public static CaseModel BriskImageMlp { get; } = Network("mlp 32, rate 0.005", [32], 5, 0.005, 0);

    /// <summary>On pixels.</summary>
    public static CaseModel ImageMlp { get; } = Network("mlp 32", [32], 10, 0.001, 0.1);

    private static CaseModel Network(string name, int[] units, int epochs, double rate, double dropout) => new(name, 6, () => new JsonObject
    {
        ["model"] = new JsonObject { ["type"] = "mlp", ["hiddenUnits"] = new JsonArray([.. units.Select(unit => JsonValue.Create(unit))]), ["dropout"] = dropout },
        ["training"] = new JsonObject
        {
            ["epochs"] = epochs,
            ["batchSize"] = 32,
            ["optimizer"] = new JsonObject { ["type"] = "adam", ["learningRate"] = rate },
        },
    });
}
