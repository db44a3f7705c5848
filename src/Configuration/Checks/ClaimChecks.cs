namespace MlPipelines.Configuration;

/// <summary>Checks of <c>claim</c>. It stands on the scenario only; variants inherit it without a meaning of their own.</summary>
internal static class ClaimChecks
{
    private static readonly string[] _differences =
    [
        ClaimMetrics.GapTotal, ClaimMetrics.GapGeneralisation, ClaimMetrics.GapSkew, ClaimMetrics.GapShift, ClaimMetrics.IdenticalDeployment, ClaimMetrics.TrainingMode,
        ClaimMetrics.TrainingAugmentation, ClaimMetrics.EnsembleGain, ClaimMetrics.SeedsDifference,
    ];

    /// <summary>A claim is about variants that are trained.</summary>
    public static void VariantsExist(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is not { } claim)
        {
            return;
        }

        foreach ((string path, string? name) in (ReadOnlySpan<(string, string?)>)[("claim.variant", claim.Variant), ("claim.against", claim.Against)])
        {
            if (name is not null)
            {
                StudyPartChecks.VariantExists(scenario, path, name);
            }
        }
    }

    /// <summary>Nothing differs from itself.</summary>
    public static void VariantsDiffer(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is { Against: { } against } claim && claim.Variant == against)
        {
            scenario.Refuse("claim.against", "another variant than that of the claim", null, null, "claim.variant");
        }
    }

    /// <summary>The names of metrics are known.</summary>
    public static void MetricIsKnown(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is { } claim && !ClaimMetrics.All.Contains(claim.Metric))
        {
            scenario.Refuse(
                "claim.metric", $"one of the metrics {Quoted.List(ClaimMetrics.All)}", null, NearestName.Suggestion(claim.Metric, ClaimMetrics.All));
        }
    }

    /// <summary>A metric is compared with one thing, and an accuracy or a loss is never compared with nothing.</summary>
    public static void ComparesWithOneThing(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is not { } claim)
        {
            return;
        }

        bool hasValue = scenario.Given("claim.value") is not null;
        if (claim.Against is not null && hasValue)
        {
            scenario.RefuseMember("claim.value", "either \"against\" or \"value\"", "Remove one of them.", "claim.against");
        }
        else if (claim.Against is null && !hasValue && ClaimMetrics.All.Contains(claim.Metric) && !_differences.Contains(claim.Metric))
        {
            scenario.Refuse(
                "claim.against", $"a variant or a \"value\" to compare {claim.Metric} with", null,
                "Set \"against\": \"baseline\", or a value such as 0.5.", "claim.value", "claim.metric");
        }
    }

    /// <summary>Some metrics need repeats, or a network, or augmentation.</summary>
    public static void MetricCanBeMeasured(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is not { } claim)
        {
            return;
        }

        ScenarioOptions[] compared = [.. ((string?[])[claim.Variant, claim.Against]).OfType<string>()
            .Select(name => StudyPartChecks.OptionsOf(scenario, name)).OfType<ScenarioOptions>()];
        string? reason = ReasonNotMeasured(scenario, claim.Metric, compared);
        if (reason is not null)
        {
            scenario.Refuse(
                "claim.metric", $"a metric that can be measured here; not {Quoted.Text(claim.Metric)}, because {reason}", null, null,
                "repeats", "vary", "claim.variant", "claim.against", "model.type", "pipeline.augment");
        }
    }

    /// <summary>Why a metric cannot be measured here; null when it can.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="compared">The variants that it is measured on.</param>
    internal static string? ReasonNotMeasured(ScenarioView scenario, string metric, IReadOnlyList<ScenarioOptions> compared) => metric switch
    {
        ClaimMetrics.SeedsDifference or ClaimMetrics.EnsembleGain when scenario.Options.Repeats == 1 => "it compares repeats, and there is one",
        ClaimMetrics.EnsembleGain when TestRowsVary(scenario) => "its members are tested on the same rows, and the split varies",
        ClaimMetrics.TrainingMode or ClaimMetrics.TrainingAugmentation when compared.Any(options => options.Model.Learner() is LogisticRegressionOptions) =>
            "only networks show an accuracy while they train",
        ClaimMetrics.TrainingAugmentation when compared.Count > 0 && compared.All(options => options.Pipeline.Augment is null) =>
            "nothing is augmented",
        _ => null,
    };

    /// <summary>Nothing differs by less than nothing.</summary>
    public static void SameHasAMargin(ScenarioView scenario)
    {
        if (ClaimOf(scenario) is { Direction: ClaimDirection.Same, SmallestEffect: 0 })
        {
            scenario.Refuse(
                "claim.smallestEffect", "a number above 0, because \"same\" means a difference below it", null, "Set 0.02 for 2 points.",
                "claim.direction");
        }
    }

    /// <summary>Whether repeats are tested on different rows.</summary>
    internal static bool TestRowsVary(ScenarioView scenario) =>
        scenario.Options.Vary.Contains(RandomStream.Split) && SplitChecks.GivenTest(scenario) is null;

    private static ClaimOptions? ClaimOf(ScenarioView scenario) => scenario.Baseline is null ? scenario.Options.Claim : null;
}
