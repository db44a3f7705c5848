using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary><c>data.exclude</c>: the samples of the training source that a CSV file lists in its column <c>id</c>; other columns are not read.</summary>
/// <param name="Samples">Indexes into the training source.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
internal sealed record ExcludedSamples(IReadOnlySet<int> Samples, string Hash)
{
    private const string Column = "id";
    private const int IdsShown = 10;

    /// <summary>Reads the file; null when it cannot be used, the problems are added.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="ids">The names of all samples of the training source.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellation">Checked for each row.</param>
    public static ExcludedSamples? Read(string path, IReadOnlyList<string> ids, List<Problem> problems, CancellationToken cancellation)
    {
        ProblemList found = new();
        TableFile.Content? content = TableFile.Load(path, found);
        RawTable? table = content is null ? null : Read(content, found, cancellation);
        if (found.ToProblems() is { Count: > 0 } unreadable)
        {
            problems.AddRange(unreadable.Select(problem => problem with { Where = $"data.exclude ({problem.Where})" }));
            return null;
        }

        ILookup<string, int> known = ids.Select((id, index) => (id, index)).ToLookup(pair => pair.id.Trim(), pair => pair.index, StringComparer.Ordinal);
        HashSet<int> samples = [];
        List<string> unknown = [];
        int column = table!.IndexOf(Column);
        foreach (string cell in table.Columns[column])
        {
            IEnumerable<int> named = known[Restored(cell, known)];
            samples.UnionWith(named);
            if (!named.Any())
            {
                unknown.Add(cell);
            }
        }

        if (unknown.Count > 0)
        {
            problems.Add(new Problem(
                $"data.exclude ({path})",
                $"names of samples of the training source, such as \"{ids[0]}\"",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{unknown.Count} unknown: {string.Join(", ", unknown.Take(IdsShown).Select(id => $"\"{id}\""))}{(unknown.Count > IdsShown ? ", ..." : "")}"),
                "Use a list that was made with the same data."));
        }

        return new ExcludedSamples(samples, content!.Hash());
    }

    private static RawTable? Read(TableFile.Content content, ProblemList problems, CancellationToken cancellation)
    {
        RawTable? table = TextTableReader.Read(content, ",", [], problems, cancellation, separatorMember: null);
        if (table is not null && table.IndexOf(Column) < 0)
        {
            problems.Add(new Problem(content.Name, $"a column \"{Column}\"", "the columns " + string.Join(", ", table.Header)));
        }

        return table;
    }

    /// <summary>
    /// A name as the source has it. Files that a spreadsheet may open have an apostrophe before names that would run as a formula, or that begin with
    /// one; lists written by hand need none.
    /// </summary>
    private static string Restored(string cell, ILookup<string, int> known) =>
        cell.StartsWith('\'') && known.Contains(cell[1..].Trim()) ? cell[1..].Trim() : cell;
}
