using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>
/// Cases with nothing planted. Easy ones: as many samples as the tables allow and a model that suits them. Hard ones: few samples, where luck looks like a cause; classes that are
/// a little uneven; a little label noise; a little augmentation, dropout or batch normalisation; a table sorted by class that is shuffled.
/// </summary>
internal static class HealthyCases
{
    private const int EasySeeds = 4;
    private const int HardSeeds = 2;
    private const double FewRows = 0.3;

    public static IEnumerable<DiagnosisCase> All => CaseDataSets.All.SelectMany(Of);

    /// <summary>The cases of one data set.</summary>
    public static IEnumerable<DiagnosisCase> Of(CaseDataSet dataSet)
    {
        IReadOnlyList<CaseModel> models = ModelsOf(dataSet);
        foreach (CaseModel model in models)
        {
            for (int seed = 1; seed <= EasySeeds; seed++)
            {
                yield return DiagnosisCase.Of(dataSet, model, seed);
            }

            for (int seed = 1; seed <= HardSeeds; seed++)
            {
                yield return DiagnosisCase.Of(dataSet, model, 100 + seed, FewRows, []);
            }
        }

        foreach (DiagnosisCase weak in Weak(dataSet, models[^1]))
        {
            yield return weak;
        }
    }

    /// <summary>The models that suit a data set, the network last.</summary>
    public static IReadOnlyList<CaseModel> ModelsOf(CaseDataSet dataSet) =>
        dataSet.IsImage ? [CaseModel.ImageMlp]
        : dataSet == CaseDataSets.Rings ? [CaseModel.WideMlp]
        : [CaseModel.Logistic, CaseModel.Mlp];

    /// <summary>Plantings that are meant to cost nothing; each case's truth says whether that is so.</summary>
    private static IEnumerable<DiagnosisCase> Weak(CaseDataSet dataSet, CaseModel network)
    {
        yield return DiagnosisCase.Of(dataSet, network, 201, OptionPlantings.Noise(0.02));
        yield return DiagnosisCase.Of(dataSet, network, 202, OptionPlantings.Dropout(0.2));
        yield return DiagnosisCase.Of(dataSet, network, 203, RowPlantings.Copies(0.01));
        yield return DiagnosisCase.Of(dataSet, network, 204, RowPlantings.Conflicts(0.005));
        if (dataSet.IsImage)
        {
            yield return DiagnosisCase.Of(dataSet, network, 205, OptionPlantings.Augmented("shifts of 3%", new JsonObject { ["widthShift"] = 0.03, ["heightShift"] = 0.03 }));
            yield return DiagnosisCase.Of(dataSet, network, 206, OptionPlantings.Corrupted("brightness 1%", new JsonObject { ["brightness"] = 0.01 }));
        }
        else
        {
            yield return DiagnosisCase.Of(dataSet, network, 205, RowPlantings.MovedColumns(0.02));
            yield return DiagnosisCase.Of(dataSet, network, 206, new Planting(Causes.UnshuffledData, "sorted, but shuffled", TruthKind.Accuracy) { Both = RowPlantings.Sorted });
        }
    }
}
