using System.Text.Json.Nodes;

namespace MlPipelines.Bench;

/// <summary>
/// Cases of a data set that the repository does not hold: a folder of IDX images of 28 x 28 pixels, or a CSV table. Every cause that such data can hold is planted at one strength that is chosen
/// without a look at the data, so that nothing is tuned to it; what the planting costs there, the truth says.
/// </summary>
internal static class OwnCases
{
    private const int FirstSeed = 600;
    private const int MostTrain = 1000;

    /// <summary>With fewer, a part of the training rows holds none of some classes.</summary>
    private const int FewestRows = 200;
    private const int MostTest = 1500;

    /// <summary>With fewer rows an effect of class shares cannot be told from the smallest one.</summary>
    private const int RowsForClassShares = 6000;

    /// <summary>Reads the data set.</summary>
    /// <param name="path">A folder with the training images and labels of an IDX data set by their usual names, gzipped; or a CSV file.</param>
    /// <param name="label">The column to predict; null for images.</param>
    /// <exception cref="InvalidDataException">There is no such data set, or too little of it.</exception>
    public static CaseDataSet Read(string path, string? label)
    {
        if (Directory.Exists(path) ? label is not null : !File.Exists(path) || label is null)
        {
            throw new InvalidDataException($"{path}: expected a folder of images, or a CSV file and with --label the column to predict");
        }

        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
        bool isImage = label is null;
        (IReadOnlyList<string> columns, IReadOnlyList<CaseRow> rows) = label is not null ? TableAsset.Read(path, label) : ([], IdxAsset.Read(path, [.. Enumerable.Range(0, 10)]));
        int train = Math.Min(MostTrain, rows.Count / 2);
        int classes = rows.Select(row => row.Label).Distinct().Count();
        if (classes < 2 || rows.Count < FewestRows)
        {
            throw new InvalidDataException($"{path}: expected at least {FewestRows} samples of at least two classes, received {rows.Count} of {classes}");
        }

        return new CaseDataSet(name, IsScored: true, isImage, train, Math.Min(MostTest, rows.Count - train), (_, seed, trainRows, testRows) =>
            CaseSamples.Draw(columns, rows, seed, trainRows, testRows, balanced: true), classes, rows.Count);
    }

    public static IEnumerable<DiagnosisCase> Of(CaseDataSet dataSet) =>
    [
        .. HealthyCases.Of(dataSet),
        .. (dataSet.IsImage ? Images(dataSet) : Tables(dataSet)).Select((planted, index) =>
            DiagnosisCase.Of(dataSet, planted.Model, FirstSeed + index, planted.Plantings) is var item && planted.Train > 0 ? item with { Train = planted.Train } : item),
        .. dataSet.Rows < RowsForClassShares ? [] : ClassShares(dataSet),
    ];

    private static IEnumerable<(CaseModel Model, int Train, Planting[] Plantings)> Tables(CaseDataSet dataSet) =>
    [
        (CaseModel.WideMlp, dataSet.Train / 2, [RowPlantings.Copies(0.5)]),
        (CaseModel.WideMlp, dataSet.Train / 2, [RowPlantings.Copies(0.9, rounded: true)]),
        (CaseModel.Logistic, 0, [RowPlantings.LabelColumn(0.95, vanishes: false)]),
        (CaseModel.Mlp, 0, [RowPlantings.LabelColumn(0.9, vanishes: true)]),
        (CaseModel.Logistic, 0, [RowPlantings.Conflicts(0.15)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Noise(0.35)]),
        (CaseModel.Logistic, 0, [RowPlantings.MovedColumns(2)]),
        (CaseModel.Mlp, 0, [RowPlantings.Imbalance(0.1)]),
        (CaseModel.Logistic, 0, [RowPlantings.FewTestRows(30)]),
        (CaseModel.Mlp, dataSet.Train / 4, [OptionPlantings.Overfitting(256, 60)]),
        (CaseModel.Mlp, 0, [OptionPlantings.StrongPenalty(1)]),
        (CaseModel.Mlp, 0, [OptionPlantings.FewUnits(1)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Epochs(1)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Rate(100)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Rate(0.01)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Batch(dataSet.Train / 2)]),
        (CaseModel.HastyMlp, 0, [OptionPlantings.Unshuffled()]),
        (CaseModel.Mlp, 0, [OptionPlantings.Diverging(10, 1000)]),
        (CaseModel.Mlp, 0, [OptionPlantings.LaggingBatchNorm(3, 64)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Narrow(2)]),
        (CaseModel.Logistic, 0, [RowPlantings.MovedColumns(2), RowPlantings.Conflicts(0.15)]),
        (CaseModel.Mlp, 0, [OptionPlantings.Epochs(1), RowPlantings.Conflicts(0.15)]),
        (CaseModel.WideMlp, dataSet.Train / 2, [RowPlantings.CopiesMoved(0.7, 0.02)]),
    ];

    private static IEnumerable<(CaseModel Model, int Train, Planting[] Plantings)> Images(CaseDataSet dataSet) =>
    [
        (CaseModel.ImageMlp, dataSet.Train / 2, [RowPlantings.Copies(0.5)]),
        (CaseModel.ImageMlp, dataSet.Train / 2, [RowPlantings.Copies(0.9, rounded: true)]),
        (CaseModel.ImageMlp, 0, [RowPlantings.Conflicts(0.15)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Noise(0.3)]),
        (CaseModel.ImageMlp, 0, [RowPlantings.Imbalance(0.1)]),
        (CaseModel.ImageMlp, 0, [RowPlantings.FewTestRows(30)]),
        (CaseModel.ImageMlp, dataSet.Train / 4, [OptionPlantings.Overfitting(128, 40)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.FewUnits(2)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.StrongPenalty(1)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Epochs(1)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Rate(50)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Rate(0.01)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Batch(dataSet.Train / 2)]),
        (CaseModel.BriskImageMlp, 0, [OptionPlantings.Unshuffled()]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Diverging(10, 1000)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.LaggingBatchNorm(3, 64)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Narrow(2)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Augmented("rotation 180", new JsonObject { ["rotation"] = 180 })]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Augmented("shifts of 40%", new JsonObject { ["widthShift"] = 0.4, ["heightShift"] = 0.4 })]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Skew("unit")]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Skew("none")]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Corrupted("noise 40%", new JsonObject { ["noise"] = 0.4 })]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Corrupted("brightness 40%", new JsonObject { ["brightness"] = 0.4 })]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Skew("unit"), RowPlantings.Conflicts(0.15)]),
        (CaseModel.ImageMlp, 0, [OptionPlantings.Corrupted("noise 40%", new JsonObject { ["noise"] = 0.4 }), OptionPlantings.Epochs(1)]),
    ];

    /// <summary>Each of the first three classes in turn is most of the test set: which of them is hard, the truth says.</summary>
    private static IEnumerable<DiagnosisCase> ClassShares(CaseDataSet dataSet) => Enumerable.Range(0, Math.Min(3, dataSet.Classes)).Select(position =>
        DiagnosisCase.Of(dataSet, HealthyCases.ModelsOf(dataSet)[^1], FirstSeed + 50 + position, RowPlantings.ClassShares(0.8, position)) with
        {
            Train = RowsForClassShares / 3,
            Test = RowsForClassShares,
        });
}
