using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The classes of a table that <c>data.classes</c> keeps, and the rows of them.</summary>
/// <param name="Names">The class names.</param>
/// <param name="Train">The class of each row of the training table; -1 where its class is not used.</param>
/// <param name="Test">The class of each row of the test table, or null.</param>
/// <param name="KeptTrain">The rows of the training table that are kept, ascending.</param>
/// <param name="KeptTest">The rows of the test table that are kept, or null.</param>
internal sealed record TableClasses(
    IReadOnlyList<string> Names, IReadOnlyList<int> Train, IReadOnlyList<int>? Test, IReadOnlyList<int> KeptTrain, IReadOnlyList<int>? KeptTest)
{
    /// <summary>Applies the option; without it everything is kept.</summary>
    /// <exception cref="ProblemException">The table has not the classes that are named, or only one, or the test table has none of them.</exception>
    public static TableClasses Of(TableSource source, IReadOnlyDictionary<string, double>? shares, TrialSeeds seeds)
    {
        List<Problem> problems = [];
        IReadOnlyList<string> names = ClassShares.Names(shares, source.Labels.Classes, problems);
        if (problems.Count == 0 && names.Count < 2)
        {
            problems.Add(new Problem(
                "data.classes", "at least two classes", names.Count.ToString(CultureInfo.InvariantCulture), "A model has nothing to tell apart."));
        }

        Dictionary<string, int> indexes = names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        (IReadOnlyList<int> train, IReadOnlyList<int> trainLabels) = Keep(source.Labels.Train, DataDraw.TrainClasses);
        (IReadOnlyList<int>? test, IReadOnlyList<int>? testLabels) = source.Labels.Test is null ? (null, null) : Keep(source.Labels.Test, DataDraw.TestClasses);
        if (test is { Count: 0 })
        {
            problems.Add(new Problem(source.Test!.FileName, "at least one row of the classes that data.classes names", "none"));
        }

        return problems.Count > 0
            ? throw new ProblemException(ProblemStage.Data, problems)
            : new TableClasses(names, trainLabels, testLabels, train, test);

        (IReadOnlyList<int> Kept, IReadOnlyList<int> Labels) Keep(IReadOnlyList<int> labels, DataDraw draw)
        {
            if (shares is null)
            {
                return (new IndexRange(labels.Count), labels);
            }

            string[] texts = [.. labels.Select(label => label < 0 ? "" : source.Labels.Classes[label])];
            return (ClassShares.Kept(shares, texts, seeds, draw), new ClassIndexes(texts.Length, names.Count, row => indexes.GetValueOrDefault(texts[row], -1)));
        }
    }
}
