using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>What the candidates of searches left in the run directory.</summary>
internal sealed class SearchFiles(RunDirectory directory, StudyConfiguration study)
{
    /// <summary>What the candidates of a variant scored, in the order of their numbers. One without a result counts as failed.</summary>
    public IReadOnlyList<ScoredCandidate> Scored(StudyPlan plan, string variant)
    {
        SearchScore score = new(StudyPlanner.OptionsOf(study, variant).Search!.Objective);
        return [.. Candidates(plan, variant).Select(trial =>
        {
            TrialResult? result = ResultOf(trial);
            return new ScoredCandidate(
                trial.Values!,
                result?.Measurements.GetValueOrDefault(MeasurementNames.Selection) is { } selection ? score.Of(selection) : null,
                result?.Pruned ?? false,
                result?.Epochs is > 0 ? [.. History(trial).Select(epoch => score.OfEpoch(epoch.HeldOutLoss, epoch.HeldOutAccuracy))] : []);
        })];
    }

    /// <summary>The searches as a result shows them.</summary>
    public IReadOnlyList<SearchResult> Results(StudyPlan plan) =>
        [.. StudyPlanner.Variants(study).Where(variant => StudyPlanner.OptionsOf(study, variant).Search is not null).Select(variant => Result(plan, variant))];

    private SearchResult Result(StudyPlan plan, string variant)
    {
        SearchOptions search = StudyPlanner.OptionsOf(study, variant).Search!;
        SearchScore score = new(search.Objective);
        List<SearchCandidate> candidates = [];
        List<double?> best = [];
        foreach (PlannedTrial trial in Candidates(plan, variant))
        {
            TrialResult? result = ResultOf(trial);
            double? value = result?.Measurements.GetValueOrDefault(MeasurementNames.Selection) is { } selection ? score.Value(selection) : null;
            bool pruned = result?.Pruned ?? false;
            candidates.Add(new SearchCandidate(
                trial.Repeat, trial.Round, trial.Values!, value, result?.Epochs, pruned, result is null ? "it did not end" : result.Failure, result?.Seconds ?? 0));
            double? before = best.Count == 0 ? null : best[^1];
            bool isBetter = value is not null && !pruned && (before is null || (score.MoreIsBetter ? value > before : value < before));
            best.Add(isBetter ? value : before);
        }

        int epochs = StudyPlanner.OptionsOf(study, variant).Training.Epochs;
        return new SearchResult
        {
            Variant = variant,
            Strategy = ScenarioJson.ValueAt(StudyPlanner.OptionsOf(study, variant), "search.strategy")!.GetValue<string>(),
            Objective = search.Objective,
            MoreIsBetter = score.MoreIsBetter,
            Candidates = candidates,
            Best = candidates.FirstOrDefault(candidate => !candidate.Pruned && candidate.Score is not null && candidate.Score == best[^1])?.Number,
            BestSoFar = best,
            Epochs = candidates.Sum(candidate => candidate.Epochs ?? 0),
            EpochsWithoutPruning = candidates.Sum(candidate => candidate.Pruned ? epochs : candidate.Epochs ?? 0),
        };
    }

    private static IEnumerable<PlannedTrial> Candidates(StudyPlan plan, string variant) =>
        plan.Trials.Where(trial => trial.Kind == TrialKind.Search && trial.Variant == variant).OrderBy(trial => trial.Repeat);

    private TrialResult? ResultOf(PlannedTrial trial) => FailedAttempts.ResultOf(directory, trial);

    private IReadOnlyList<EpochRow> History(PlannedTrial trial) =>
        ResultFiles.ReadHistory(Path.Combine(directory.Trial(trial.Variant, trial.Name), "history.csv"));
}
