using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>
/// From a table on disk to prepared samples: read and check, split, decide on the training rows which columns are features, fit the
/// ML.NET transforms on them, apply them to every set.
/// </summary>
internal static class TablePreparation
{
    /// <summary>
    /// The greatest number of values of a prepared table, 2 GB; more is a mistake of encoding far more often than a table. Chosen
    /// here.
    /// </summary>
    private const long MostValues = 500_000_000;

    /// <summary>The greatest number of values of a set that are prepared once and kept, 128 MB; the features of a larger set are computed whenever they are read. Chosen here.</summary>
    private const long MostPreparedValues = 1 << 25;

    /// <inheritdoc cref="DataPreparation.Prepare"/>
    public static PreparedData Prepare(
        ScenarioOptions scenario, TableOptions table, TrialSeeds seeds, CancellationToken cancellation, FoldNumber? fold = null) =>
        Prepare(scenario, "table", table, TableSource.Read(table, cancellation), seeds, fold, cancellation);

    /// <summary>The same for a generated table.</summary>
    public static PreparedData Prepare(
        ScenarioOptions scenario, SyntheticOptions synthetic, TrialSeeds seeds, CancellationToken cancellation, FoldNumber? fold = null)
    {
        TableOptions table = SyntheticTable.ReadAs(synthetic);
        return Prepare(scenario, "synthetic", table, SyntheticTable.Source(synthetic, table, seeds), seeds, fold, cancellation);
    }

    private static TablePreparedData Prepare(
        ScenarioOptions scenario, string kind, TableOptions table, TableSource source, TrialSeeds seeds, FoldNumber? fold, CancellationToken cancellation)
    {
        TableClasses classes = TableClasses.Of(source, table.Classes, seeds);
        SampleAssignment assignment = SampleAssignment.Of(RequestOf(scenario, table, source, classes, fold), seeds, cancellation);
        SampleSplit split = assignment.Split;

        List<string> notes = [.. assignment.Notes];
        List<string> columnNotes = [];
        ColumnarDataView train = ColumnarDataView.Of(source.Train, source.Columns);
        IReadOnlyList<FeatureColumn> features = FeatureColumn.Of(train, source.Columns, split.Train, scenario.Pipeline, columnNotes);
        if (features.Count == 0)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                source.Train.FileName,
                "a column that tells rows apart",
                columnNotes.Count == 0 ? "no feature column" : string.Join("; ", columnNotes)));
        }

        notes.AddRange(columnNotes);
        CheckSize(source, train, features, split, scenario.Pipeline);
        TableTransform transform = TableTransform.Fit(train.Only(split.Train), features, scenario.Pipeline);
        ColumnarDataView test = source.Test is null ? train : ColumnarDataView.Of(source.Test, source.Columns);
        FittedTable fitted = new()
        {
            Classes = classes.Names,
            Label = table.Label,
            Separator = table.Separator,
            MissingValues = table.MissingValues,
            Columns = [.. source.Columns.Select(column => FittedTableColumn.Of(column, transform.Columns.FirstOrDefault(other => other.Column.Name == column.Name)))],
            Features = transform.FeatureNames,
        };
        Dictionary<string, TableSampleSet> sets = [];
        Lazy<FittedRows> trainRows = new(() => new FittedRows(fitted, source.Train));
        AddSet("train", train, split.Train, assignment.Labels, assignment.OriginalLabels);
        AddSet("selection", train, split.Selection, assignment.Labels, assignment.OriginalLabels);
        AddSet("validation", train, split.Validation, assignment.Labels, assignment.OriginalLabels);
        AddSet("test", test, split.Test, classes.Test ?? assignment.Labels, null);

        TableNotes.AddUnseen(train, test, features, split, scenario.Pipeline.Categories, notes);
        TableNotes.AddAbsentClasses(sets, classes.Names, notes);
        return new TablePreparedData(
            Describe(kind, source, assignment, classes.Names, train, sets, transform, notes), split, sets, transform, fitted, TableCells.Of(source, train, test),
            scenario.Pipeline.AlignTest ? SampleAlignment.Of(sets["train"], sets["test"], transform.FeatureNames.Count, transform.FeatureIsNumeric, cancellation) : null);

        void AddSet(string name, ColumnarDataView view, IReadOnlyList<int> rows, IReadOnlyList<int> labels, IReadOnlyList<int>? original)
        {
            if (rows.Count > 0)
            {
                ITableFeatures features = (long)rows.Count * transform.FeatureNames.Count <= MostPreparedValues
                    ? new PreparedFeatures(transform.Apply(view.Only(rows), cancellation), transform.FeatureNames.Count)
                    : new ComputedFeatures(view == train ? trainRows.Value : new FittedRows(fitted, source.Test!), rows);
                sets.Add(name, new TableSampleSet(name, rows, labels, classes.Names.Count, features)
                {
                    BeforeNoise = original is null ? null : [.. rows.Select(row => original[row])],
                });
            }
        }
    }

    private static AssignmentRequest RequestOf(
        ScenarioOptions scenario, TableOptions table, TableSource source, TableClasses classes, FoldNumber? fold) => new()
        {
            Data = table,
            Classes = classes.Names,
            Labels = classes.Train,
            Ids = new RowNumbers(new IndexRange(source.Train.Count)),
            ContentHashes = new RowHashes(source.Train),
            Groups = source.Groups,
            Times = source.Times,
            Usable = classes.KeptTrain,
            UsableTest = classes.KeptTest,
            NeedsSelection = DataPreparation.NeedsSelection(scenario),
            Fold = fold,
        };

    private static void CheckSize(
        TableSource source, ColumnarDataView train, IReadOnlyList<FeatureColumn> features, SampleSplit split, PipelineOptions pipeline)
    {
        (string Name, long Width)[] widths =
        [
            .. features.Select(feature => (feature.Name, feature.Kind == ColumnKind.Numeric ? 1L + (feature.HasIndicator ? 1 : 0)
                : pipeline.Categories == CategoryEncoding.Hashing ? 1L << pipeline.HashBits
                : Categories(train.Cells(feature.Name), split.Train))),
        ];
        long samples = split.Train.Count + split.Selection.Count + split.Validation.Count + split.Test.Count;
        long values = samples * widths.Sum(width => width.Width);
        if (values > MostValues)
        {
            (string widest, long width) = widths.MaxBy(pair => pair.Width);
            throw new ProblemException(ProblemStage.Data, new Problem(
                $"{source.Train.FileName}, column \"{widest}\"",
                string.Create(CultureInfo.InvariantCulture, $"features that fit into memory: at most {MostValues:N0} values"),
                string.Create(CultureInfo.InvariantCulture, $"{values:N0}, {width:N0} features from this column alone"),
                "Declare the column \"ignore\" in data.columns, or set pipeline.categories to \"hashing\" with fewer hashBits."));
        }
    }

    private static DatasetDescription Describe(
        string kind,
        TableSource source,
        SampleAssignment assignment,
        IReadOnlyList<string> classes,
        ColumnarDataView train,
        Dictionary<string, TableSampleSet> sets,
        TableTransform transform,
        List<string> notes)
    {
        SampleSplit split = assignment.Split;
        IReadOnlyList<int>[] fromTrain = [split.Train, split.Selection, split.Validation, source.Test is null ? split.Test : []];
        return new DatasetDescription
        {
            Kind = kind,
            Fingerprint = assignment.ExcludeHash is { } hash ? FileHashIndex.Combine([source.Fingerprint, hash]) : source.Fingerprint,
            Classes = classes,
            Shape = new SampleShape(1, 1, transform.FeatureNames.Count, IsImage: false),
            Counts = sets.ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<int>)[.. Enumerable.Range(0, classes.Count).Select(label => pair.Value.Labels.Count(other => other == label))]),
            Columns =
            [
                .. source.Columns.Select(column => new ColumnDescription(
                    column.Name,
                    ColumnKinds.NameOf(column.Kind),
                    fromTrain.Sum(rows => MissingIn(source.Train, rows, column.Name)) + (source.Test is { } test ? MissingIn(test, split.Test, column.Name) : 0),
                    column.Kind == ColumnKind.Categorical ? Categories(train.Cells(column.Name), split.Train) : null)),
            ],
            Notes = notes,
        };
    }

    private static int Categories(CellColumn cells, IReadOnlyList<int> rows) => rows.Select(row => cells[row]).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The number of missing values in some rows; an ignored column may be absent from the test table.</summary>
    private static int MissingIn(RawTable table, IReadOnlyList<int> rows, string column) =>
        table.IndexOf(column) is >= 0 and int index ? rows.Count(table.Columns[index].IsEmpty) : 0;
}
