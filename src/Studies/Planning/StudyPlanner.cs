using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>
/// Decides which trials a study has, round by round: first those of searches, each round from what the rounds before scored, then, with the values that they
/// chose, everything that is measured.
/// </summary>
internal static class StudyPlanner
{
    /// <summary>The trials of the next round, or none when the plan is complete.</summary>
    /// <param name="study">The configuration.</param>
    /// <param name="planned">The trials so far; all of them ended.</param>
    /// <param name="candidates">Reads what the candidates of a variant's search scored, in the order of their numbers.</param>
    public static IReadOnlyList<PlannedTrial> Next(
        StudyConfiguration study, IReadOnlyList<PlannedTrial> planned, Func<string, IReadOnlyList<ScoredCandidate>> candidates)
    {
        if (planned.Any(trial => trial.Kind != TrialKind.Search))
        {
            return [];
        }

        (string Variant, SearchOptions Search)[] searches =
            [.. Variants(study).Select(name => (name, OptionsOf(study, name).Search)).Where(pair => pair.Search is not null).Select(pair => (pair.name, pair.Search!))];
        Dictionary<string, IReadOnlyList<ScoredCandidate>> scored = searches.ToDictionary(search => search.Variant, search => candidates(search.Variant));
        List<PlannedTrial> trials = [];
        foreach ((string variant, SearchOptions search) in searches)
        {
            IReadOnlyList<ScoredCandidate> earlier = scored[variant];
            IReadOnlyList<double>? limits = SearchStep.Limits(search, earlier);
            trials.AddRange(SearchStep.Next(search, study.Baseline.Seed, earlier).Select((values, number) =>
                new PlannedTrial(0, variant, earlier.Count + number, 0) { Kind = TrialKind.Search, Values = values, Limits = limits }));
        }

        if (trials.Count == 0)
        {
            trials = Measuring(study, scored);
        }

        int round = planned.Count == 0 ? 0 : planned[^1].Round + 1;
        return [.. trials.Select((trial, index) => trial with { Index = planned.Count + index, Round = round })];
    }

    /// <summary>The best of a search's candidates; null when none finished.</summary>
    public static ScoredCandidate? Best(IReadOnlyList<ScoredCandidate> candidates) =>
        candidates.Where(candidate => candidate is { IsPruned: false, Score: not null }).MinBy(candidate => candidate.Score);

    /// <summary>The whole scenario of a variant.</summary>
    public static ScenarioOptions OptionsOf(StudyConfiguration study, string variant) => variant == VariantResult.Baseline
        ? study.Baseline
        : study.Reserved.FirstOrDefault(candidate => candidate.Name == variant)?.Options
            ?? study.Variants.First(candidate => candidate.Name == variant).Options;

    /// <summary>The whole scenario of a trial: its variant's, with the values of the search.</summary>
    public static ScenarioOptions OptionsOf(StudyConfiguration study, PlannedTrial trial)
    {
        ScenarioOptions options = OptionsOf(study, trial.Variant);
        return trial.Values is null ? options : ScenarioJson.Patched(options, SearchPatch.Of(trial.Values));
    }

    /// <summary>
    /// The seeds of a trial. Variants with the same repeat share them; candidates, folds, audits and range tests draw as repeat 0.
    /// </summary>
    public static TrialSeeds SeedsOf(StudyConfiguration study, PlannedTrial trial) => trial.Component is { } draw
        ? ComponentDesign.SeedsOf(draw, trial.Repeat, study.Baseline.Seed, study.Baseline.Vary)
        : new TrialSeeds(study.Baseline.Seed, trial.Kind == TrialKind.Measure ? trial.Repeat : 0, study.Baseline.Vary);

    /// <summary>The names of all variants, the baseline first.</summary>
    public static IReadOnlyList<string> Variants(StudyConfiguration study) =>
        [VariantResult.Baseline, .. study.Variants.Select(variant => variant.Name)];

    /// <summary>
    /// Every variant in every repeat, repeat by repeat: when a study is interrupted, the variants have nearly the same repeats, and the comparison is still paired. Trials that
    /// can take their weights from another one come after all of those, then the audit of the data; tests and label audits come last.
    /// </summary>
    private static List<PlannedTrial> Measuring(StudyConfiguration study, Dictionary<string, IReadOnlyList<ScoredCandidate>> scored)
    {
        List<(string Name, JsonObject? Values, string? WeightsFrom)> variants = [];
        Dictionary<string, string> trained = [];
        foreach (string name in Variants(study))
        {
            JsonObject? values = scored.TryGetValue(name, out IReadOnlyList<ScoredCandidate>? candidates) ? Best(candidates)?.Values : null;
            if (candidates is null || values is not null)
            {
                PlannedTrial probe = new(0, name, 0, 0) { Values = values };
                string key = SharedTraining.Key(OptionsOf(study, probe));
                variants.Add((name, values, trained.TryAdd(key, name) ? null : trained[key]));
            }
        }

        IEnumerable<PlannedTrial> Trials(bool isTrained) => Enumerable.Range(0, study.Baseline.Repeats).SelectMany(repeat => variants
            .Where(variant => variant.WeightsFrom is null == isTrained)
            .Select(variant => new PlannedTrial(0, variant.Name, repeat, 0)
            {
                Values = variant.Values,
                WeightsFrom = variant.WeightsFrom,
            }));

        PlannedTrial Extra(string variant, TrialKind kind, int number) => new(0, variant, number, 0)
        {
            Kind = kind,
            Values = variants.First(candidate => candidate.Name == variant).Values,
        };

        bool IsMeasured(string variant) => variants.Any(candidate => candidate.Name == variant);
        ScenarioOptions scenario = study.Baseline;
        return
        [
            .. Trials(isTrained: true),
            .. Trials(isTrained: false),
            .. IsMeasured(VariantResult.Baseline) ? (PlannedTrial[])[Extra(VariantResult.Baseline, TrialKind.Audit, 0)] : [],
            .. (scenario.RangeTest?.Variants ?? []).Where(IsMeasured).Select(variant => Extra(variant, TrialKind.RangeTest, 0)),
            .. (scenario.LabelAudit?.Variants ?? []).Where(IsMeasured)
                .SelectMany(variant => Enumerable.Range(0, scenario.LabelAudit!.Folds).Select(fold => Extra(variant, TrialKind.Fold, fold))),
            .. scenario.VarianceComponents is { } components && IsMeasured(VariantResult.Baseline)
                ? ComponentDesign.Of(components, scenario.Repeats)
                    .Select((draw, number) => Extra(VariantResult.Baseline, TrialKind.Component, number) with { Component = draw })
                : [],
        ];
    }
}
