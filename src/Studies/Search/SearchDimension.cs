using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// One searched option and its values along [0, 1]. Numbers lie as their scale spreads them; integers and choices are the centres of cells of equal width (on the
/// scale), so that a uniform draw gives each its share.
/// </summary>
internal abstract class SearchDimension(string path)
{
    /// <summary>The dotted path of the option.</summary>
    public string Path { get; } = path;

    /// <summary>The number of different values; null where they are as many as there are numbers.</summary>
    public abstract int? Count { get; }

    /// <summary>Whether values have no order, so that two different ones are as far apart as any two.</summary>
    public virtual bool IsNominal => false;

    /// <summary>The value at a place in [0, 1].</summary>
    public abstract JsonNode? ValueAt(double place);

    /// <summary>The place of a value; the inverse of <see cref="ValueAt"/>.</summary>
    /// <exception cref="ArgumentException">The value is not one of this dimension.</exception>
    public abstract double PlaceOf(JsonNode? value);

    /// <summary>The places of at most so many values, evenly spaced with both ends among them; of one, the middle. Choices are always all.</summary>
    public abstract double[] Levels(int count);

    /// <summary>The dimension that options describe.</summary>
    public static SearchDimension Of(string path, SearchDimensionOptions options) => options switch
    {
        { Uniform: [var lower, var upper] } => new NumberDimension(path, lower, upper, isLog: false, isInteger: false),
        { LogUniform: [var lower, var upper] } => new NumberDimension(path, lower, upper, isLog: true, isInteger: false),
        { UniformInteger: [var lower, var upper] } => new NumberDimension(path, lower, upper, isLog: false, isInteger: true),
        { LogUniformInteger: [var lower, var upper] } => new NumberDimension(path, lower, upper, isLog: true, isInteger: true),
        { Choice: { Count: > 0 } choices } => new ChoiceDimension(path, choices),
        _ => throw new ArgumentException($"the dimension {path} has no values", nameof(options)),
    };

    /// <summary>A number however it is stored: as itself, or as text of a file that was read.</summary>
    protected static double? NumberOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    /// <summary>What <see cref="PlaceOf"/> throws.</summary>
    protected ArgumentException NotAValue(JsonNode? value) => new($"{value?.ToJsonString() ?? "null"} is not a value of {Path}", nameof(value));
}
