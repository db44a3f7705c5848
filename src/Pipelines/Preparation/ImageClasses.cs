using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes of a training source and the labels of both sources as indexes into them.</summary>
internal sealed record ImageClasses(IReadOnlyList<string> Names, IReadOnlyList<int> Train, IReadOnlyList<int>? Test, IReadOnlyList<string> Notes)
{
    /// <summary>Takes the classes from the training source and checks that both sources can be used with them.</summary>
    /// <param name="train">The training source.</param>
    /// <param name="test">The test source, or null when it is split off.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImageClasses Resolve(ImageListing train, ImageListing? test, List<Problem> problems)
    {
        Dictionary<string, int> indexes = train.Classes.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        AddTrainingProblems(train, problems);
        List<string> notes = [];
        if (test is not null)
        {
            AddTestProblems(train, test, indexes, problems);
            HashSet<string> tested = [.. test.Labels];
            List<string> untested = [.. train.Classes.Where(name => !tested.Contains(name))];
            if (untested.Count > 0)
            {
                notes.Add($"The test set has no image of {Quoted(untested)}: nothing is said about these classes.");
            }
        }

        return new ImageClasses(
            train.Classes,
            [.. train.Labels.Select(label => indexes[label])],
            test is null ? null : [.. test.Labels.Select(label => indexes.GetValueOrDefault(label, -1))],
            notes);
    }

    private static void AddTrainingProblems(ImageListing train, List<Problem> problems)
    {
        HashSet<string> present = [.. train.Labels];
        foreach (string empty in train.Classes.Where(name => !present.Contains(name)))
        {
            problems.Add(new Problem(
                train.Where,
                $"at least one image {(train.ClassWord == "label" ? "with the label" : "in class folder")} \"{empty}\"",
                "none",
                "Add images of the class, or remove it."));
        }

        if (train.Classes.Count == 1)
        {
            problems.Add(new Problem(train.Where, "at least two classes", $"only \"{train.Classes[0]}\"", "A model that tells nothing apart needs no training."));
        }

        if (train.Ids.Count < train.Classes.Count)
        {
            problems.Add(new Problem(
                train.Where,
                "at least as many images as classes",
                string.Create(CultureInfo.InvariantCulture, $"{train.Ids.Count} images of {train.Classes.Count} classes")));
        }
    }

    private static void AddTestProblems(ImageListing train, ImageListing test, Dictionary<string, int> indexes, List<Problem> problems)
    {
        List<string> unknown = [.. test.Labels.Where(label => !indexes.ContainsKey(label)).Distinct(StringComparer.Ordinal)];
        if (unknown.Count > 0)
        {
            problems.Add(new Problem(
                test.Where,
                $"only classes that the training images have ({Quoted(train.Classes)})",
                Quoted(unknown),
                "A model cannot predict a class that it never saw: add training images of it, or take it out of the test set."));
        }

        if (test.Ids.Count == 0)
        {
            problems.Add(new Problem(test.Where, "at least one test image", "none"));
        }
    }

    private static string Quoted(IReadOnlyList<string> names)
    {
        const int shown = 10;
        string list = string.Join(", ", names.Take(shown).Select(name => $"\"{name}\""));
        return names.Count > shown ? string.Create(CultureInfo.InvariantCulture, $"{list} and {names.Count - shown} more") : list;
    }
}
