namespace MlPipelines.Configuration;

/// <summary>Checks of <c>search</c> apart from the values of its space.</summary>
internal static class SearchChecks
{
    /// <summary>Objectives are scores on the selection set: what chooses cannot be what judges.</summary>
    public static void ObjectiveIsOnTheSelectionSet(ScenarioView scenario)
    {
        if (scenario.Options.Search is not { } search || SearchObjectives.All.Contains(search.Objective))
        {
            return;
        }

        bool judges = search.Objective.Split('.')[0] is "validation" or "test";
        scenario.Refuse(
            "search.objective",
            $"one of the objectives {Quoted.List(SearchObjectives.All)}",
            null,
            judges
                ? "What chooses cannot be what judges: the best of many scores is too good, and the set that gave it says nothing about new samples any more."
                : Suggestion(search.Objective));
    }

    /// <summary>The set may be left out by mistake: <c>accuracy</c> means <c>selection.accuracy</c>.</summary>
    private static string? Suggestion(string objective)
    {
        string? nearest = NearestName.Find(objective[(objective.LastIndexOf('.') + 1)..], SearchObjectives.All.Select(name => name.Split('.')[1]));
        return nearest is null ? null : $"Did you mean {Quoted.Text(SearchObjectives.All.First(name => name.Split('.')[1] == nearest))}?";
    }

    /// <summary>Candidates are stopped between epochs, when there are earlier ones to compare with.</summary>
    public static void PruningStopsSomething(ScenarioView scenario)
    {
        if (scenario.Options.Search is not { Prune: { } prune } search)
        {
            return;
        }

        if (scenario.Options.Model.Learner() is LogisticRegressionOptions)
        {
            scenario.RefuseMember(
                "search.prune", "\"prune\" only for networks, which train in epochs", "Remove it (in a variant: \"search\": { \"prune\": null }).", "model.type");
            return;
        }

        if (prune.After >= search.Trials)
        {
            scenario.Refuse(
                "search.prune.after", FormattableString.Invariant($"a number below the {search.Trials} trials, because the first ones are never stopped"),
                FormattableString.Invariant($"{prune.After}"), "Set a smaller number, or more trials, or remove \"prune\".", "search.trials");
        }

        if (prune.Epochs >= scenario.Options.Training.Epochs && search.Space?.ContainsKey("training.epochs") != true)
        {
            scenario.Refuse(
                "search.prune.epochs",
                FormattableString.Invariant($"a number below the {scenario.Options.Training.Epochs} epochs of training"),
                FormattableString.Invariant($"{prune.Epochs}"), "Set a smaller number, or remove \"prune\".", "training.epochs", "search.space");
        }
    }

    /// <summary>No more candidates are proposed at once than there are.</summary>
    public static void ParallelFitsTheTrials(ScenarioView scenario)
    {
        if (scenario.Options.Search is { } search && search.Parallel > search.Trials && scenario.Given("search.parallel") is not null)
        {
            scenario.Refuse(
                "search.parallel", FormattableString.Invariant($"at most the {search.Trials} trials"), null, null, "search.trials");
        }
    }
}
