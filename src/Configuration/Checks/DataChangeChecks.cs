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

        ClassNameChecks.RefuseMembers(scenario, "data.classes", [.. classes.Keys], ClassNameChecks.Known(scenario.Options.Data));
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

        DataOptions data = scenario.Options.Data;
        foreach (IReadOnlyList<string> pair in pairs)
        {
            if (pair.Count != 2 || ClassNameChecks.Repeated(data, pair) is not null)
            {
                string? remedy = pair.Count == 2 && pair[0] != pair[1]
                    ? $"{Quoted.Text(pair[0])} and {Quoted.Text(pair[1])} are the same class."
                    : null;
                scenario.Refuse(Path, "pairs of two different classes", $"[{Quoted.List(pair.Select(Quoted.Text))}]", remedy, "data.classNames");
            }
        }

        if (ClassNameChecks.Repeated(data, pairs.SelectMany(pair => pair.DistinctBy(name => NamedClasses.Resolve(data, name)))) is { } again)
        {
            scenario.Refuse(Path, "every class in one pair", again, "Each class is mistaken for one other.", "data.classNames");
        }

        foreach (string name in pairs.SelectMany(pair => pair).Distinct())
        {
            ClassNameChecks.RefuseUnknown(scenario, Path, name, ClassNameChecks.Used(data), null);
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

        if (ClassNameChecks.Repeated(scenario.Options.Data, classes) is { } again)
        {
            scenario.Refuse(Path, "every class once", again, null, "data.classNames");
        }

        if (!RandomStreams.Changes(augment))
        {
            scenario.RefuseMember(Path, "\"classes\" only with an augmentation", "Set one, such as \"rotation\": 10, or remove it.", "pipeline.augment");
        }

        foreach (string name in classes.Distinct())
        {
            ClassNameChecks.RefuseUnknown(scenario, Path, name, ClassNameChecks.Used(scenario.Options.Data), null);
        }
    }
}
