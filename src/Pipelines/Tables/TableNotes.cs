using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>What a user should know about a split table though nothing is wrong with it.</summary>
internal static class TableNotes
{
    private const int NamesShown = 5;

    /// <summary>Counts held-out values whose category the training set has not: one-hot encoding makes them zeros.</summary>
    public static void AddUnseen(
        ColumnarDataView train, ColumnarDataView test, IReadOnlyList<FeatureColumn> features, SampleSplit split, CategoryEncoding encoding, List<string> notes)
    {
        foreach (FeatureColumn feature in features.Where(feature => feature.Kind == ColumnKind.Categorical))
        {
            CellColumn texts = train.Cells(feature.Name);
            CellColumn testTexts = test.Cells(feature.Name);
            HashSet<string> seen = [.. split.Train.Select(row => ColumnarDataView.Category(texts, row))];
            string[] unseen =
            [
                .. split.Selection.Concat(split.Validation).Select(row => ColumnarDataView.Category(texts, row))
                    .Concat(split.Test.Select(row => ColumnarDataView.Category(testTexts, row)))
                    .Where(text => !seen.Contains(text)),
            ];
            if (unseen.Length > 0)
            {
                string[] names = [.. unseen.Distinct().Order(StringComparer.Ordinal)];
                string shown = string.Join(", ", names.Take(NamesShown).Select(name => $"\"{name}\"")) + (names.Length > NamesShown ? ", ..." : "");
                string effect = encoding == CategoryEncoding.OneHot ? "they are encoded as zeros" : "they share hashed features with others or have untrained ones";
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"column \"{feature.Name}\": {unseen.Length} held-out values of {names.Length} categories unseen in the training set ({shown}); {effect}"));
            }
        }
    }

    /// <summary>Names classes that a set lacks: without training rows a class cannot be predicted, without others it is not measured.</summary>
    public static void AddAbsentClasses(IReadOnlyDictionary<string, TableSampleSet> sets, IReadOnlyList<string> classes, List<string> notes)
    {
        foreach ((string name, TableSampleSet set) in sets)
        {
            string[] absent = [.. Enumerable.Range(0, classes.Count).Except(set.Labels).Select(label => $"\"{classes[label]}\"")];
            if (absent.Length > 0)
            {
                string effect = name == "train" ? "it cannot be predicted" : "it is not measured there";
                notes.AddRange(absent.Select(label => $"class {label} has no row in the {name} set; {effect}"));
            }
        }
    }
}
