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

    /// <inheritdoc cref="DataPreparation.Prepare"/>
    public static PreparedData Prepare(ScenarioOptions scenario, TableOptions table, TrialSeeds seeds, CancellationToken cancellation)
    {
        TableSource source = TableSource.Read(table, cancellation);
        SampleSplit split = SampleSplitting.Split(RequestOf(scenario, table, source), seeds);

        List<string> notes = [];
        ColumnarDataView train = ColumnarDataView.Of(source.Train, source.Columns);
        IReadOnlyList<FeatureColumn> features = FeatureColumn.Of(train, source.Columns, split.Train, scenario.Pipeline, notes);
        if (features.Count == 0)
        {
            throw new ProblemException(ProblemStage.Data, new Problem(
                source.Train.FileName, "a column that tells rows apart", notes.Count == 0 ? "no feature column" : string.Join("; ", notes)));
        }

        CheckSize(source, train, features, split.Train, scenario.Pipeline);
        TableTransform transform = TableTransform.Fit(train.Only(split.Train), features, scenario.Pipeline);
        ColumnarDataView test = source.Test is null ? train : ColumnarDataView.Of(source.Test, source.Columns);
        Dictionary<string, TableSampleSet> sets = [];
        AddSet("train", train, split.Train, source.Labels.Train);
        AddSet("selection", train, split.Selection, source.Labels.Train);
        AddSet("validation", train, split.Validation, source.Labels.Train);
        AddSet("test", test, split.Test, source.Labels.Test ?? source.Labels.Train);

        TableNotes.AddUnseen(train, test, features, split, scenario.Pipeline.Categories, notes);
        TableNotes.AddAbsentClasses(sets, source.Labels.Classes, notes);
        PreprocessingFile file = new(table.Label, source.Labels.Classes, table.MissingValues, source.Columns, transform);
        return new TablePreparedData(Describe(source, split, train, sets, transform, notes), split, sets, transform, file, TableCells.Of(source, train, test));

        void AddSet(string name, ColumnarDataView view, IReadOnlyList<int> rows, int[] labels)
        {
            if (rows.Count > 0)
            {
                sets.Add(name, new TableSampleSet(name, rows, labels, transform.Apply(view.Only(rows), cancellation), transform.FeatureNames.Count));
            }
        }
    }

    private static SplitRequest RequestOf(ScenarioOptions scenario, TableOptions table, TableSource source) => new()
    {
        Options = table.Split,
        Labels = source.Labels.Train,
        Ids = [.. Enumerable.Range(1, source.Train.Rows.Count).Select(row => row.ToString(CultureInfo.InvariantCulture))],
        Classes = source.Labels.Classes,
        ContentHashes = SplitKeys.ContentHashes(source.Train),
        Groups = source.Groups,
        Times = source.Times,
        SeparateTestCount = source.Test?.Rows.Count,
        NeedsSelection = DataPreparation.NeedsSelection(scenario),
    };

    private static void CheckSize(
        TableSource source, ColumnarDataView train, IReadOnlyList<FeatureColumn> features, IReadOnlyList<int> rows, PipelineOptions pipeline)
    {
        (string Name, long Width)[] widths =
        [
            .. features.Select(feature => (feature.Name, feature.Kind == ColumnKind.Numeric ? 1L + (feature.HasIndicator ? 1 : 0)
                : pipeline.Categories == CategoryEncoding.Hashing ? 1L << pipeline.HashBits
                : rows.Select(row => train.Texts(feature.Name)[row]).Distinct().LongCount())),
        ];
        long samples = source.Train.Rows.Count + (source.Test?.Rows.Count ?? 0);
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
        TableSource source, SampleSplit split, ColumnarDataView train, Dictionary<string, TableSampleSet> sets, TableTransform transform, List<string> notes) => new()
        {
            Kind = "table",
            Fingerprint = source.Fingerprint,
            Classes = source.Labels.Classes,
            Shape = new SampleShape(1, 1, transform.FeatureNames.Count, IsImage: false),
            Counts = sets.ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<int>)[.. Enumerable.Range(0, source.Labels.Classes.Count).Select(label => pair.Value.Labels.Count(other => other == label))]),
            Columns =
        [
            .. source.Columns.Select(column => new ColumnDescription(
                column.Name,
                PreprocessingFile.NameOf(column.Kind),
                MissingIn(source.Train, column.Name) + (source.Test is { } test ? MissingIn(test, column.Name) : 0),
                column.Kind == ColumnKind.Categorical ? split.Train.Select(row => train.Texts(column.Name)[row]).Distinct().Count() : null)),
        ],
            Notes = notes,
        };

    /// <summary>The number of missing values; an ignored column may be absent from the test table.</summary>
    private static int MissingIn(RawTable table, string column) =>
        table.IndexOf(column) is >= 0 and int index ? table.Rows.Count(cells => cells[index].Length == 0) : 0;
}
