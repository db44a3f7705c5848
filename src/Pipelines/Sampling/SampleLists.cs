using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary>Lists of samples, as <c>data.exclude</c> takes them.</summary>
public static class SampleLists
{
    /// <summary>The names of samples as a list has them, in its order; whether the data have such samples is not checked.</summary>
    /// <param name="path">A CSV file with a header, absolute.</param>
    /// <param name="column">The column that holds the names; others are not read.</param>
    /// <exception cref="ProblemException">The file cannot be read, or has no such column.</exception>
    public static IReadOnlyList<string> Read(string path, string column)
    {
        ProblemList problems = new();
        RawTable? table = TableFile.Load(path, problems) is { } content
            ? TextTableReader.Read(content, ",", [], problems, CancellationToken.None, separatorMember: null)
            : null;
        int position = table?.IndexOf(column) ?? -1;
        if (table is not null && position < 0)
        {
            problems.Add(new Problem(path, $"a column \"{column}\"", "the columns " + string.Join(", ", table.Header)));
        }

        return problems.ToProblems() is { Count: > 0 } found
            ? throw new ProblemException(ProblemStage.Data, [.. found])
            : [.. table!.Columns[position]];
    }
}
