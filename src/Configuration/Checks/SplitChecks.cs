namespace MlPipelines.Configuration;

/// <summary>Checks of <c>data.split</c>. Variants cannot change it, so what they inherit is not held against them.</summary>
internal static class SplitChecks
{
    /// <summary>Grouping needs a column, time needs one, and neither is read by another strategy.</summary>
    public static void StrategyHasItsColumn(ScenarioView scenario)
    {
        SplitOptions split = scenario.Options.Data.Split;
        Pair(scenario, "groupBy", split.GroupBy, SplitStrategy.Grouped, "grouped");
        Pair(scenario, "orderBy", split.OrderBy, SplitStrategy.Time, "time");

        static void Pair(ScenarioView scenario, string member, string? column, SplitStrategy strategy, string strategyName)
        {
            bool isUsed = scenario.Options.Data.Split.Strategy == strategy;
            if (isUsed && column is null)
            {
                scenario.Refuse(
                    $"data.split.{member}", $"a column, because the strategy is \"{strategyName}\"", null, null, "data.split.strategy");
            }
            else if (!isUsed && column is not null)
            {
                scenario.RefuseMember(
                    $"data.split.{member}", $"\"{member}\" only with the strategy \"{strategyName}\"",
                    $"Set \"strategy\": \"{strategyName}\", or remove it.", "data.split.strategy");
            }
        }
    }

    /// <summary>Only lists and tables have columns to group or order by.</summary>
    public static void StrategyFitsTheSource(ScenarioView scenario)
    {
        if (scenario.Options.Data is TableOptions or ImageListOptions
            || scenario.Options.Data.Split.Strategy is not (SplitStrategy.Grouped or SplitStrategy.Time))
        {
            return;
        }

        bool isGenerated = scenario.Options.Data is SyntheticOptions or SyntheticImagesOptions;
        scenario.Refuse(
            "data.split.strategy",
            isGenerated
                ? "\"stratified\" or \"random\", because generated samples have no groups and no times"
                : "\"stratified\", \"random\" or \"kFold\", because these samples have no columns",
            null,
            isGenerated ? null : "List the images with their groups or times in a CSV file and use \"type\": \"imageList\".",
            "data.type");
    }

    /// <summary>Grouping by the label would put whole classes on one side.</summary>
    public static void GroupsAndTimesAreNotTheLabel(ScenarioView scenario)
    {
        string? label = scenario.Options.Data switch
        {
            TableOptions data => data.Label,
            ImageListOptions data => data.LabelColumn,
            _ => null,
        };
        string labelPath = scenario.Options.Data is TableOptions ? "data.label" : "data.labelColumn";
        foreach ((string path, string? column) in (ReadOnlySpan<(string, string?)>)[
            ("data.split.groupBy", scenario.Options.Data.Split.GroupBy), ("data.split.orderBy", scenario.Options.Data.Split.OrderBy)])
        {
            if (column is not null && column == label)
            {
                scenario.Refuse(path, "a column other than the label", null, null, labelPath);
            }
        }
    }

    /// <summary>A share of the samples is split off only when nothing else says what the test set is.</summary>
    public static void TestShareIsUsed(ScenarioView scenario)
    {
        if (scenario.Given("data.split.test") is null)
        {
            return;
        }

        if (GivenTest(scenario) is { } test)
        {
            scenario.RefuseMember(
                "data.split.test", $"no share for the test set, because \"{test}\" brings one", IsGenerated(test) ? "Remove it." : $"Remove it or \"{test}\".",
                $"data.{test}");
        }
        else if (scenario.Options.Data.Split.Strategy == SplitStrategy.KFold)
        {
            scenario.RefuseMember(
                "data.split.test", "no share for the test set, because each fold is one", "Remove it; \"folds\" says how large they are.",
                "data.split.strategy");
        }
    }

    /// <summary>Folds are a strategy of their own, on data without a test set.</summary>
    public static void FoldsAreUsed(ScenarioView scenario)
    {
        bool isFolded = scenario.Options.Data.Split.Strategy == SplitStrategy.KFold;
        if (!isFolded && scenario.Given("data.split.folds") is not null)
        {
            scenario.RefuseMember(
                "data.split.folds", "\"folds\" only with the strategy \"kFold\"", "Set \"strategy\": \"kFold\", or remove it.",
                "data.split.strategy");
        }

        if (isFolded && GivenTest(scenario) is { } test)
        {
            scenario.Refuse(
                "data.split.strategy", $"another strategy, because \"{test}\" brings a test set and \"kFold\" makes its own", null,
                IsGenerated(test) ? null : $"Remove \"{test}\" to test on folds.", $"data.{test}");
        }
    }

    /// <summary>Every fold is tested equally often, and the file says openly that the test set changes between repeats.</summary>
    public static void FoldsFitTheRepeats(ScenarioView scenario)
    {
        SplitOptions split = scenario.Options.Data.Split;
        if (split.Strategy != SplitStrategy.KFold)
        {
            return;
        }

        if (scenario.Options.Repeats % split.Folds != 0)
        {
            int enough = (scenario.Options.Repeats / split.Folds + 1) * split.Folds;
            scenario.Refuse(
                "repeats", FormattableString.Invariant($"a multiple of the {split.Folds} folds"),
                FormattableString.Invariant($"{scenario.Options.Repeats}"),
                FormattableString.Invariant($"Set \"repeats\": {enough}, so that every sample is tested equally often."),
                "data.split.folds", "data.split.strategy");
        }

        if (!scenario.Options.Vary.Contains(RandomStream.Split))
        {
            scenario.Refuse(
                "vary", "\"split\" among the streams, because the folds change the test set from repeat to repeat",
                scenario.Given("vary") is null ? "the default, which keeps the split" : "a list without it",
                "Set \"vary\": [\"split\", \"init\", \"order\", \"augment\", \"dropout\", \"sampling\"].", "data.split.strategy");
        }
    }

    /// <summary>A selection set is held out only when something looks at it, in the scenario itself or in a variant.</summary>
    public static void SelectionShareIsUsed(ScenarioView scenario)
    {
        if (scenario.Baseline is null && scenario.Given("data.split.selection") is not null
            && !Selects(scenario.Options) && !scenario.Variants.Values.Any(variant => Selects(variant.Options)))
        {
            scenario.RefuseMember(
                "data.split.selection", "no selection set, because nothing selects",
                "Remove it, or set training.earlyStopping, the schedule \"reduceOnPlateau\" or a search.", "training.earlyStopping",
                "training.schedule", "model.type", "search");
        }
    }

    /// <summary>Validation and selection are shares of the training samples.</summary>
    public static void SomethingIsLeftForTraining(ScenarioView scenario)
    {
        SplitOptions split = scenario.Options.Data.Split;
        double held = split.Validation + (Selects(scenario.Options) ? split.Selection : 0);
        if (held >= 1)
        {
            string path = scenario.Given("data.split.validation") is null ? "data.split.selection" : "data.split.validation";
            scenario.Refuse(
                path, "shares for validation and selection that leave samples for training, below 1 together",
                FormattableString.Invariant($"{held:0.###}"), null,
                "data.split.validation", "data.split.selection", "training.earlyStopping", "training.schedule", "search");
        }
    }

    /// <summary>Whether something looks at samples during training, or chooses by them what is trained.</summary>
    internal static bool Selects(ScenarioOptions options) => options.Search is not null
        || (options.Model.Learner() is not LogisticRegressionOptions
        && (options.Training.EarlyStopping is not null || options.Training.Schedule is PlateauScheduleOptions));

    /// <summary>The member that brings a test set, or null. Generated data always have one.</summary>
    internal static string? GivenTest(ScenarioView scenario) => scenario.Options.Data switch
    {
        IdxOptions { TestImages: not null } => "testImages",
        ImageFolderOptions { Test: not null } or ImageListOptions { Test: not null } or TableOptions { Test: not null } => "test",
        SyntheticOptions => "testRows",
        SyntheticImagesOptions => "testCount",
        _ => null,
    };

    private static bool IsGenerated(string test) => test is "testRows" or "testCount";
}
