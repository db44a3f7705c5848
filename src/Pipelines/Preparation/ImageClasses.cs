using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes of a training source and the labels of both sources as indexes into them.</summary>
/// <param name="Names">The class names.</param>
/// <param name="Train">The class of each training image; -1 where its class is not used.</param>
/// <param name="Test">The class of each test image, or null when the test set is split off.</param>
/// <param name="Notes">What a user should know.</param>
internal sealed record ImageClasses(IReadOnlyList<string> Names, IReadOnlyList<int> Train, IReadOnlyList<int>? Test, IReadOnlyList<string> Notes)
{
    /// <summary>The training images that <c>data.classes</c> keeps, ascending.</summary>
    public required IReadOnlyList<int> KeptTrain { get; init; }

    /// <summary>The test images that it keeps, or null.</summary>
    public required IReadOnlyList<int>? KeptTest { get; init; }

    /// <summary>Takes the classes that <c>data.classes</c> names, and the share of their images, and checks that both sources can be used with them.</summary>
    public static ImageClasses? Resolve(
        ImageListing train, ImageListing? test, IReadOnlyDictionary<string, double>? shares, TrialSeeds seeds, List<Problem> problems)
    {
        int before = problems.Count;
        IReadOnlyList<string> names = ClassShares.Names(shares, train.Classes, problems);
        if (problems.Count > before)
        {
            return null;
        }

        IReadOnlyList<int> keptTrain = ClassShares.Kept(shares, train.Labels, seeds, DataDraw.TrainClasses);
        IReadOnlyList<int>? keptTest = test is null ? null : ClassShares.Kept(shares, test.Labels, seeds, DataDraw.TestClasses);
        ImageClasses kept = Resolve(train.Only(keptTrain, names), test?.Only(keptTest!, names), problems);
        return kept with
        {
            Train = ClassShares.Spread(keptTrain, kept.Train, train.Labels.Count, -1),
            Test = test is null ? null : ClassShares.Spread(keptTest!, kept.Test!, test.Labels.Count, -1),
            KeptTrain = keptTrain,
            KeptTest = keptTest,
        };
    }
    private static ImageClasses Resolve(ImageListing train, ImageListing? test, List<Problem> problems)
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
            notes)
        {
            KeptTrain = [],
            KeptTest = null,
        };
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

        if (train.Classes.Count < 2)
        {
            string received = train.Classes.Count == 0 ? "none" : $"only \"{train.Classes[0]}\"";
            problems.Add(new Problem(train.Where, "at least two classes", received, "A model that tells nothing apart needs no training."));
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
