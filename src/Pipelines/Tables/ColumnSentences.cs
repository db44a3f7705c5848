using System.Globalization;

namespace MlPipelines.Pipelines;

/// <summary>What is said of columns, one sentence each; where many share a sentence, one for all of them, because a table of a thousand columns would else fill the terminal.</summary>
public static class ColumnSentences
{
    /// <summary>So many columns are named, each in its own sentence or all in one. Chosen here.</summary>
    private const int NamesShown = 5;

    /// <summary>The sentences, without capital and full stop.</summary>
    /// <param name="said">By column what is said of it, from the verb on, such as <c>has no value</c>; in the order of the columns.</param>
    /// <param name="before">What stands before the name of a single column.</param>
    public static IEnumerable<string> Of(IEnumerable<(string Column, string What)> said, string before = "column ")
    {
        (string Column, string What)[] all = [.. said];
        Dictionary<string, string[]> columns = all.GroupBy(entry => entry.What, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (string[])[.. group.Select(entry => $"\"{entry.Column}\"")], StringComparer.Ordinal);
        HashSet<string> told = [];
        foreach ((string column, string what) in all)
        {
            string[] names = columns[what];
            if (names.Length <= NamesShown)
            {
                yield return $"{before}\"{column}\" {what}";
            }
            else if (told.Add(what))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"each of {names.Length:N0} columns {what}: {string.Join(", ", names.Take(NamesShown))} and {names.Length - NamesShown:N0} more");
            }
        }
    }
}
