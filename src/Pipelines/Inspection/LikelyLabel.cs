namespace MlPipelines.Pipelines;

/// <summary>
/// Proposes the column that is probably to be predicted: by its name, by having few values that recur, and by standing at the end. A proposal for a person, never a choice.
/// </summary>
public static class LikelyLabel
{
    /// <summary>More different values than this are rarely classes. Chosen here.</summary>
    private const int MostClasses = 50;

    private static readonly string[] s_names = ["label", "class", "target", "outcome", "y", "category", "species", "diagnosis", "churn", "status", "result", "response", "default", "survived", "attrition", "fraud", "type"];

    private static readonly string[] s_prefixes = ["is", "has", "true", "the"];

    /// <summary>The names that mean a label, the surest first.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The columns that can be labels, the likeliest first.</summary>
    /// <param name="columns">The columns of a table in its order.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<InspectedColumn> columns) =>
    [
        .. columns.Select((column, index) => (column, index))
            .Where(entry => CanBeLabel(entry.column))
            .OrderBy(entry => NameRank(entry.column.Name))
            .ThenByDescending(entry => entry.index == columns.Count - 1)
            .ThenBy(entry => entry.column.Distinct)
            .ThenByDescending(entry => entry.index)
            .Select(entry => entry.column.Name),
    ];

    /// <summary>Whether a column has classes: at least two values, few, each about ten times or more on average.</summary>
    private static bool CanBeLabel(InspectedColumn column) =>
        column.Distinct is >= 2 and <= MostClasses && column.Present >= 4 * column.Distinct && column.IsoDates + column.OtherDates < column.Present;

    /// <summary>The place in the list of a name, alone or behind a word such as "is"; the length of the list for any other.</summary>
    private static int NameRank(string name)
    {
        string[] words = [.. Words(name).Where(word => !s_prefixes.Contains(word))];
        int rank = words.Length == 0 || words.Any(word => !s_names.Contains(word)) ? -1 : Array.IndexOf(s_names, words[0]);
        return rank < 0 ? s_names.Length : rank;
    }

    /// <summary>The words of a column's name in lower case: <c>customerId</c> and <c>customer_id</c> are the words customer and id.</summary>
    public static string[] Words(string name)
    {
        System.Text.StringBuilder spaced = new();
        for (int index = 0; index < name.Length; index++)
        {
            bool begins = index > 0 && char.IsUpper(name[index]) && char.IsLower(name[index - 1]);
            spaced.Append(begins ? " " : "").Append(char.IsLetterOrDigit(name[index]) ? char.ToLowerInvariant(name[index]) : ' ');
        }

        return spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
