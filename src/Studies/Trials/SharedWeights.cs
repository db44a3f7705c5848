using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>The finished trial of another variant that trained the weights that this one would train.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Result">Its measurements.</param>
internal sealed record SharedWeights(string Folder, TrialResult Result)
{
    /// <summary>The folder of the model's files.</summary>
    public string ModelFolder => Path.Combine(Folder, "model");

    /// <summary>Its rows.</summary>
    public IReadOnlyDictionary<string, TrialRows> Rows() => ResultFiles.ReadPredictions(Path.Combine(Folder, "predictions.csv"));

    /// <summary>The trial that the plan names, when it has finished; null otherwise, and the weights are trained again.</summary>
    public static SharedWeights? Find(RunDirectory directory, PlannedTrial trial) =>
        trial.WeightsFrom is { } variant ? Find(directory, variant, trial.Repeat) : null;

    /// <summary>A repeat of a variant, when it has finished.</summary>
    public static SharedWeights? Find(RunDirectory directory, string variant, int repeat)
    {
        string path = directory.TrialResult(variant, repeat);
        return File.Exists(path) && ResultFiles.ReadTrial(path) is { State: TrialState.Finished } result
            ? new SharedWeights(directory.Trial(variant, repeat), result)
            : null;
    }
}
