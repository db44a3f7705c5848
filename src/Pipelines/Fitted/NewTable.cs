using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>A table to predict, read as the training table was: the same separator, the same texts for missing values.</summary>
public sealed class NewTable
{
    private const int NamesShown = 5;
    private readonly RawTable _table;

    private NewTable(string name, RawTable table) => (Name, _table) = (name, table);

    /// <summary>What a user calls it.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _table.Count;

    /// <summary>Reads a table and checks it: every column that the model uses is there, and numbers are numbers. Other columns, the label too, do not matter.</summary>
    /// <param name="name">What a user calls the file.</param>
    /// <param name="path">The file: CSV, TSV or Parquet.</param>
    /// <param name="fitted">What the models were trained with; the separator and missing values of the first are used.</param>
    /// <param name="problems">Receives everything that is wrong.</param>
    /// <param name="cancellation">Checked for each row.</param>
    /// <returns>Null where anything is wrong.</returns>
    public static NewTable? Read(string name, string path, IReadOnlyList<FittedTable> fitted, List<Problem> problems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(problems);
        ProblemList found = new();
        RawTable? table = Read(name, path, fitted[0], found, cancellation);
        if (table is not null)
        {
            Check(table, [.. fitted.SelectMany(one => one.Used).DistinctBy(column => column.Name)], found);
        }

        IReadOnlyList<Problem> all = found.ToProblems();
        problems.AddRange(all);
        return all.Count == 0 ? new NewTable(name, table!) : null;
    }

    /// <summary>The rows as samples of a model.</summary>
    public SampleSet Prepare(FittedTable fitted) => new FittedRows(fitted, _table);

    /// <summary>Categories that training never saw, with what the encoding makes of them.</summary>
    public IReadOnlyList<string> Unseen(FittedTable fitted)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        List<string> notes = [];
        foreach (FittedTableColumn column in fitted.Used.Where(column => column.Categories is not null))
        {
            int index = _table.IndexOf(column.Name);
            HashSet<string> seen = [.. column.Categories!];
            string[] unseen = [.. Enumerable.Range(0, Count).Select(row => ColumnarDataView.Category(_table.Columns[index], row)).Where(text => !seen.Contains(text))];
            if (unseen.Length > 0)
            {
                string[] names = [.. unseen.Distinct().Order(StringComparer.Ordinal)];
                string shown = string.Join(", ", names.Take(NamesShown).Select(text => $"\"{text}\"")) + (names.Length > NamesShown ? ", ..." : "");
                string rows = string.Create(CultureInfo.InvariantCulture, $"{unseen.Length} of {Count} rows");
                notes.Add($"{Name}, column \"{column.Name}\": {rows} have a category that training never saw ({shown}); it is encoded as zeros, as in the study");
            }
        }

        return notes;
    }

    private static RawTable? Read(string name, string path, FittedTable fitted, ProblemList problems, CancellationToken cancellation)
    {
        if (TableFile.Load(path, problems) is not { } content)
        {
            return null;
        }

        TableFile.Content named = content with { Name = name };
        HashSet<string> missing = [.. fitted.MissingValues];
        RawTable? table = content.Extension == ".parquet"
            ? ParquetTableReader.Read(named, missing, problems, cancellation)
            : TextTableReader.Read(named, fitted.Separator ?? (content.Extension == ".tsv" ? "\t" : ","), missing, problems, cancellation, separatorMember: null);
        if (table is { Rows.Count: 0 })
        {
            problems.Add(new Problem(name, "at least one row", "a header only"));
            return null;
        }

        return table;
    }

    private static void Check(RawTable table, IReadOnlyList<FittedTableColumn> columns, ProblemList problems)
    {
        string[] lacking = [.. columns.Select(column => column.Name).Where(name => table.IndexOf(name) < 0)];
        if (lacking.Length > 0)
        {
            string[] others = [.. table.Header.Except(columns.Select(column => column.Name))];
            problems.Add(new Problem(
                table.FileName,
                "the columns that the model was trained on: " + string.Join(", ", columns.Select(column => column.Name)),
                "a table without " + string.Join(", ", lacking.Select(name => $"\"{name}\"")),
                lacking.Select(name => NearestName.Suggestion(name, others)).FirstOrDefault(question => question is not null)));
        }

        foreach (FittedTableColumn column in columns.Where(column => column.Kind == ColumnKind.Numeric && table.IndexOf(column.Name) >= 0))
        {
            ColumnInference.CheckNumbers(
                table, column.Name, table.IndexOf(column.Name), "The column held numbers in training; leave the cell empty where the number is missing.", problems);
        }
    }
}
