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
    public static SharedWeights? Find(RunDirectory directory, PlannedTrial trial)
    {
        if (trial.WeightsFrom is not { } variant || !File.Exists(directory.TrialResult(variant, trial.Repeat)))
        {
            return null;
        }

        TrialResult result = ResultFiles.ReadTrial(directory.TrialResult(variant, trial.Repeat));
        return result.State == TrialState.Finished ? new SharedWeights(directory.Trial(variant, trial.Repeat), result) : null;
    }
}
