namespace MlPipelines.Configuration;

/// <summary>Checks of <c>varianceComponents</c>, <c>labelAudit</c> and <c>rangeTest</c>, which are parts of the study rather than of a variant.</summary>
internal static class StudyPartChecks
{
    /// <summary>Every stream once, among those that vary, and only where it changes something.</summary>
    public static void StreamsVary(ScenarioView scenario)
    {
        const string Path = "varianceComponents.streams";
        if (scenario is not { Baseline: null, Options.VarianceComponents: { } components })
        {
            return;
        }

        string[] names = [.. components.Streams.Select(NameOf)];
        if (names.Length == 0)
        {
            scenario.Refuse(Path, "at least one stream", "an empty array", null);
        }

        if (SourceChecks.Repeated(names) is { } again)
        {
            scenario.Refuse(Path, "every stream once", $"{Quoted.Text(again)} again", null);
        }

        foreach (RandomStream stream in components.Streams.Distinct())
        {
            if (!scenario.Options.Vary.Contains(stream))
            {
                scenario.Refuse(
                    Path, "streams that vary from repeat to repeat", Quoted.Text(NameOf(stream)), $"Add {Quoted.Text(NameOf(stream))} to \"vary\".",
                    "vary");
            }
            else if (RandomStreams.ReasonForNothing(stream, scenario) is { } reason)
            {
                scenario.Refuse(
                    Path, "streams that change something here", Quoted.Text(NameOf(stream)), $"{reason} Remove it.",
                    "model", "training", "pipeline.augment", "data");
            }
        }
    }

    /// <summary>Test accuracies of runs are compared on the same test rows.</summary>
    public static void ComponentsHaveFixedTestRows(ScenarioView scenario)
    {
        if (scenario is not { Baseline: null, Options.VarianceComponents: not null })
        {
            return;
        }

        if (ClaimChecks.TestRowsVary(scenario))
        {
            scenario.RefuseMember(
                "varianceComponents", "variance components only where every run is tested on the same rows",
                "Give a test set, or take \"split\" out of \"vary\".", "vary", "data");
        }

        if (scenario.Options.Vary.Contains(RandomStream.Data) && RandomStreams.TestRowsAreDrawn(scenario.Options.Data))
        {
            scenario.RefuseMember(
                "varianceComponents", "variance components only where every run is tested on the same rows",
                "Take \"data\" out of \"vary\"; it draws the test samples anew.", "vary", "data");
        }
    }

    /// <summary>Labels are audited in variants that there are.</summary>
    public static void AuditedVariantsExist(ScenarioView scenario)
    {
        if (scenario is { Baseline: null, Options.LabelAudit: { } audit })
        {
            VariantsExist(scenario, "labelAudit.variants", audit.Variants);
        }
    }

    /// <summary>A range test raises the rate of networks that there are.</summary>
    public static void RangeTestsNetworks(ScenarioView scenario)
    {
        if (scenario is not { Baseline: null, Options.RangeTest: { } test })
        {
            return;
        }

        VariantsExist(scenario, "rangeTest.variants", test.Variants);
        foreach (string name in test.Variants.Distinct())
        {
            if (OptionsOf(scenario, name) is { Model: LogisticRegressionOptions or TransferOptions })
            {
                scenario.Refuse(
                    "rangeTest.variants", "variants whose model is a network, because others have no learning rate", Quoted.Text(name), null,
                    "model.type", VariantChecks.Variants);
            }
        }

        if (test.Minimum >= test.Maximum)
        {
            string path = scenario.Given("rangeTest.minimum") is null ? "rangeTest.maximum" : "rangeTest.minimum";
            scenario.Refuse(
                path, "a first learning rate below the last one", FormattableString.Invariant($"{test.Minimum} to {test.Maximum}"), null,
                "rangeTest.minimum", "rangeTest.maximum");
        }
    }

    /// <summary>Objects to a name that no variant has, those of sweeps included.</summary>
    internal static void VariantExists(ScenarioView scenario, string path, string name)
    {
        string[] known = ["baseline", .. scenario.Variants.Keys];
        if (!known.Contains(name))
        {
            scenario.Refuse(
                path, $"one of the variants {Quoted.List(known)}", Quoted.Text(name), NearestName.Suggestion(name, known), VariantChecks.Variants,
                SweepReading.Sweep);
        }
    }

    /// <summary>The options of a variant, or null when there is none of that name or its data or model is not known.</summary>
    internal static ScenarioOptions? OptionsOf(ScenarioView scenario, string name)
    {
        ScenarioOptions? options = name == "baseline" ? scenario.Options : scenario.Variants.GetValueOrDefault(name)?.Options;
        return options is { Data: not null, Model: not null } ? options : null;
    }

    private static void VariantsExist(ScenarioView scenario, string path, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            scenario.Refuse(path, "at least one variant", "an empty array", null);
        }

        if (SourceChecks.Repeated(names) is { } again)
        {
            scenario.Refuse(path, "every variant once", $"{Quoted.Text(again)} again", null);
        }

        foreach (string name in names.Distinct())
        {
            VariantExists(scenario, path, name);
        }
    }

    private static string NameOf(RandomStream stream) => OptionShapes.NameOf(stream.ToString());
}
