using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// Checks a change before it is planned, as the variants of a scenario are checked: that the options fit each other, the data and the model, and that the test rows are the
/// baseline's. What is refused here is no error of the user's; it is left out, with the reason.
/// </summary>
internal sealed class ReservedPreparation(StudyConfiguration study, ScenarioOptions baseline, RunDirectory directory, string cacheFolder, CancellationToken cancellation)
{
    private readonly Dictionary<string, Prepared> _prepared = [];

    /// <summary>The options with the patch applied, and the fingerprint of their data; or why there are none.</summary>
    public CheckedChange Check(JsonObject patch)
    {
        try
        {
            ScenarioOptions options = ReservedVariants.Patched(baseline, patch, directory);
            if (JsonNode.DeepEquals(ScenarioJson.ToJson(options), ScenarioJson.ToJson(baseline)))
            {
                return CheckedChange.Refused("The scenario has these values already.");
            }

            Prepared data = Data(options);
            IReadOnlyList<Problem> problems = ModelTraining.Check(options, data.Description);
            return problems.Count > 0
                ? CheckedChange.Refused(string.Join(" ", problems))
                : !data.HasTestRowsOf(Data(baseline))
                    ? CheckedChange.Refused("It would change the test rows, so that nothing could be compared.")
                    : new CheckedChange(options, data.Description.Fingerprint, null);
        }
        catch (ProblemException exception)
        {
            return CheckedChange.Refused(string.Join(" ", exception.Problems));
        }
    }

    /// <summary>Why the training samples cannot be dealt to folds; null when they can.</summary>
    public string? RefuseFolds(int folds)
    {
        try
        {
            using PreparedData data = DataPreparation.PrepareFold(baseline, Seeds(), fold: 0, folds, cacheFolder, cancellation);
            return null;
        }
        catch (ProblemException exception)
        {
            return string.Join(" ", exception.Problems);
        }
    }

    /// <summary>Changes of the model or of the training leave the data as they are, and these are prepared once.</summary>
    private Prepared Data(ScenarioOptions options)
    {
        JsonObject scenario = ScenarioJson.ToJson(options);
        string key = $"{scenario["data"]!.ToJsonString()} {scenario["pipeline"]?.ToJsonString()} {DataPreparation.NeedsSelection(options)}";
        if (!_prepared.TryGetValue(key, out Prepared? prepared))
        {
            using PreparedData data = DataPreparation.Prepare(options, Seeds(), cacheFolder, progress: null, cancellation);
            prepared = new Prepared(data.Description, [.. data.Test.Ids], [.. data.Test.Labels]);
            _prepared.Add(key, prepared);
        }

        return prepared;
    }

    private TrialSeeds Seeds() => new(study.Baseline.Seed, 0, study.Baseline.Vary);

    private sealed record Prepared(DatasetDescription Description, IReadOnlyList<string> TestIds, IReadOnlyList<int> TestLabels)
    {
        public bool HasTestRowsOf(Prepared other) => TestIds.SequenceEqual(other.TestIds) && TestLabels.SequenceEqual(other.TestLabels);
    }
}

/// <summary>A change that was checked.</summary>
/// <param name="Options">The scenario with it; null when it is refused.</param>
/// <param name="Fingerprint">The fingerprint of its data.</param>
/// <param name="Refusal">Why it cannot be run, a sentence; null when it can.</param>
internal sealed record CheckedChange(ScenarioOptions? Options, string Fingerprint, string? Refusal)
{
    /// <summary>A change that cannot be run.</summary>
    public static CheckedChange Refused(string reason) => new(null, "", reason);
}
