namespace MlPipelines.Pipelines;

/// <summary>The known name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    /// <summary><c>Did you mean "...?"</c>, or null where no known name is near.</summary>
    public static string? Question(string name, IReadOnlyCollection<string> known)
    {
        string? nearest = known
            .Select(candidate => (candidate, Distance: EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= (Math.Min(name.Length, pair.candidate.Length) + 2) / 3)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
        return nearest is null ? null : $"Did you mean \"{nearest}\"?";
    }

    /// <summary>Levenshtein's distance: the number of letters to insert, delete or replace.</summary>
    private static int EditDistance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
