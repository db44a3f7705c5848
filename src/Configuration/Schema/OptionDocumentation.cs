using System.Reflection;
using System.Xml.Linq;

namespace MlPipelines.Configuration;

/// <summary>The XML docs of the option records as plain text; the build embeds them into the assembly.</summary>
internal sealed class OptionDocumentation
{
    private readonly Dictionary<string, XElement> _summaries;

    private OptionDocumentation(XDocument document)
    {
        _summaries = document.Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);
    }

    /// <summary>Reads the embedded docs.</summary>
    public static OptionDocumentation Load()
    {
        using Stream stream = typeof(OptionDocumentation).Assembly.GetManifestResourceStream("OptionDocumentation.xml")
            ?? throw new InvalidOperationException("The build did not embed OptionDocumentation.xml.");
        return new OptionDocumentation(XDocument.Load(stream, LoadOptions.PreserveWhitespace));
    }

    /// <summary>What the docs say about a record.</summary>
    public string Of(Type type) => Text($"T:{type.FullName}");

    /// <summary>What the docs say about a value of an enum.</summary>
    public string Of(Type type, object value) => Text($"F:{type.FullName}.{value}");

    /// <summary>What the docs say about a property; an override inherits what its base says.</summary>
    public string Of(PropertyInfo property)
    {
        string own = $"P:{property.DeclaringType!.FullName}.{property.Name}";
        return Text(_summaries.ContainsKey(own) ? own : $"P:{property.GetMethod!.GetBaseDefinition().DeclaringType!.FullName}.{property.Name}");
    }

    private string Text(string id) => _summaries.TryGetValue(id, out XElement? summary)
        ? string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : throw new InvalidOperationException($"{id} has no summary, so the schema cannot describe it.");

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } reference => reference.Value[(reference.Value.LastIndexOf('.') + 1)..],
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };
}
