using System.Text.Json.Nodes;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>
/// The searched options as the unit cube: a point has one place in [0, 1] per dimension. Dimensions stand in the ordinal order of their paths, so that the order in
/// which a file names them changes nothing.
/// </summary>
internal sealed class SearchSpace
{
    private SearchSpace(IReadOnlyList<SearchDimension> dimensions) => Dimensions = dimensions;

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>The number of different points; null where a dimension is continuous, or where they are more than could be listed.</summary>
    public int? Count
    {
        get
        {
            long count = 1;
            foreach (SearchDimension dimension in Dimensions)
            {
                count *= dimension.Count ?? int.MaxValue;
                if (count >= int.MaxValue)
                {
                    return null;
                }
            }

            return (int)count;
        }
    }

    /// <summary>The space of a search.</summary>
    public static SearchSpace Of(SearchOptions options) =>
        new([.. options.Space.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => SearchDimension.Of(entry.Key, entry.Value))]);

    /// <summary>The values at a point: path → value.</summary>
    public JsonObject ValuesAt(double[] point)
    {
        JsonObject values = [];
        for (int index = 0; index < Dimensions.Count; index++)
        {
            values.Add(Dimensions[index].Path, Dimensions[index].ValueAt(point[index]));
        }

        return values;
    }

    /// <summary>The point of values.</summary>
    /// <exception cref="ArgumentException">A path is missing, or its value is not one of the space.</exception>
    public double[] PointOf(JsonObject values) =>
    [
        .. Dimensions.Select(dimension => dimension.PlaceOf(
            values.TryGetPropertyValue(dimension.Path, out JsonNode? value)
                ? value
                : throw new ArgumentException($"no value of {dimension.Path}", nameof(values)))),
    ];

    /// <summary>The point of the values at a point: what would really be trained, after rounding. Equal values have equal points.</summary>
    public double[] Snapped(double[] point) => [.. Dimensions.Select((dimension, index) => dimension.PlaceOf(dimension.ValueAt(point[index])))];

    /// <summary>All points of the product of places, the last dimension varying fastest.</summary>
    public static IEnumerable<double[]> Product(IReadOnlyList<double[]> places)
    {
        int[] indexes = new int[places.Count];
        while (true)
        {
            yield return [.. indexes.Select((index, dimension) => places[dimension][index])];
            int last = places.Count - 1;
            while (last >= 0 && ++indexes[last] == places[last].Length)
            {
                indexes[last--] = 0;
            }

            if (last < 0)
            {
                yield break;
            }
        }
    }

    /// <summary>All points that are not taken; the space has to have a <see cref="Count"/>.</summary>
    public IEnumerable<double[]> Untaken(IReadOnlySet<double[]> taken) =>
        Product([.. Dimensions.Select(dimension => dimension.Levels(int.MaxValue))]).Where(point => !taken.Contains(point));
}
