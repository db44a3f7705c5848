namespace MlPipelines.Configuration;

/// <summary>Checks of <c>repeats</c> and <c>vary</c>.</summary>
internal static class RepeatChecks
{
    /// <summary>Every stream once.</summary>
    public static void StreamsDiffer(ScenarioView scenario)
    {
        if (SourceChecks.Repeated(scenario.Options.Vary.Select(stream => OptionShapes.NameOf(stream.ToString()))) is { } name)
        {
            scenario.Refuse("vary", "every stream once", $"{Quoted.Text(name)} again", null);
        }
    }

    /// <summary>Data are drawn anew only where something of them is random, in the scenario itself or in a variant.</summary>
    public static void VaryingDataAreRandom(ScenarioView scenario)
    {
        if (scenario.Baseline is null && scenario.Options.Vary.Contains(RandomStream.Data) && !RandomStreams.DrawsData(scenario.Options.Data)
            && !scenario.Variants.Values.Any(variant => variant.Options.Data is { } data && RandomStreams.DrawsData(data)))
        {
            scenario.Refuse(
                "vary", "\"data\" only where something of the data is random", "\"data\"",
                "Remove it, or set generated data, labelNoise, trainSize or shares of classes.", "data");
        }
    }

    /// <summary>Repeats in which nothing varies are one repeat.</summary>
    public static void RepeatsDiffer(ScenarioView scenario)
    {
        if (scenario.Options is { Vary.Count: 0, Repeats: > 1 })
        {
            scenario.Refuse(
                "vary", "at least one stream, because there is more than one repeat", "an empty array",
                "Set \"repeats\": 1, or remove \"vary\".", "repeats");
        }
    }
}
