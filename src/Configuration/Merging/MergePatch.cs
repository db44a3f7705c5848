namespace MlPipelines.Configuration;

/// <summary>
/// JSON merge patch (RFC 7396) on nodes: members replace members, <c>null</c> removes one, arrays are replaced as a whole. Every node keeps
/// the place it came from. Two things go beyond the RFC, because the options' shapes are known:
/// <list type="bullet">
/// <item>When a patch changes the <c>type</c> of a union, members of the old kind do not follow into the new one: from an <c>adam</c> with
/// <c>beta1</c> to <c>{"type":"sgd"}</c>, <c>beta1</c> is dropped and <c>learningRate</c> stays. Kinds share the members of their common
/// base
/// record only; a member that merely has the same name (<c>l2</c> of a network and of a logistic model) means something else and is
/// dropped.</item>
/// <item><c>null</c> for a member that no kind knows is kept, so that the check for unknown members finds the misspelling.</item>
/// </list>
/// </summary>
internal static class MergePatch
{
    /// <summary>The target with the patch applied.</summary>
    /// <param name="target">What is changed; null when there is nothing yet.</param>
    /// <param name="patch">The change.</param>
    /// <param name="shape">What the result should look like; null where that is unknown.</param>
    /// <param name="implied">The value that stands where the target is absent: the kind of a union that has a default.</param>
    public static ConfigurationNode Apply(ConfigurationNode? target, ConfigurationNode patch, OptionShape? shape, object? implied = null)
    {
        if (patch is not ObjectNode changes)
        {
            return patch;
        }

        ObjectNode? old = target as ObjectNode;
        OrderedDictionary<string, NodeMember> members = [];
        foreach (NodeMember member in old?.Members ?? [])
        {
            if (!IsLeftBehind(member.Name, old!, changes, shape, implied))
            {
                members.Add(member.Name, member);
            }
        }

        foreach (NodeMember change in changes.Members)
        {
            ApplyMember(members, change, shape, old, changes);
        }

        return new ObjectNode(changes.IsPathOfOverride && old is not null ? old.Place : changes.Place, members.Values)
        {
            IsPathOfOverride = changes.IsPathOfOverride && (old?.IsPathOfOverride ?? true),
        };
    }

    private static void ApplyMember(
        OrderedDictionary<string, NodeMember> members, NodeMember change, OptionShape? shape, ObjectNode? old, ObjectNode changes)
    {
        // Inside a patch that is itself the target (an override of a variant), null is part of the patch and stays.
        if (change.Value is NullNode && shape is not PatchShape && IsKnown(change.Name, shape))
        {
            members.Remove(change.Name);
            return;
        }

        MemberShape? member = MemberOf(change.Name, shape, old, changes);
        OptionShape? inner = shape switch
        {
            PatchShape => shape,
            MapShape map => map.Value,
            _ => member?.Shape,
        };
        NodeMember? before = members.GetValueOrDefault(change.Name);
        ConfigurationNode value = Apply(before?.Value, change.Value, inner, member?.Default);
        members[change.Name] = change with { Value = value };
    }

    private static bool IsLeftBehind(string name, ObjectNode old, ObjectNode changes, OptionShape? shape, object? implied)
    {
        if (shape is not UnionShape union || name == union.Discriminator ||
            union.Find(TextOf(changes, union.Discriminator)) is not { } next)
        {
            return false;
        }

        UnionCase? previous = CaseOf(old, union, implied);
        MemberShape? left = previous?.Shape.Find(name);
        return previous != next && left is not null && next.Shape.Find(name)?.IntroducedBy != left.IntroducedBy;
    }

    /// <summary>Which case of a union an object is; one without a type is the default's.</summary>
    private static UnionCase? CaseOf(ObjectNode? node, UnionShape union, object? implied) =>
        node is not null && node.Find(union.Discriminator) is not null
            ? union.Find(TextOf(node, union.Discriminator))
            : implied is null ? null : union.CaseOf(implied);

    private static MemberShape? MemberOf(string name, OptionShape? shape, ObjectNode? old, ObjectNode changes) => shape switch
    {
        RecordShape record => record.Find(name),
        UnionShape union => (union.Find(TextOf(changes, union.Discriminator)) ?? CaseOf(old, union, null))?.Shape.Find(name)
            ?? union.Cases.Select(item => item.Shape.Find(name)).FirstOrDefault(member => member is not null),
        _ => null,
    };

    private static bool IsKnown(string name, OptionShape? shape) => shape switch
    {
        RecordShape record => record.Find(name) is not null,
        UnionShape union => name == union.Discriminator || union.Cases.Any(item => item.Shape.Find(name) is not null),
        _ => true,
    };

    private static string? TextOf(ObjectNode node, string name) => (node.Find(name)?.Value as TextNode)?.Value;
}
