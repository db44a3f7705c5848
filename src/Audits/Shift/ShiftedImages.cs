using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Audits;

/// <summary>The properties of images in two sets, and typical images of what shifted.</summary>
internal static class ShiftedImages
{
    /// <summary>The kind of these properties.</summary>
    public const string Kind = "imageProperty";
    private const int PicturedProperties = 3;
    private const int PicturesOfSet = 3;

    /// <summary>Compares all properties.</summary>
    public static IEnumerable<ShiftedProperty> Of(IReadOnlyList<string> names, MeasuredImages from, MeasuredImages to) =>
        names.Select((name, index) => PropertyComparison.OfNumbers(name, Kind, from.Values[index], to.Values[index])).OfType<ShiftedProperty>();

    /// <summary>Adds pictures to the first three properties that differ significantly: images near their set's median.</summary>
    /// <param name="properties">The most shifted first.</param>
    /// <param name="names">The names in the order of the measured values.</param>
    /// <param name="from">The first set.</param>
    /// <param name="to">The second.</param>
    /// <param name="level">The level of significance.</param>
    /// <param name="writePicture">Writes the picture of a row of a set and gives its path.</param>
    public static IReadOnlyList<ShiftedProperty> WithPictures(
        IReadOnlyList<ShiftedProperty> properties, IReadOnlyList<string> names, MeasuredImages from, MeasuredImages to, double level, Func<SampleSet, int, string?> writePicture)
    {
        IReadOnlyList<string> Written(MeasuredImages images, double[] values) =>
            [.. Typical(values).Select(index => writePicture(images.Set, images.Rows[index])).OfType<string>()];

        int pictured = properties.Take(PicturedProperties).TakeWhile(property => property.AdjustedP < level).Count();
        return
        [
            .. properties.Select((property, place) =>
            {
                int index = names.ToList().IndexOf(property.Name);
                return place >= pictured ? property
                    : property with { PicturesFrom = Written(from, from.Values[index]), PicturesTo = Written(to, to.Values[index]) };
            }),
        ];
    }

    /// <summary>The positions whose values are nearest to the median; the first of equals.</summary>
    private static IEnumerable<int> Typical(double[] values)
    {
        double median = SampleQuantiles.Of([.. values.Order()], 0.5);
        return Enumerable.Range(0, values.Length).OrderBy(index => Math.Abs(values[index] - median)).ThenBy(index => index).Take(PicturesOfSet);
    }
}
