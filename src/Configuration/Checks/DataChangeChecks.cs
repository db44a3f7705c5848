namespace MlPipelines.Configuration;

/// <summary>Checks of what is done to the data: <c>classes</c>, <c>labelNoise</c>, <c>corrupt</c>.</summary>
internal static class DataChangeChecks
{
    /// <summary>One class is nothing to tell apart, and a class that does not exist is a misspelling.</summary>
    public static void ClassesAreClasses(ScenarioView scenario)
    {
        if (scenario.Options.Data.Classes is not { } classes)
        {
            return;
        }

        if (classes.Count < 2)
        {
            scenario.Refuse("data.classes", "at least two classes", FormattableString.Invariant($"{classes.Count}"), null);
        }

        foreach (string name in classes.Keys)
        {
            Place? place = (scenario.Given("data.classes")?.Value as ObjectNode)?.Find(name)?.NamePlace;
            RefuseUnknown(scenario, "data.classes", name, KnownClasses(scenario.Options.Data), place);
        }
    }

    /// <summary>A pair are two classes, and a class is mistaken for one other.</summary>
    public static void NoisePairsAreDisjoint(ScenarioView scenario)
    {
        const string Path = "data.labelNoise.pairs";
        if (scenario.Options.Data.LabelNoise?.Pairs is not { } pairs)
        {
            return;
        }

        if (pairs.Count == 0)
        {
            scenario.Refuse(Path, "at least one pair of classes", "an empty array", "Remove it to mistake every class for every other.");
        }

        foreach (IReadOnlyList<string> pair in pairs)
        {
            if (pair.Count != 2 || pair[0] == pair[1])
            {
                scenario.Refuse(Path, "pairs of two different classes", $"[{Quoted.List(pair.Select(Quoted.Text))}]", null);
            }
        }

        if (SourceChecks.Repeated(pairs.SelectMany(pair => pair.Distinct())) is { } again)
        {
            scenario.Refuse(Path, "every class in one pair", $"{Quoted.Text(again)} again", "Each class is mistaken for one other.");
        }

        foreach (string name in pairs.SelectMany(pair => pair).Distinct())
        {
            RefuseUnknown(scenario, Path, name, UsedClasses(scenario.Options.Data), null);
        }
    }

    /// <summary>A corruption at its defaults leaves every image as it is.</summary>
    public static void CorruptionChangesSomething(ScenarioView scenario)
    {
        if (scenario.Options.Data is ImageDataOptions { Corrupt: { } corrupt } && corrupt == new CorruptOptions())
        {
            scenario.Refuse(
                "data.corrupt", "at least one change of the test images", "none",
                $"Set one of {Quoted.List(((RecordShape)OptionShapes.OfObject(typeof(CorruptOptions))).Members.Select(member => member.Name))}, or remove it.");
        }
    }

    /// <summary>Augmentation of some classes augments, and names classes that there are.</summary>
    public static void AugmentedClassesAreClasses(ScenarioView scenario)
    {
        const string Path = "pipeline.augment.classes";
        if (scenario.Options.Pipeline.Augment is not { Classes: { } classes } augment)
        {
            return;
        }

        if (classes.Count == 0)
        {
            scenario.Refuse(Path, "at least one class", "an empty array", "Remove it to augment all classes.");
        }

        if (SourceChecks.Repeated(classes) is { } again)
        {
            scenario.Refuse(Path, "every class once", $"{Quoted.Text(again)} again", null);
        }

        if (!RandomStreams.Changes(augment))
        {
            scenario.RefuseMember(Path, "\"classes\" only with an augmentation", "Set one, such as \"rotation\": 10, or remove it.", "pipeline.augment");
        }

        foreach (string name in classes.Distinct())
        {
            RefuseUnknown(scenario, Path, name, UsedClasses(scenario.Options.Data), null);
        }
    }

    /// <summary>The classes as far as the options name all of them; null where only the data know.</summary>
    private static string[]? KnownClasses(DataOptions data) => data switch
    {
        IdxOptions { ClassNames: { } names } => [.. names],
        SyntheticOptions synthetic => [.. synthetic.Shares.Select((_, index) => FormattableString.Invariant($"{index}"))],
        SyntheticImagesOptions images => [.. images.Shapes.Select(shape => OptionShapes.NameOf(shape.ToString()))],
        _ => null,
    };

    private static string[]? UsedClasses(DataOptions data) => data.Classes is { } classes ? [.. classes.Keys] : KnownClasses(data);

    private static void RefuseUnknown(ScenarioView scenario, string path, string name, string[]? known, Place? place)
    {
        if (known is null || known.Contains(name))
        {
            return;
        }

        string expected = $"one of the classes {Quoted.List(known)}";
        string? remedy = NearestName.Suggestion(name, known);
        ReadOnlySpan<string> lookedAt = ["data.classNames", "data.shares", "data.shapes", "data.classes"];
        if (place is not null)
        {
            scenario.RefuseAt(place, path, expected, Quoted.Text(name), remedy, lookedAt);
        }
        else
        {
            scenario.Refuse(path, expected, Quoted.Text(name), remedy, lookedAt);
        }
    }
}
