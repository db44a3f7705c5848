using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>The tables of a study, read and checked, before anything depends on a seed.</summary>
/// <param name="Fingerprint">SHA-256 over the files.</param>
/// <param name="Train">The training table.</param>
/// <param name="Test">The test table, or null when test rows are split off.</param>
/// <param name="Columns">The training table's columns, the label excluded.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Groups">The group of each training row, or null.</param>
/// <param name="Times">The time of each training row, or null.</param>
internal sealed record TableSource(
    string Fingerprint, RawTable Train, RawTable? Test, IReadOnlyList<TableColumn> Columns, TableLabels Labels, string[]? Groups, double[]? Times)
{
    /// <summary>Reads and checks the files that the options name.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, as far as the stages before it allow to tell: files, columns, values.</exception>
    public static TableSource Read(TableOptions options, CancellationToken cancellation)
    {
        ProblemList problems = new();
        TableFile.Content? trainContent = TableFile.Load(options.Train, problems);
        TableFile.Content? testContent = options.Test is null ? null : TableFile.Load(options.Test, problems);
        RawTable? train = trainContent is null ? null : TableFile.Read(trainContent, options, problems, cancellation);
        RawTable? test = testContent is null ? null : TableFile.Read(testContent, options, problems, cancellation);
        if (!problems.IsOfCells)
        {
            problems.ThrowIfAny();
        }

        string fingerprint = TableFile.Fingerprint(testContent is null ? [trainContent!] : [trainContent!, testContent]);
        return Of(fingerprint, train!, test, options, problems);
    }

    /// <summary>Checks tables in memory.</summary>
    /// <exception cref="ProblemException">Everything that is wrong, as far as the stages before it allow to tell: columns, values.</exception>
    public static TableSource Of(string fingerprint, RawTable train, RawTable? test, TableOptions options) => Of(fingerprint, train, test, options, new ProblemList());

    /// <summary>The same, beside rows that could not be read: what is wrong with columns is told at once, and with values where nearly all rows are there.</summary>
    private static TableSource Of(string fingerprint, RawTable train, RawTable? test, TableOptions options, ProblemList problems)
    {
        TableChecks.Columns(train, test, options, problems);
        if (!problems.IsOfCells || !train.IsNearlyWhole || test is { IsNearlyWhole: false })
        {
            problems.ThrowIfAny();
        }

        TableLabels? labels = TableLabels.Of(train, test, options, problems);
        IReadOnlyList<TableColumn> columns = ColumnInference.Of(train, options, problems);
        CheckTestNumbers(train, test, columns, problems);
        SplitOptions split = options.Split;
        string[]? groups = split is { Strategy: SplitStrategy.Grouped, GroupBy: { } group } ? SplitKeys.Groups(train, group, problems) : null;
        double[]? times = split is { Strategy: SplitStrategy.Time, OrderBy: { } order } ? SplitKeys.Times(train, order, problems) : null;
        problems.ThrowIfAny();
        return new TableSource(fingerprint, train, test, columns, labels!, groups, times);
    }

    private static void CheckTestNumbers(RawTable train, RawTable? test, IReadOnlyList<TableColumn> columns, ProblemList problems)
    {
        if (test is null)
        {
            return;
        }

        // A column without any training value is dropped, whatever the test table holds.
        foreach (TableColumn column in columns.Where(column => column.Kind == ColumnKind.Numeric))
        {
            if (Enumerable.Range(0, train.Count).Any(row => !train.Columns[column.Index].IsEmpty(row)))
            {
                ColumnInference.CheckNumbers(test, column.Name, test.IndexOf(column.Name), "Declare it in data.missingValues.", problems);
            }
        }
    }
}
