using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;

namespace MlPipelines.Configuration;

/// <summary>
/// Makes option records of nodes, strictly: an unknown member, a wrong kind of value and a number out of range are findings, and all of
/// them are collected. A value with a finding is left at its default, which nobody sees because loading then fails.
/// </summary>
/// <param name="findings">Receives what is wrong.</param>
/// <param name="dataFolder">
/// The folder from which relative paths are taken; whatever a path names must exist. Null when paths are taken as they are, as in the
/// record of a run whose data may have moved since.
/// </param>
internal sealed class OptionBinder(List<Finding> findings, string? dataFolder)
{
    private readonly ValueBinder _values = new(findings, dataFolder);

    /// <summary>An object from its members, or null when not even its kind is known.</summary>
    /// <param name="shape">The shape of the record or union.</param>
    /// <param name="node">The value.</param>
    /// <param name="path">The option's path from the scenario, empty for the scenario itself.</param>
    /// <param name="implied">The default in place of which the object stands; it says which kind of a union an object without a type
    /// is.</param>
    public object? BindObject(OptionShape shape, ConfigurationNode node, string path, object? implied = null)
    {
        if (node is not ObjectNode value)
        {
            // "schedule": "cosine" names a kind; only the braces are missing.
            bool isKind = node is TextNode { Value: var name } && (shape as UnionShape)?.Find(name) is not null;
            _values.Report(node, path, "an object", isKind ? $"Write {{ \"{((UnionShape)shape).Discriminator}\": {node.Description} }}." : null);
            return null;
        }

        return shape switch
        {
            UnionShape union => KindOf(union, value, path, implied) is { } kind ? BindRecord(kind.Shape, value, path, union) : null,
            RecordShape record => BindRecord(record, value, path, null),
            _ => throw new InvalidOperationException($"{shape.Type} is no record and no union."),
        };
    }

    private UnionCase? KindOf(UnionShape union, ObjectNode node, string path, object? implied)
    {
        string known = Quoted.List(union.Cases.Select(item => Quoted.Text(item.Name)));
        if (node.Find(union.Discriminator) is not { } member)
        {
            if (implied is not null)
            {
                return union.CaseOf(implied);
            }

            ReportAbsence(node, path, union.Discriminator, $"a member \"{union.Discriminator}\": one of {known}");
            return null;
        }

        string? name = (member.Value as TextNode)?.Value;
        if (union.Find(name) is { } found)
        {
            return found;
        }

        string? remedy = name is null ? null : NearestName.Suggestion(name, union.Cases.Select(item => item.Name));
        _values.Report(member.Value, Join(path, union.Discriminator), $"one of {known}", remedy);
        return null;
    }

    private object BindRecord(RecordShape shape, ObjectNode node, string path, UnionShape? union)
    {
        object record = Activator.CreateInstance(shape.Type)!;
        foreach (NodeMember member in node.Members.Where(member => member.Name != union?.Discriminator))
        {
            if (shape.Find(member.Name) is { } known)
            {
                BindMember(known, member, Join(path, member.Name), record);
            }
            else
            {
                ReportUnknown(member, shape, union, Join(path, member.Name));
            }
        }

        foreach (MemberShape missing in shape.Members.Where(member => member.IsRequired && node.Find(member.Name) is null))
        {
            ReportAbsence(node, path, missing.Name, $"a member \"{missing.Name}\"");
        }

        return record;
    }

    private void BindMember(MemberShape shape, NodeMember member, string path, object record)
    {
        if (member.Value is NullNode && shape.IsNullable)
        {
            shape.Property.SetValue(record, null);
            return;
        }

        string? remedy = shape.Default is double or int && !shape.IsRequired
            ? $"The default is {NumberRange.Text(Convert.ToDouble(shape.Default, CultureInfo.InvariantCulture))}."
            : null;
        if (Bind(shape.Shape, member.Value, path, shape.Default, remedy) is { } value)
        {
            shape.Property.SetValue(record, value);
        }
    }

    private object? Bind(OptionShape shape, ConfigurationNode node, string path, object? implied, string? remedy) => shape switch
    {
        TextShape text => _values.BindText(text, node, path),
        BooleanShape => _values.BindBoolean(node, path),
        NumberShape number => _values.BindNumber(number, node, path, remedy),
        EnumShape names => _values.BindEnum(names, node, path),
        ListShape list => BindList(list, node, path),
        MapShape map => BindMap(map, node, path),
        PatchShape => node is ObjectNode patch ? NodeJson.ToJson(patch) : _values.Report(node, path, "an object: a merge patch on the scenario"),
        ValueShape => NodeJson.ToJson(node) ?? _values.Report(node, path, "a value that is not null"),
        _ => BindObject(shape, node, path, implied),
    };

    private object? BindList(ListShape shape, ConfigurationNode node, string path)
    {
        if (node is not ArrayNode array)
        {
            return _values.Report(node, path, "an array");
        }

        if (shape.Length is { } length && array.Items.Count != length)
        {
            findings.Add(new Finding(
                node.Place, path, FormattableString.Invariant($"an array of {length} values"), FormattableString.Invariant($"one of {array.Items.Count}")));
            return null;
        }

        IList items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(shape.Element.Type))!;
        foreach (ConfigurationNode item in array.Items)
        {
            if (Bind(shape.Element, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), null, null) is { } value)
            {
                items.Add(value);
            }
        }

        return Activator.CreateInstance(typeof(ReadOnlyCollection<>).MakeGenericType(shape.Element.Type), items);
    }

    private object? BindMap(MapShape shape, ConfigurationNode node, string path)
    {
        if (node is not ObjectNode map)
        {
            return _values.Report(node, path, "an object");
        }

        Type ordered = typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), shape.Value.Type);
        IDictionary values = (IDictionary)Activator.CreateInstance(ordered)!;
        foreach (NodeMember member in map.Members)
        {
            if (Bind(shape.Value, member.Value, Join(path, member.Name), null, null) is { } value)
            {
                values.Add(member.Name, value);
            }
        }

        return Activator.CreateInstance(typeof(ReadOnlyDictionary<,>).MakeGenericType(typeof(string), shape.Value.Type), values);
    }

    private void ReportUnknown(NodeMember member, RecordShape shape, UnionShape? union, string path)
    {
        string[] known = [.. union is null ? [] : (string[])[union.Discriminator], .. shape.Members.Select(item => item.Name)];
        string? remedy = OtherKinds(member.Name, union) ?? NearestName.Suggestion(member.Name, known) ?? MemberHome.Suggestion(member.Name);
        findings.Add(new Finding(
            member.NamePlace, path, known.Length == 1 ? $"no member but {known[0]}" : $"one of the members {Quoted.List(known)}",
            $"the unknown member {Quoted.Text(member.Name)}", remedy));
    }

    /// <summary>Which other kinds of the union have the member.</summary>
    private static string? OtherKinds(string name, UnionShape? union)
    {
        string[] kinds = [.. union?.Cases.Where(item => item.Shape.Find(name) is not null).Select(item => Quoted.Text(item.Name)) ?? []];
        return kinds.Length == 0 ? null : $"It is a member of the {union!.Discriminator} {string.Join(" or ", kinds)}.";
    }

    private void ReportAbsence(ObjectNode node, string path, string name, string expected) => findings.Add(
        new Finding(node.Place with { Path = Place.Member(node.Place.Path, name) }, Join(path, name), expected, "none") { IsAbsence = true });

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
