namespace MlPipelines.Host;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that the fewest changes make from <paramref name="unknown"/>; null when all take more than a third of its letters.</summary>
    public static string? Find(string unknown, IEnumerable<string> known)
    {
        int most = Math.Max(1, unknown.TrimStart('-').Length / 3);
        return known.Select(name => (Name: name, Changes: Changes(unknown, name)))
            .Where(candidate => candidate.Changes <= most)
            .OrderBy(candidate => candidate.Changes)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into another (optimal string alignment).</summary>
    internal static int Changes(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[from.Length, to.Length];
    }
}
