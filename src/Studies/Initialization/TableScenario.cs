using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>
/// Chooses a scenario for a table: logistic regression, which is fast and hard to beat on many tables, a network beside it, and the table without the columns that say too much.
/// </summary>
internal sealed class TableScenario
{
    private const string WithoutSuspects = "without-suspects";
    private const int MostEpochs = 60;
    private const int ManyCategories = 1000;
    private const double MuchMissing = 0.05;
    private const int Units = 32;
    private const double SecondsOfLogistic = 4;
    private const double LogisticRate = 1e9;
    private const int LogisticPasses = 100;
    private readonly TableOptions _options;
    private readonly TableInspection _table;
    private readonly int? _testRows;
    private readonly ConfigurationPaths _paths;
    private readonly ClassCounts _classes;
    private readonly MissingSpellings _missing;
    private readonly SplitColumns _split;
    private readonly TableColumnChoice[] _columns;

    /// <summary>Looks at a table.</summary>
    /// <param name="options">Files and label.</param>
    /// <param name="table">The training table.</param>
    /// <param name="testRows">Rows of the test table, or null.</param>
    /// <param name="paths">How paths are written.</param>
    public TableScenario(TableOptions options, TableInspection table, int? testRows, ConfigurationPaths paths)
    {
        (_options, _table, _testRows, _paths) = (options, table, testRows, paths);
        InspectedColumn[] others = [.. table.Columns.Where(column => column.Name != options.Label)];
        _missing = new MissingSpellings(others);
        _split = SplitColumns.Of(others);
        _columns = [.. others.Select(column => TableColumnChoice.Of(column, _missing, _split))];
        _classes = Classes(table.Find(options.Label)!);
    }

    /// <summary>The scenario.</summary>
    /// <param name="suspects">Columns that say too much about the label, found by the audit of a first draft.</param>
    public ScenarioDraft Draft(IReadOnlyList<AuditedColumn> suspects)
    {
        (int training, int validation, int test) = HeldOutShares.Of(_classes.Samples, _testRows);
        int variants = 2 + (suspects.Count > 0 ? 1 : 0);
        int repeats = variants == 2 ? 6 : 7;
        TrainingLengthChoice length = TrainingLengthChoice.For(training, MostEpochs);
        int features = _columns.Where(column => column.Ignored is null).Sum(column => column.IsNumeric ? 1 : Math.Min(column.Categories, ManyCategories));
        RunCost logistic = new(SecondsOfLogistic + ((double)training * features * _classes.Kept.Count * LogisticPasses / LogisticRate), repeats * (variants - 1));
        RunCost cost = logistic.And(RunCost.OfNetwork(((double)features * Units) + (Units * Units), training, validation + test, length.Epochs, length.Batch, repeats));
        CommentedObject scenario = new CommentedObject()
            .Add("description", $"How well is \"{_options.Label}\" predicted, and does a network do better than logistic regression?")
            .Add("data", Data(suspects, test))
            .Add("pipeline", Pipeline())
            .Add("model", new CommentedObject().Add("type", "logisticRegression"), "Fast, and hard to beat on many tables: what a network has to be better than.")
            .Add("training", _classes.IsUnbalanced
                ? new CommentedObject().Suggest("classWeighting", "balanced", "Classes are unbalanced: try this here, or in a variant.")
                : new CommentedObject())
            .Add("vary", new JsonArray("split", "init", "order", "dropout"),
                "Other training rows in every repeat too: logistic regression draws nothing else, so without it all repeats would be one.")
            .Add("repeats", repeats, string.Create(
                CultureInfo.InvariantCulture,
                $"{repeats} are the least that can show a difference between {variants} variants. {repeats * variants} trainings take about {RunCost.Text(cost.Total)} on two cores."))
            .Add("variants", Variants(suspects, length, training));
        return new ScenarioDraft(scenario, Found(), [.. Odd()], cost);
    }

    /// <summary>The classes, with missing labels left for the reader to complain about; a label of very many values is left whole for it too.</summary>
    private ClassCounts Classes(InspectedColumn label)
    {
        const int mostClasses = 100;
        (string Name, int Count)[] counts = [.. label.Counts.Where(entry => !_missing.IsMissing(entry.Text)).OrderBy(entry => entry.Text, StringComparer.Ordinal)];
        return new ClassCounts(counts.Length <= mostClasses ? counts : [("all", counts.Sum(entry => entry.Count))], "rows");
    }

    private CommentedObject Data(IReadOnlyList<AuditedColumn> suspects, int test)
    {
        CommentedObject data = new CommentedObject().Add("type", "table").Add("train", _paths.Relative(_options.Train));
        if (_options.Test is { } testFile)
        {
            data.Add("test", _paths.Relative(testFile));
        }

        data.Add("label", _options.Label, $"The column to predict: {_classes.Listed}.");
        if (_table.Separator is { } separator)
        {
            data.Add("separator", separator, "What stands between columns in this file.");
        }

        if (_classes.HasTiny)
        {
            data.Add("classes", _classes.KeptShares, $"The share of each class that is used. Left out, because fewer than {ClassCounts.Fewest} rows cannot be divided: {_classes.Tiny}.");
        }

        if (_missing.Additional.Count > 0)
        {
            data.Add("missingValues", new JsonArray([.. _missing.All.Select(text => JsonValue.Create(text))]), $"The usual spellings and what was found here: {_missing.Words}.");
        }

        CommentedObject columns = Columns(suspects);
        data.Add("columns", columns, "Columns that are no features. The others are numbers or categories by what they hold.");
        SplitColumns.AddTo(data, _split, _testRows is null, test);
        return data;
    }

    private CommentedObject Columns(IReadOnlyList<AuditedColumn> suspects)
    {
        CommentedObject columns = new();
        foreach (TableColumnChoice column in _columns.Where(column => column.Ignored is not null && column.Name != _split.Group?.Name))
        {
            columns.Add(column.Name, "ignore", $"It {column.Ignored}.{(column.IsFault ? " Mend them and remove this line." : "")}");
        }

        foreach (AuditedColumn suspect in suspects)
        {
            columns.Suggest(suspect.Name, "ignore", $"{suspect.Suspicion} The variant \"{WithoutSuspects}\" shows what is left without it.");
        }

        return columns;
    }

    private CommentedObject Pipeline()
    {
        CommentedObject pipeline = new();
        TableColumnChoice[] features = [.. _columns.Where(column => column.Ignored is null)];
        if (features.Any(column => column.IsNumeric && column.Missing >= MuchMissing * _table.RowCount))
        {
            pipeline.Add("missingNumbers", "mean", "Fitted on training rows.")
                .Add("missingIndicators", true, "Some columns of numbers miss 5% and more: that a value is missing may say something itself.");
        }

        int categories = features.Sum(column => column.Categories);
        return categories <= ManyCategories ? pipeline : pipeline.Add("categories", "hashing", string.Create(
            CultureInfo.InvariantCulture, $"There are {categories:N0} categories: a column for each would be more than the rows can teach."));
    }

    private static CommentedObject Variants(IReadOnlyList<AuditedColumn> suspects, TrainingLengthChoice length, int training)
    {
        CommentedObject variants = new CommentedObject().Add(
            "network",
            new CommentedObject()
                .Add("model", new JsonObject { ["type"] = "mlp", ["hiddenUnits"] = new JsonArray(Units, Units), ["dropout"] = 0.2 })
                .Add("training", length.ToTraining(training)),
            "A small network on the same features.");
        return suspects.Count == 0 ? variants : variants.Add(
            WithoutSuspects,
            new JsonObject { ["data"] = new JsonObject { ["columns"] = new JsonObject([.. suspects.Select(column => KeyValuePair.Create<string, JsonNode?>(column.Name, "ignore"))]) } },
            "Without the columns that say too much about the label: if accuracy falls far, ask whether they are known before the label is.");
    }

    private List<string> Found()
    {
        TableColumnChoice[] features = [.. _columns.Where(column => column.Ignored is null)];
        int numeric = features.Count(column => column.IsNumeric);
        string separated = _table.Separator is { } separator ? $", separated by \"{(separator == "\t" ? "\\t" : separator)}\"" : "";
        List<string> found =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_table.RowCount:N0} rows and {_table.Columns.Count} columns{separated}: {numeric} of numbers, {features.Length - numeric} of categories, {_columns.Length - features.Length} that are no features, and the label."),
            string.Create(CultureInfo.InvariantCulture, $"\"{_options.Label}\" has {_classes.Count} classes: {_classes.Listed}."),
        ];
        if (_testRows is { } rows)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} test rows."));
        }

        if (_missing.Usual.Count > 0)
        {
            found.Add("Missing values are spelt " + string.Join(", ", _missing.Usual.Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Text}\" ({entry.Count} times)"))) + ".");
        }

        return found;
    }

    private IEnumerable<string> Odd()
    {
        IEnumerable<TableColumnChoice> ignored = _columns.Where(column => column.IsFault).Concat(_columns.Where(column => column.Ignored is not null && !column.IsFault));
        foreach (string sentence in ColumnSentences.Of(ignored.Select(column => (column.Name, $"{column.Ignored}{(column.Name == _split.Group?.Name ? "" : ", so it is ignored")}")), before: ""))
        {
            yield return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.";
        }

        if (_missing.Found.Count > 0)
        {
            yield return $"Taken for missing values: {_missing.Words}.";
        }

        foreach (string sentence in _classes.Odd())
        {
            yield return sentence;
        }
    }
}
