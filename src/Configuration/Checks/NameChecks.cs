namespace MlPipelines.Configuration;

/// <summary>Checks of names that become folders below <c>runs/</c> and words on a command line.</summary>
internal static class NameChecks
{
    /// <summary>The greatest number of characters of a name.</summary>
    public const int LongestName = 64;

    /// <summary>Finds names that cannot be folders on every system, and pairs of names that would share one.</summary>
    /// <param name="names">The object whose members' names are checked.</param>
    /// <param name="path">Its path for the findings.</param>
    /// <param name="reserved">The name of a variant that is taken, or null where the names are not those of variants.</param>
    public static IEnumerable<Finding> Check(ObjectNode names, string path, string? reserved)
    {
        Dictionary<string, string> folders = new(StringComparer.OrdinalIgnoreCase);
        foreach (NodeMember member in names.Members)
        {
            string received = Quoted.Text(member.Name);
            if (!IsName(member.Name))
            {
                yield return Finding(
                    FormattableString.Invariant($"a name of at most {LongestName} letters a-z, digits, \"-\" and \"_\"")
                        + " that begins with a letter or digit",
                    "The name becomes a folder.");
            }
            else if (reserved is not null && string.Equals(member.Name, reserved, StringComparison.OrdinalIgnoreCase))
            {
                yield return Finding($"a name other than \"{reserved}\"", "That is the scenario itself.");
            }
            else if (reserved is not null && member.Name.StartsWith(ReservedNames.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return Finding(
                    $"a name that does not begin with \"{ReservedNames.Prefix}\"", "Those are the names of the variants that \"diagnose\" adds.");
            }
            else if (!folders.TryAdd(member.Name, member.Name))
            {
                yield return Finding(
                    "names that differ in more than upper and lower case",
                    $"{Quoted.Text(folders[member.Name])} would be the same folder on Windows and macOS.");
            }

            Finding Finding(string expected, string remedy) => new(member.NamePlace, $"{path}.{member.Name}", expected, received, remedy);
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
