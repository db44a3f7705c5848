using System.Text.Json.Nodes;

namespace MlPipelines.Bench;

/// <summary>Cases with one or two planted causes, at strengths from little to much, each cause in at least three data sets of which some are only scored.</summary>
internal static class PlantedCases
{
    private const int FirstSeed = 300;

    /// <summary>Test samples where a part of them is kept: what is left has to show the effect.</summary>
    private const int LargeTest = 6000;

    private static readonly CaseModel Mlp = CaseModel.Mlp;
    private static readonly CaseModel Wide = CaseModel.WideMlp;
    private static readonly CaseModel Image = CaseModel.ImageMlp;
    private static readonly CaseModel Logistic = CaseModel.Logistic;

    public static IEnumerable<DiagnosisCase> All =>
        ((IEnumerable<(CaseDataSet DataSet, CaseModel Model, int Train, Planting[] Plantings)>)[.. InData, .. InTraining, .. OnImages, .. Two, .. Moved])
        .Select((planted, index) => DiagnosisCase.Of(planted.DataSet, planted.Model, FirstSeed + index, planted.Plantings) is var item && planted.Train > 0
            ? item with { Train = planted.Train, Test = planted.Plantings.Any(planting => planting.Truth == TruthKind.ClassShares) ? LargeTest : item.Test }
            : item);

    private static (CaseDataSet, CaseModel, int, Planting[]) Of(CaseDataSet dataSet, CaseModel model, params Planting[] plantings) => (dataSet, model, 0, plantings);

    /// <summary>Copies that are equal in no number; last, because the place of a case is its seed.</summary>
    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> Moved =>
    [
        (CaseDataSets.Churn, Wide, 500, [RowPlantings.CopiesMoved(0.5, 0.02)]),
        (CaseDataSets.Blobs, Wide, 400, [RowPlantings.CopiesMoved(0.9, 0.01)]),
        (CaseDataSets.Attrition, Wide, 150, [RowPlantings.CopiesMoved(1, 0.05)]),
        (CaseDataSets.Credit, Wide, 500, [RowPlantings.CopiesMoved(0.7, 0.02)]),
        (CaseDataSets.Rings, Wide, 500, [RowPlantings.CopiesMoved(0.7, 0.01)]),
    ];

    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> InData =>
    [
        // Copies help models that can learn them by heart; a linear model they hardly help, and then nothing has to be found.
        (CaseDataSets.Churn, Wide, 500, [RowPlantings.Copies(0.4)]),
        (CaseDataSets.Attrition, Wide, 150, [RowPlantings.Copies(1)]),
        (CaseDataSets.Credit, Wide, 500, [RowPlantings.Copies(0.5, rounded: true)]),
        (CaseDataSets.Rings, Wide, 500, [RowPlantings.Copies(0.5)]),
        (CaseDataSets.Blobs, Wide, 400, [RowPlantings.Copies(0.9, rounded: true)]),
        (CaseDataSets.Tops, Image, 600, [RowPlantings.Copies(0.5)]),
        (CaseDataSets.Tops, Image, 600, [RowPlantings.Copies(0.9, rounded: true)]),
        (CaseDataSets.Churn, Logistic, 0, [RowPlantings.Copies(0.3)]),

        Of(CaseDataSets.Churn, Logistic, RowPlantings.LabelColumn(0.9, vanishes: false)),
        Of(CaseDataSets.Churn, Mlp, RowPlantings.LabelColumn(0.8, vanishes: true)),
        Of(CaseDataSets.Blobs, Logistic, RowPlantings.LabelColumn(0.9, vanishes: true)),
        Of(CaseDataSets.Credit, Logistic, RowPlantings.LabelColumn(0.95, vanishes: false)),
        Of(CaseDataSets.Credit, Mlp, RowPlantings.LabelColumn(0.9, vanishes: true)),
        Of(CaseDataSets.Attrition, Logistic, RowPlantings.LabelColumn(0.98, vanishes: false)),
        Of(CaseDataSets.Rings, Wide, RowPlantings.LabelColumn(0.9, vanishes: true)),

        Of(CaseDataSets.Churn, Logistic, RowPlantings.Conflicts(0.1)),
        Of(CaseDataSets.BreastCancer, Logistic, RowPlantings.Conflicts(0.3)),
        Of(CaseDataSets.Blobs, Mlp, RowPlantings.Conflicts(0.2)),
        Of(CaseDataSets.Credit, Logistic, RowPlantings.Conflicts(0.15)),
        Of(CaseDataSets.Penguins, Logistic, RowPlantings.Conflicts(0.3)),
        Of(CaseDataSets.Tops, Image, RowPlantings.Conflicts(0.1)),

        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Noise(0.4)),
        Of(CaseDataSets.BreastCancer, Mlp, OptionPlantings.Noise(0.3)),
        Of(CaseDataSets.Blobs, Wide, OptionPlantings.Noise(0.3)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Noise(0.2)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Noise(0.4)),
        Of(CaseDataSets.Credit, Mlp, OptionPlantings.Noise(0.4)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Noise(0.4)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Noise(0.3)),

        Of(CaseDataSets.Churn, Logistic, RowPlantings.MovedColumns(1)),
        Of(CaseDataSets.BreastCancer, Logistic, RowPlantings.MovedColumns(3)),
        Of(CaseDataSets.Blobs, Mlp, RowPlantings.MovedColumns(0.8)),
        Of(CaseDataSets.Credit, Logistic, RowPlantings.MovedColumns(5)),
        Of(CaseDataSets.Penguins, Mlp, RowPlantings.MovedColumns(1.5)),
        Of(CaseDataSets.Rings, Wide, RowPlantings.MovedColumns(0.5)),
        Of(CaseDataSets.Rings, Wide, RowPlantings.MovedColumns(0.15)),

        // What class shares cost is computed from validation recalls: there are as many validation rows as it takes to tell the effect from the smallest one. The class is one that is hard: among tops the shirt, of rings the outer one, of blobs the last.
        (CaseDataSets.Blobs, Logistic, 6000, [RowPlantings.ClassShares(0.03, 0)]),
        (CaseDataSets.Blobs, Logistic, 6000, [RowPlantings.ClassShares(0.8, 3)]),
        (CaseDataSets.Blobs, Mlp, 6000, [RowPlantings.ClassShares(0.7, 3)]),
        (CaseDataSets.Blobs, Mlp, 10000, [RowPlantings.ClassShares(0.9, 3)]),
        (CaseDataSets.Rings, Wide, 3000, [RowPlantings.ClassShares(0.9, 2)]),
        (CaseDataSets.Rings, Wide, 1000, [RowPlantings.ClassShares(0.8, 2)]),
        (CaseDataSets.Rings, Wide, 3000, [RowPlantings.ClassShares(0.02, 0)]),
        (CaseDataSets.Tops, Image, 1000, [RowPlantings.ClassShares(0.7, 4)]),
        (CaseDataSets.Tops, Image, 1000, [RowPlantings.ClassShares(0.9, 4)]),

        Of(CaseDataSets.Churn, Logistic, RowPlantings.Imbalance(0.05)),
        Of(CaseDataSets.Churn, Mlp, RowPlantings.Imbalance(0.15)),
        Of(CaseDataSets.Blobs, Mlp, RowPlantings.Imbalance(0.1)),
        Of(CaseDataSets.Blobs, Mlp, RowPlantings.Imbalance(0.05)),
        Of(CaseDataSets.Credit, Logistic, RowPlantings.Imbalance(0.1)),
        Of(CaseDataSets.Credit, Mlp, RowPlantings.Imbalance(0.2)),
        Of(CaseDataSets.Rings, Wide, RowPlantings.Imbalance(0.1)),

        // Which of these draws are unlucky by more than the smallest effect, the truth says.
        .. FewRows(CaseDataSets.Churn, Logistic),
        .. FewRows(CaseDataSets.Credit, Logistic),
        .. FewRows(CaseDataSets.Blobs, Logistic),
        .. FewRows(CaseDataSets.Tops, Image),
    ];

    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> FewRows(CaseDataSet dataSet, CaseModel model) =>
        ((int[])[25, 40, 60]).Select(rows => Of(dataSet, model, RowPlantings.FewTestRows(rows)));

    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> InTraining =>
    [
        (CaseDataSets.Churn, Mlp, 400, [OptionPlantings.Overfitting(256, 60)]),
        (CaseDataSets.Shoes, Image, 200, [OptionPlantings.Overfitting(256, 40)]),
        (CaseDataSets.Blobs, Mlp, 240, [OptionPlantings.Overfitting(256, 60)]),
        (CaseDataSets.Credit, Mlp, 400, [OptionPlantings.Overfitting(128, 80)]),
        (CaseDataSets.Attrition, Mlp, 0, [OptionPlantings.Overfitting(256, 60)]),
        (CaseDataSets.Tops, Image, 300, [OptionPlantings.Overfitting(128, 40)]),
        (CaseDataSets.Credit, Mlp, 0, [OptionPlantings.Overfitting(32, 20)]),

        Of(CaseDataSets.Rings, Wide, OptionPlantings.LinearModel),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.FewUnits(2)),
        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.StrongPenalty(0.5)),
        Of(CaseDataSets.Churn, Mlp, OptionPlantings.StrongPenalty(1)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.FewUnits(2)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.FewUnits(2)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.StrongPenalty(1)),

        Of(CaseDataSets.Attrition, Mlp, OptionPlantings.Epochs(1)),
        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.Epochs(1)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Epochs(1)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Epochs(2)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Epochs(2)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Epochs(1)),

        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Rate(300)),
        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.Rate(100)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Rate(100)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Rate(60)),
        Of(CaseDataSets.Credit, Mlp, OptionPlantings.Rate(300)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Rate(50)),

        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Rate(0.01)),
        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.Rate(0.01)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Rate(0.02)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Rate(0.01)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Rate(0.02)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Rate(0.01)),

        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.Batch(500)),
        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Batch(600)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Batch(500)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Batch(500)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Batch(90)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Batch(500)),

        Of(CaseDataSets.Churn, CaseModel.BriskMlp, OptionPlantings.Unshuffled()),
        Of(CaseDataSets.Attrition, CaseModel.HastyMlp, OptionPlantings.Unshuffled()),
        Of(CaseDataSets.Shoes, CaseModel.BriskImageMlp, OptionPlantings.Unshuffled()),
        Of(CaseDataSets.Shoes, CaseModel.BriskImageMlp, OptionPlantings.Unshuffled(buffer: 50)),
        Of(CaseDataSets.Credit, CaseModel.HastyMlp, OptionPlantings.Unshuffled()),
        Of(CaseDataSets.Rings, CaseModel.BriskWideMlp, OptionPlantings.Unshuffled()),
        Of(CaseDataSets.Tops, CaseModel.BriskImageMlp, OptionPlantings.Unshuffled()),

        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Diverging(10, 1000)),
        Of(CaseDataSets.Blobs, Mlp, OptionPlantings.Diverging(10, 100)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Diverging(10, 1000)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Diverging(10, 100)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Diverging(10, 1000)),

        Of(CaseDataSets.Shoes, Image, OptionPlantings.LaggingBatchNorm(4, 64)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.LaggingBatchNorm(3, 64)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.LaggingBatchNorm(10, 64)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.LaggingBatchNorm(8, 64)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.LaggingBatchNorm(4, 64)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.LaggingBatchNorm(3, 64)),

        // Few rows make few steps too, and a low rate then is a second cause that nobody planted, with the larger effect; so most of these cases have all their rows and few units.
        Of(CaseDataSets.Churn, Mlp, OptionPlantings.Unstable(4, 30)),
        Of(CaseDataSets.Credit, Mlp, OptionPlantings.Unstable(4, 40)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Narrow(4)),
        Of(CaseDataSets.Rings, Wide, OptionPlantings.Narrow(5)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Narrow(3)),
        Of(CaseDataSets.Penguins, Mlp, OptionPlantings.Narrow(4)),
    ];

    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> OnImages =>
    [
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Augmented("rotation 180", new JsonObject { ["rotation"] = 180 })),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Augmented("shifts of 40%", new JsonObject { ["widthShift"] = 0.4, ["heightShift"] = 0.4 })),
        Of(CaseDataSets.Shapes, Image, OptionPlantings.Augmented("noise 0.5", new JsonObject { ["gaussianNoise"] = 0.5 })),
        Of(CaseDataSets.Shapes, Image, OptionPlantings.Augmented("rotation 180", new JsonObject { ["rotation"] = 180 })),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Augmented("rotation 180", new JsonObject { ["rotation"] = 180 })),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Augmented("shifts of 30%", new JsonObject { ["widthShift"] = 0.3, ["heightShift"] = 0.3 })),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Augmented("noise 0.5", new JsonObject { ["gaussianNoise"] = 0.5 })),

        Of(CaseDataSets.Shoes, Image, OptionPlantings.Skew("none")),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Skew("unit")),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Skew("symmetric")),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Skew("unit")),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Skew("none")),
        Of(CaseDataSets.Shapes, Image, OptionPlantings.Skew("unit")),
        Of(CaseDataSets.Shapes, Image, OptionPlantings.Skew("symmetric")),

        Of(CaseDataSets.Shoes, Image, OptionPlantings.Corrupted("brightness 40%", new JsonObject { ["brightness"] = 0.4 })),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Corrupted("noise 40%", new JsonObject { ["noise"] = 0.4 })),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Corrupted("contrast 0.3", new JsonObject { ["contrast"] = 0.3 })),
    ];

    private static IEnumerable<(CaseDataSet, CaseModel, int, Planting[])> Two =>
    [
        Of(CaseDataSets.Blobs, Logistic, RowPlantings.MovedColumns(0.8), RowPlantings.Conflicts(0.2)),
        Of(CaseDataSets.Blobs, Mlp, RowPlantings.MovedColumns(0.4), OptionPlantings.Epochs(2)),
        (CaseDataSets.Rings, Wide, 1000, [RowPlantings.ClassShares(0.8, 1), OptionPlantings.Rate(0.1)]),
        Of(CaseDataSets.Credit, Logistic, RowPlantings.LabelColumn(0.9, vanishes: true), RowPlantings.Conflicts(0.1)),
        Of(CaseDataSets.Tops, Image, OptionPlantings.Skew("unit"), RowPlantings.Conflicts(0.1)),
        Of(CaseDataSets.Shoes, Image, OptionPlantings.Corrupted("noise 40%", new JsonObject { ["noise"] = 0.4 }), OptionPlantings.Epochs(1)),
        Of(CaseDataSets.Penguins, Mlp, RowPlantings.MovedColumns(1.5), OptionPlantings.Rate(0.02)),
    ];
}
