using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes that <c>pipeline.augment.classes</c> names.</summary>
internal static class AugmentedClasses
{
    private const string Member = "pipeline.augment.classes";
    private const int NamesShown = 20;

    /// <summary>Whether each class is augmented: all of them where none is named.</summary>
    public static IReadOnlyList<bool> Of(AugmentOptions? options, IReadOnlyList<string> classes) =>
        [.. classes.Select(name => options?.Classes?.Contains(name) ?? true)];

    /// <summary>Adds a problem for every name that no class has, and for a list without names.</summary>
    public static void AddProblems(AugmentOptions? options, IReadOnlyList<string> classes, List<Problem> problems)
    {
        if (options?.Classes is not { } named)
        {
            return;
        }

        string known = string.Join(", ", classes.Take(NamesShown).Select(name => $"\"{name}\"")) + (classes.Count > NamesShown ? ", ..." : "");
        if (named.Count == 0)
        {
            problems.Add(new Problem(Member, "at least one class", "an empty list", $"The classes are {known}. Leave the member out to augment all."));
        }

        foreach (string name in named.Distinct().Where(name => !classes.Contains(name)))
        {
            problems.Add(new Problem(Member, $"a class of the training images: {known}", $"\"{name}\"", NearestName.Suggestion(name, classes)));
        }
    }
}
