namespace MlPipelines.Configuration;

/// <summary>A scenario as a check sees it: the typed options, what was written where, and a way to object.</summary>
internal sealed class ScenarioView
{
    private readonly List<Finding> _findings;
    private readonly HashSet<string> _broken;
    private readonly Place _root;

    /// <summary>Wraps a scenario after its binding.</summary>
    /// <param name="options">The bound options.</param>
    /// <param name="node">The members as written, a variant's patch applied.</param>
    /// <param name="root">Where the scenario, or the variant's patch, stands.</param>
    /// <param name="baseline">The scenario itself when this is a variant.</param>
    /// <param name="findings">What binding found; receives what the checks find.</param>
    public ScenarioView(ScenarioOptions options, ObjectNode node, Place root, ScenarioView? baseline, List<Finding> findings)
    {
        (Options, Node, _root, Baseline, _findings) = (options, node, root, baseline, findings);
        _broken = [.. findings.Select(finding => finding.Path)];
    }

    /// <summary>Where the scenario, or the variant's patch, stands.</summary>
    public Place Root => _root;

    /// <summary>The options. <c>Data</c> and <c>Model</c> are there, and whatever binding objected to has its default.</summary>
    public ScenarioOptions Options { get; }

    /// <summary>Whether anything is wrong so far.</summary>
    public bool HasFindings => _findings.Count > 0;

    /// <summary>Whether the samples are rows of a table, read or generated.</summary>
    public bool IsTable => Options.Data is TableOptions or SyntheticOptions;

    /// <summary>The members as written.</summary>
    public ObjectNode Node { get; }

    /// <summary>The scenario itself when this is a variant, otherwise null.</summary>
    public ScenarioView? Baseline { get; }

    /// <summary>
    /// What the scenario itself was before something changed it: the members of the scenario that it extends, or those of its other size. Null when
    /// everything was written here.
    /// </summary>
    public ObjectNode? Before { get; init; }

    /// <summary>Whether these are values that a search or a program proposes for a scenario that was checked already.</summary>
    public bool IsCandidate { get; init; }

    /// <summary>The variants by name when this is the scenario itself, those of sweeps included.</summary>
    public OrderedDictionary<string, ScenarioView> Variants { get; } = [];

    /// <summary>The member at a path if it was written, or null: defaults are not given. A member that is <c>null</c> is not given
    /// either.</summary>
    public NodeMember? Given(string path) => Find(path) is { Value: not NullNode } member ? member : null;

    /// <summary>Whether a member came from the scenario itself, not from this variant.</summary>
    public bool IsInherited(string path) => Baseline is not null && ReferenceEquals(Find(path)?.Value, Baseline.Find(path)?.Value);

    /// <summary>
    /// Objects to a value. Nothing is said when a value that the check looked at is broken anyway, or when a variant changed none of
    /// them: the scenario itself was checked too.
    /// </summary>
    /// <param name="path">The option.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="received">What was there; null for the value as written.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="lookedAt">The other options that the check looked at.</param>
    public void Refuse(string path, string expected, string? received, string? remedy, params ReadOnlySpan<string> lookedAt) =>
        Report(path, member => member.Value.Place, expected, received ?? Find(path)?.Value.Description ?? "none", remedy, lookedAt);

    /// <summary>Objects to a member's being there at all.</summary>
    /// <inheritdoc cref="Refuse"/>
    public void RefuseMember(string path, string expected, string? remedy, params ReadOnlySpan<string> lookedAt) =>
        Report(path, member => member.NamePlace, expected, $"the member {Quoted.Text(path[(path.LastIndexOf('.') + 1)..])}", remedy, lookedAt);

    /// <summary>Objects to something inside an option that has no path of its own, such as a member whose name is a path.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="path">The option that it lies in.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="received">What was there.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="lookedAt">The other options that the check looked at.</param>
    public void RefuseAt(
        Place place, string path, string expected, string received, string? remedy, params ReadOnlySpan<string> lookedAt) =>
        Report(path, _ => place, expected, received, remedy, lookedAt);

    private void Report(
        string path, Func<NodeMember, Place> placeOf, string expected, string received, string? remedy, ReadOnlySpan<string> lookedAt)
    {
        bool isChanged = Baseline is null || !IsInherited(path);
        bool isBroken = IsBroken(path);
        foreach (string other in lookedAt)
        {
            isChanged |= !IsInherited(other);
            isBroken |= IsBroken(other);
        }

        if (isChanged && !isBroken)
        {
            Place place = Culprit(path, lookedAt) ?? (Find(path) is { } member ? placeOf(member) : NearestPlace(path));
            _findings.Add(new Finding(place, path, expected, received, remedy));
        }
    }

    /// <summary>
    /// Where to look when the option itself was right until something else changed: at the variant's or the command line's member that
    /// made it wrong. Null when the option is to blame.
    /// </summary>
    private Place? Culprit(string path, ReadOnlySpan<string> lookedAt)
    {
        if (IsNew(path))
        {
            return null;
        }

        foreach (string other in lookedAt)
        {
            if (IsNew(other))
            {
                Place place = Find(other)?.Value.Place ?? _root;
                return place with { Path = path.Split('.').Aggregate(_root.Path, Place.Member) };
            }
        }

        return null;
    }

    /// <summary>Whether the option is as it is because of this variant, of the command line, or of what changed an earlier scenario.</summary>
    private bool IsNew(string path)
    {
        if (Baseline is not null)
        {
            return !IsInherited(path);
        }

        ConfigurationNode? value = Find(path)?.Value;
        return value?.Place.OverridePath is not null || (Before is not null && !ReferenceEquals(value, Before.FindAt(path)?.Value));
    }

    /// <summary>Whether binding objected to the option, to something inside it, or to an object that it lies in.</summary>
    private bool IsBroken(string path) => _broken.Any(broken => IsWithin(broken, path) || IsWithin(path, broken));

    private static bool IsWithin(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private NodeMember? Find(string path) => Node.FindAt(path);

    /// <summary>Where a member is missing: at the innermost object on its path that was written.</summary>
    private Place NearestPlace(string path)
    {
        int dot = path.LastIndexOf('.');
        Place place = dot < 0 ? Node.Place : Find(path[..dot])?.Value.Place ?? NearestPlace(path[..dot]);
        return place with { Path = Place.Member(place.Path, path[(dot + 1)..]) };
    }
}
