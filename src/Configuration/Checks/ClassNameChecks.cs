namespace MlPipelines.Configuration;

/// <summary>What every check of an option that names classes needs: which classes there are, and whether one is named twice.</summary>
internal static class ClassNameChecks
{
    private static readonly string[] s_lookedAt = ["data.classNames", "data.shares", "data.shapes", "data.classes"];

    /// <summary>The classes as far as the options name all of them; null where only the data know.</summary>
    public static string[]? Known(DataOptions data) => data switch
    {
        IdxOptions { ClassNames: { } names } => [.. names],
        SyntheticOptions synthetic => [.. synthetic.Shares.Select((_, index) => FormattableString.Invariant($"{index}"))],
        SyntheticImagesOptions images => [.. images.Shapes.Select(shape => OptionShapes.NameOf(shape.ToString()))],
        _ => null,
    };

    /// <summary>The classes that <c>data.classes</c> leaves; null where only the data know.</summary>
    public static string[]? Used(DataOptions data) =>
        data.Classes is { } classes ? [.. classes.Keys.Select(name => NamedClasses.Resolve(data, name))] : Known(data);

    /// <summary>Refuses names of an object's members that are no class, or a class that an earlier member named already.</summary>
    public static void RefuseMembers(ScenarioView scenario, string path, IReadOnlyList<string> names, string[]? known)
    {
        for (int index = 0; index < names.Count; index++)
        {
            Place? place = (scenario.Given(path)?.Value as ObjectNode)?.Find(names[index])?.NamePlace;
            RefuseUnknown(scenario, path, names[index], known, place);
            if (names.Take(index).FirstOrDefault(name => Repeated(scenario.Options.Data, [name, names[index]]) is not null) is { } first)
            {
                Refuse(scenario, path, "every class once", Again(first, names[index]), "Remove one of them.", place);
            }
        }
    }

    /// <summary>Refuses a name that is neither one of the classes nor the number of their labels.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="path">The option.</param>
    /// <param name="name">The name as written.</param>
    /// <param name="known">The classes; null where only the data know, and nothing is refused.</param>
    /// <param name="place">Where the name stands; null for the option's own place.</param>
    public static void RefuseUnknown(ScenarioView scenario, string path, string name, string[]? known, Place? place)
    {
        if (known is null || known.Contains(NamedClasses.Resolve(scenario.Options.Data, name)))
        {
            return;
        }

        IReadOnlyList<string> labels = NamedClasses.Labels(scenario.Options.Data, known);
        string numbers = labels.Count > 0 ? $", or their labels {Quoted.List(labels)}" : "";
        Refuse(scenario, path, $"one of the classes {Quoted.List(known)}{numbers}", Quoted.Text(name), NearestName.Suggestion(name, known), place);
    }

    /// <summary>What was received where a class is named twice, perhaps by its name and its label's number; null where none is.</summary>
    public static string? Repeated(DataOptions data, IEnumerable<string> names)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string resolved = NamedClasses.Resolve(data, name);
            if (!seen.TryAdd(resolved, name))
            {
                return Again(seen[resolved], name);
            }
        }

        return null;
    }

    private static string Again(string first, string name) =>
        first == name ? $"{Quoted.Text(name)} again" : $"{Quoted.Text(name)}, which is {Quoted.Text(first)} again";

    private static void Refuse(ScenarioView scenario, string path, string expected, string received, string? remedy, Place? place)
    {
        if (place is not null)
        {
            scenario.RefuseAt(place, path, expected, received, remedy, s_lookedAt);
        }
        else
        {
            scenario.Refuse(path, expected, received, remedy, s_lookedAt);
        }
    }
}
