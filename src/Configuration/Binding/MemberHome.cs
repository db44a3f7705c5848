namespace MlPipelines.Configuration;

/// <summary>Where a member that stands in the wrong object belongs.</summary>
internal static class MemberHome
{
    /// <summary><c>It belongs into "training".</c>, or null when no object of a scenario has such a member, or more than three
    /// do.</summary>
    public static string? Suggestion(string name)
    {
        string[] homes = [.. Paths(name)];
        return homes.Length is 0 or > 3
            ? null
            : $"It belongs into {string.Join(" or ", homes.Select(home => home.Length == 0 ? "the scenario itself" : Quoted.Text(home)))}.";
    }

    /// <summary>The paths of the objects that have a member of that name; empty for the scenario itself.</summary>
    public static IEnumerable<string> Paths(string name) => Homes(name, "", OptionShapes.Scenario).Distinct();

    private static IEnumerable<string> Homes(string name, string path, OptionShape shape)
    {
        foreach (RecordShape record in Records(shape))
        {
            if (record.Find(name) is not null)
            {
                yield return path;
            }

            foreach (MemberShape member in record.Members)
            {
                foreach (string home in Homes(name, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Shape))
                {
                    yield return home;
                }
            }
        }
    }

    private static IEnumerable<RecordShape> Records(OptionShape shape) => shape switch
    {
        RecordShape record => [record],
        UnionShape union => union.Cases.Select(item => item.Shape),
        _ => [],
    };
}
