namespace MlPipelines.Configuration;

/// <summary>Finds the name that a user probably meant.</summary>
public static class NearestName
{
    /// <summary><c>Did you mean "epochs"?</c>, or null when nothing is near.</summary>
    public static string? Suggestion(string name, IEnumerable<string> known) =>
        Find(name, known) is { } nearest ? $"Did you mean {Quoted.Text(nearest)}?" : null;

    /// <summary>
    /// The nearest known name, or null. Case, "_", "-" and spaces do not count; at most a third of the letters may differ; initials
    /// (<c>lr</c>) and beginnings (<c>normal</c>) count as near.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string plain = Plain(name);
        if (plain.Length is 0 or > 60)
        {
            return null;
        }

        (string Name, int Distance)[] ranked = [.. known
            .Select(candidate => (candidate, Distance(plain, Plain(candidate))))
            .OrderBy(pair => pair.Item2)];
        if (ranked.Length > 0 && ranked[0].Distance <= Math.Max(plain.Length, Plain(ranked[0].Name).Length) / 3)
        {
            return ranked[0].Name;
        }

        return ranked.Select(pair => pair.Name).FirstOrDefault(candidate => plain.Length >= 2 && Initials(candidate) == plain)
            ?? ranked.Select(pair => pair.Name).FirstOrDefault(candidate => IsBeginning(plain, Plain(candidate)));
    }

    private static bool IsBeginning(string name, string candidate) =>
        Math.Min(name.Length, candidate.Length) >= 3
        && (candidate.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(candidate, StringComparison.Ordinal));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Initials(string name) =>
        string.Concat(name.Where((c, index) => index == 0 || char.IsUpper(c))).ToLowerInvariant();

    /// <summary>The number of letters to insert, remove, replace or swap (Damerau-Levenshtein, optimal string alignment).</summary>
    private static int Distance(string first, string second)
    {
        int[,] cost = new int[first.Length + 1, second.Length + 1];
        for (int row = 0; row <= first.Length; row++)
        {
            for (int column = 0; column <= second.Length; column++)
            {
                cost[row, column] = row == 0 || column == 0 ? row + column : Step(cost, first, second, row, column);
            }
        }

        return cost[first.Length, second.Length];
    }

    private static int Step(int[,] cost, string first, string second, int row, int column)
    {
        bool same = first[row - 1] == second[column - 1];
        int best = Math.Min(
            Math.Min(cost[row - 1, column], cost[row, column - 1]) + 1,
            cost[row - 1, column - 1] + (same ? 0 : 1));
        bool swapped = row > 1 && column > 1 && first[row - 1] == second[column - 2] && first[row - 2] == second[column - 1];
        return swapped ? Math.Min(best, cost[row - 2, column - 2] + 1) : best;
    }
}
