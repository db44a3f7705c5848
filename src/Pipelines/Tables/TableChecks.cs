using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Whether the configuration and both tables speak of the same columns.</summary>
internal static class TableChecks
{
    /// <summary>
    /// Adds a problem for every column that the configuration names and the training table lacks, and for every difference of the test
    /// table.
    /// </summary>
    public static void Columns(RawTable train, RawTable? test, TableOptions options, ProblemList problems)
    {
        Require(train, options.Label, "data.label", problems);
        if (options.Split.GroupBy is { } group)
        {
            Require(train, group, "data.split.groupBy", problems);
        }

        if (options.Split.OrderBy is { } order)
        {
            Require(train, order, "data.split.orderBy", problems);
        }

        foreach (string name in options.Columns.Keys)
        {
            Require(train, name, "data.columns", problems, test);
        }

        if (options.Columns.TryGetValue(options.Label, out ColumnKind kind) && kind != ColumnKind.Categorical)
        {
            problems.Add(new Problem(
                $"data.columns.{options.Label}",
                "\"categorical\", because it is the label",
                $"\"{kind.ToString().ToLowerInvariant()}\""));
        }

        if (test is not null)
        {
            SameColumns(train, test, options, problems);
        }
    }

    private static void Require(RawTable train, string name, string member, ProblemList problems, RawTable? orIn = null)
    {
        if (train.IndexOf(name) < 0 && (orIn is null || orIn.IndexOf(name) < 0))
        {
            problems.Add(new Problem(
                train.FileName,
                $"a column \"{name}\" ({member})",
                "the columns " + string.Join(", ", train.Header),
                NearestName.Suggestion(name, [.. train.Header])));
        }
    }

    /// <summary>Columns that only one table has are a problem, unless they are declared not to matter. Their order may differ.</summary>
    private static void SameColumns(RawTable train, RawTable test, TableOptions options, ProblemList problems)
    {
        string[] ignored = [.. options.Columns.Where(pair => pair.Value == ColumnKind.Ignore).Select(pair => pair.Key)];
        HashSet<string> known = [.. ignored, options.Split.GroupBy ?? options.Label, options.Split.OrderBy ?? options.Label];
        known.ExceptWith(options.Columns.Where(pair => pair.Value != ColumnKind.Ignore).Select(pair => pair.Key));
        known.Remove(options.Label);
        string[] lacking = [.. train.Header.Where(name => test.IndexOf(name) < 0 && !known.Contains(name))];
        string[] additional = [.. test.Header.Where(name => train.IndexOf(name) < 0 && !known.Contains(name))];
        if (lacking.Length > 0)
        {
            problems.Add(new Problem(
                test.FileName,
                $"the columns of {train.FileName}",
                "a table without " + Quoted(lacking),
                lacking.Select(name => NearestName.Suggestion(name, additional)).FirstOrDefault(question => question is not null)));
        }

        if (additional.Length > 0)
        {
            problems.Add(new Problem(
                test.FileName,
                $"only columns of {train.FileName}",
                "also " + Quoted(additional),
                "Remove them, or declare them \"ignore\" in data.columns."));
        }
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
