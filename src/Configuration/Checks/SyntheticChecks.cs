namespace MlPipelines.Configuration;

/// <summary>Checks of generated data.</summary>
internal static class SyntheticChecks
{
    /// <summary>Shares are said to this precision, so that thirds can be written.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>The classes of a generated table make up the whole.</summary>
    public static void SharesMakeAWhole(ScenarioView scenario)
    {
        if (scenario.Options.Data is not SyntheticOptions { Shares: { } shares })
        {
            return;
        }

        if (shares.Count < 2)
        {
            scenario.Refuse("data.shares", "at least two classes", FormattableString.Invariant($"{shares.Count}"), null);
        }
        else if (Math.Abs(shares.Sum() - 1) > Tolerance)
        {
            scenario.Refuse("data.shares", "shares that add up to 1", FormattableString.Invariant($"{shares.Sum():0.##########}"), null);
        }
    }

    /// <summary>The classes of generated images are different shapes.</summary>
    public static void ShapesDiffer(ScenarioView scenario)
    {
        if (scenario.Options.Data is not SyntheticImagesOptions { Shapes: { } shapes })
        {
            return;
        }

        if (shapes.Distinct().Count() < 2)
        {
            scenario.Refuse("data.shapes", "at least two different shapes", FormattableString.Invariant($"{shapes.Distinct().Count()}"), null);
        }
        else if (SourceChecks.Repeated(shapes.Select(shape => OptionShapes.NameOf(shape.ToString()))) is { } again)
        {
            scenario.Refuse("data.shapes", "every shape once", $"{Quoted.Text(again)} again", null);
        }
    }

    /// <summary>What is generated can be read.</summary>
    public static void GeneratedImagesAreReadable(ScenarioView scenario)
    {
        if (scenario.Options.Data is SyntheticImagesOptions && scenario.Given("data.onUnreadable") is not null)
        {
            scenario.RefuseMember("data.onUnreadable", "\"onUnreadable\" only for images that are read", "Remove it.", "data.type");
        }
    }

    /// <summary>A generated table has numbers only, none of which is missing.</summary>
    public static void GeneratedTablesHaveOnlyNumbers(ScenarioView scenario)
    {
        if (scenario.Options.Data is not SyntheticOptions)
        {
            return;
        }

        foreach (string member in (ReadOnlySpan<string>)["missingNumbers", "missingIndicators", "categories", "hashBits"])
        {
            if (scenario.Given($"pipeline.{member}") is not null)
            {
                scenario.RefuseMember(
                    $"pipeline.{member}", "members for generated tables: scaling, alignTest", "Remove it; generated features are numbers, and none is missing.",
                    "data.type");
            }
        }
    }
}
