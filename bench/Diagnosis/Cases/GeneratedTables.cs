using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>Generated tables whose structure is known; every seed draws samples of its own.</summary>
internal static class GeneratedTables
{
    private const int Features = 8;

    /// <summary>
    /// Four classes of normal clouds in 8 dimensions at distances that differ from pair to pair, so that some classes are recalled better than others. A linear model is as good as any:
    /// the deviations are alike.
    /// </summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows) Blobs(int seed, int count)
    {
        // The centres are the data set and not the draw: always those of seed 7.
        CounterRandom places = new(7, 0, RandomStream.Data, epoch: 2);
        double[][] centres = new double[4][];
        for (int place = 0; place < centres.Length; place++)
        {
            centres[place] = new double[Features];
            for (int feature = 0; feature < Features; feature++)
            {
                centres[place][feature] = (place == 0 ? 1.6 : 0.75) * places.NextNormal();
            }
        }

        CounterRandom random = new(seed, 0, RandomStream.Data, epoch: 3);
        List<CaseRow> rows = [];
        for (int row = 0; row < count; row++)
        {
            int label = row % centres.Length;
            double[] values = new double[Features];
            for (int feature = 0; feature < Features; feature++)
            {
                values[feature] = centres[label][feature] + random.NextNormal();
            }

            rows.Add(Row(values, label));
        }

        return (Columns(Features), rows);
    }

    /// <summary>Three rings around the origin of a plane, and four columns of noise: no linear model can tell them, a small network can.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows) Rings(int seed, int count)
    {
        double[] radii = [0.8, 2.2, 3.0];
        CounterRandom random = new(seed, 0, RandomStream.Data, epoch: 4);
        List<CaseRow> rows = [];
        for (int row = 0; row < count; row++)
        {
            int label = row % radii.Length;
            double radius = radii[label] + (0.3 * random.NextNormal());
            double angle = 2 * Math.PI * random.NextDouble();
            rows.Add(Row(
                [radius * Math.Cos(angle), radius * Math.Sin(angle), random.NextNormal(), random.NextNormal()],
                label));
        }

        return (Columns(4), rows);
    }

    private static string[] Columns(int count) => [.. Enumerable.Range(1, count).Select(number => $"x{number}")];

    private static CaseRow Row(double[] values, int label) =>
        new([.. values.Select(value => value.ToString("0.#####", CultureInfo.InvariantCulture))], null, $"class {label}");
}
