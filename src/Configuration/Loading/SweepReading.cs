using System.Globalization;

namespace MlPipelines.Configuration;

/// <summary>A value of a sweep as the variant that it stands for.</summary>
/// <param name="Name">The variant's name: the option's and the value's.</param>
/// <param name="Patch">The variant's patch, whose nodes stand where the value stands.</param>
internal sealed record SweptVariant(string Name, ObjectNode Patch);

/// <summary>Expands <c>sweep</c> to variants.</summary>
/// <param name="view">The scenario.</param>
/// <param name="written">The names of the variants that are written out.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class SweepReading(ScenarioView view, IReadOnlyList<string> written, List<Finding> findings)
{
    /// <summary>The scenario's member that holds the sweeps.</summary>
    public const string Sweep = "sweep";

    private readonly HashSet<string> _names = new(written.Append("baseline"), StringComparer.OrdinalIgnoreCase);

    /// <summary>The variants of one option's values; none when the option cannot be swept.</summary>
    public IEnumerable<SweptVariant> Read(NodeMember sweep)
    {
        string path = sweep.Name;
        if (OptionPaths.Find(view.Options, path) is null)
        {
            (string expected, string? remedy) = OptionPaths.Unknown(view.Options, path);
            findings.Add(new Finding(sweep.NamePlace, Sweep, expected, Quoted.Text(path), remedy));
            yield break;
        }

        if (VariantChecks.ReasonItIsFixed(path) is { } reason)
        {
            findings.Add(new Finding(sweep.NamePlace, Sweep, "an option that a variant may change", Quoted.Text(path), reason));
            yield break;
        }

        if (sweep.Value is not ArrayNode values)
        {
            // Binding has objected to it.
            yield break;
        }

        if (values.Items.Count == 0)
        {
            findings.Add(new Finding(values.Place, Sweep, "at least one value", "an empty array"));
        }

        for (int index = 0; index < values.Items.Count; index++)
        {
            ConfigurationNode value = values.Items[index];
            string name = Folder($"{path[(path.LastIndexOf('.') + 1)..]}-{TextOf(value) ?? (index + 1).ToString(CultureInfo.InvariantCulture)}");
            if (value is not NullNode && IsFree(name, value))
            {
                yield return new SweptVariant(name, Nest(value, path.Split('.')));
            }
        }
    }

    private bool IsFree(string name, ConfigurationNode value)
    {
        if (name.Length > NameChecks.LongestName)
        {
            findings.Add(new Finding(
                value.Place, Sweep, FormattableString.Invariant($"a value whose variant has a name of at most {NameChecks.LongestName} characters"),
                Quoted.Text(name), "Write it as a variant with a name of its own."));
            return false;
        }

        if (_names.Add(name))
        {
            return true;
        }

        findings.Add(new Finding(
            value.Place, Sweep, "a value whose variant has a name of its own", $"{Quoted.Text(name)} again",
            "Write one of them as a variant with another name."));
        return false;
    }

    /// <summary>A value as a part of a name; null for an object or array, which is numbered.</summary>
    private static string? TextOf(ConfigurationNode value) => value switch
    {
        NumberNode number => Text(double.Parse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture)),
        TextNode { Value: var plain } => plain,
        BooleanNode boolean => boolean.Description,
        _ => null,
    };

    /// <summary>The name with "-" for what a folder's name cannot hold everywhere. Dots inside a number stay.</summary>
    private static string Folder(string text) => string.Concat(text.Select((c, index) => IsAllowed(text, c, index) ? c : '-'));

    private static bool IsAllowed(string text, char c, int index) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'
        || (c == '.' && index > 0 && index < text.Length - 1 && char.IsAsciiDigit(text[index - 1]) && char.IsAsciiDigit(text[index + 1]));

    /// <summary>Without an exponent where no digit is lost by it.</summary>
    private static string Text(double value)
    {
        string text = NumberRange.Text(value);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A patch that sets the option at a path; its nodes stand where the value stands.</summary>
    public static ObjectNode Nest(ConfigurationNode value, ReadOnlySpan<string> names)
    {
        ConfigurationNode inner = names.Length == 1 ? value : Nest(value, names[1..]);
        return new ObjectNode(value.Place, [new NodeMember(names[0], value.Place, inner)]);
    }
}
