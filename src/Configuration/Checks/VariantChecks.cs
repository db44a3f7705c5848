namespace MlPipelines.Configuration;

/// <summary>
/// Checks of what a variant may change. Variants are compared with the scenario repeat by repeat and row by row: what decides the repeats
/// and the rows belongs to the scenario.
/// </summary>
internal static class VariantChecks
{
    /// <summary>The scenario's member that holds the variants.</summary>
    public const string Variants = "variants";

    private static readonly (string Path, string Reason)[] _fixed =
    [
        ("extend", "A variant starts from its own scenario; extend on the scenario."),
        ("description", "A variant is described by its name and its patch."),
        ("repeats", "All variants are repeated alike, so that they are compared repeat by repeat; set it on the scenario."),
        ("seed", "All variants share the seed, so that their repeats are pairs; set it on the scenario."),
        ("vary", "All variants share the streams that vary, so that their repeats are pairs; set it on the scenario."),
        ("variants", "A variant has no variants of its own; write it beside this one."),
        ("claim", "A claim is about variants; write it on the scenario."),
        ("sweep", "A sweep makes variants; write it on the scenario."),
        ("full", "All variants have the size of the scenario; write it there, with \"variants\" inside."),
        ("varianceComponents", "They are measured on the scenario itself; set them there."),
        ("labelAudit", "It names the variants that it looks at; set it on the scenario."),
        ("rangeTest", "It names the variants that it looks at; set it on the scenario."),
        ("diagnosis", "The scenario itself is diagnosed; set it there."),
        ("gates", "Gates judge the scenario itself; set them there."),
        ("execution", "The trials of a study run in one place; set it on the scenario."),
        ("data.classes", "All variants predict the same classes on the same rows; choose them on the scenario."),
        ("data.split", "All variants are measured on the same rows; change the split on the scenario, or make this a scenario of its own."),
    ];

    /// <summary>Whether a member of the scenario is the same in every variant.</summary>
    public static bool IsFixed(string path) => _fixed.Any(item => item.Path == path);

    /// <summary>Why a variant may not change the option at a path; null when it may.</summary>
    public static string? ReasonItIsFixed(string path) => _fixed
        .Where(item => path == item.Path || path.StartsWith(item.Path + '.', StringComparison.Ordinal))
        .Select(item => item.Reason)
        .FirstOrDefault();

    /// <summary>Finds members of a patch that a variant may not have.</summary>
    public static IEnumerable<Finding> FixedMembers(ObjectNode patch)
    {
        foreach ((string path, string reason) in _fixed)
        {
            string[] names = path.Split('.');
            NodeMember? member = patch.Find(names[0]);
            for (int index = 1; index < names.Length; index++)
            {
                member = (member?.Value as ObjectNode)?.Find(names[index]);
            }

            if (member is not null)
            {
                yield return new Finding(
                    member.NamePlace, path, "a member that a variant may change", $"the member {Quoted.Text(names[^1])}", reason);
            }
        }
    }

    /// <summary>
    /// The rows that are split off as the test set stay the same, and so does what is predicted. A different given test set is allowed:
    /// the comparison then says what the other data do.
    /// </summary>
    public static void TestRowsStayTheSame(ScenarioView variant)
    {
        // Data that could not be bound are a problem of their own.
        if (variant.Baseline is not { Options.Data: not null } baseline || variant.Options.Data is null)
        {
            return;
        }

        const string Remedy = "Make it a scenario of its own: variants are compared on the same task and the same rows.";
        foreach (string member in (ReadOnlySpan<string>)["label", "labelColumn", "classNames", "shapes"])
        {
            if (!variant.IsInherited($"data.{member}") && variant.Options.Data.GetType() == baseline.Options.Data.GetType())
            {
                variant.RefuseMember($"data.{member}", "the classes of the scenario", Remedy);
            }
        }

        if (variant.Options.Data is SyntheticOptions { Shares: var shares } && baseline.Options.Data is SyntheticOptions { Shares: var before }
            && shares.Count != before.Count)
        {
            variant.Refuse("data.shares", FormattableString.Invariant($"{before.Count} classes as in the scenario"), FormattableString.Invariant($"{shares.Count}"), Remedy);
        }

        if (SplitChecks.GivenTest(baseline) is null != SplitChecks.GivenTest(variant) is null)
        {
            variant.Refuse(
                "data", "a given test set in the scenario and its variants, or in none",
                SplitChecks.GivenTest(variant) is null ? "none here" : "one here only", Remedy);
        }
        else if (SplitChecks.GivenTest(baseline) is null && TrainingSource(baseline) != TrainingSource(variant))
        {
            variant.Refuse("data", "the training data of the scenario, because the test set is split off it", "other data", Remedy);
        }
    }

    private static (Type, string, string?) TrainingSource(ScenarioView scenario) => scenario.Options.Data switch
    {
        ImageFolderOptions data => (data.GetType(), data.Train, null),
        ImageListOptions data => (data.GetType(), data.Train, data.PathColumn),
        IdxOptions data => (data.GetType(), data.TrainImages, data.TrainLabels),
        TableOptions data => (data.GetType(), data.Train, null),
        _ => throw new InvalidOperationException($"No training source is known for {scenario.Options.Data}."),
    };
}
