using System.Collections.Concurrent;

namespace MlPipelines.Bench;

/// <summary>A data set that cases are drawn from.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="IsScored">Whether its cases are only ever scored; the others serve to develop with.</param>
/// <param name="IsImage">Images of 28 x 28 pixels, or a table.</param>
/// <param name="Train">Training samples (validation included) of a usual case.</param>
/// <param name="Test">Test samples of a usual case.</param>
/// <param name="Draw">(assets folder, seed, training samples, test samples) → samples.</param>
/// <param name="Classes">The classes of images; a table's are read from it.</param>
/// <param name="Rows">All samples that there are; 0 where nobody asks.</param>
internal sealed record CaseDataSet(
    string Name, bool IsScored, bool IsImage, int Train, int Test, Func<string, int, int, int, CaseSamples> Draw, int Classes = 5, int Rows = 0);

/// <summary>
/// The data sets, split into those to develop the rules with and those that are only ever scored. Tables of people are drawn with classes of equal frequency, because imbalance
/// is one of the causes that are planted; those of cells and penguins as they are.
/// </summary>
internal static class CaseDataSets
{
    private static readonly ConcurrentDictionary<string, (IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows)> Pools = new();

    public static CaseDataSet Churn { get; } = Table("churn", false, "customer_churn.csv", "churn", balanced: true, 1200, 1500);

    public static CaseDataSet BreastCancer { get; } = Table("breast cancer", false, "breast_cancer.csv", "diagnosis", balanced: false, 320, 249);

    public static CaseDataSet Blobs { get; } = new("blobs (generated)", false, false, 1000, 1500, (_, seed, train, test) =>
        Drawn(GeneratedTables.Blobs(seed, train + test), seed, train, test));

    public static CaseDataSet Shoes { get; } = Images("Fashion-MNIST shoes and bags", false, [1, 5, 7, 8, 9]);

    public static CaseDataSet Credit { get; } = Table("credit", true, "credit_data.csv", "Status", balanced: true, 1100, 1400);

    public static CaseDataSet Attrition { get; } = Table("attrition", true, "attrition.csv", "Attrition", balanced: true, 270, 204);

    public static CaseDataSet Penguins { get; } = Table("penguins", true, "penguins.csv", "species", balanced: false, 180, 164);

    public static CaseDataSet Rings { get; } = new("rings (generated)", true, false, 1000, 1500, (_, seed, train, test) =>
        Drawn(GeneratedTables.Rings(seed, train + test), seed, train, test));

    public static CaseDataSet Shapes { get; } = new("shapes (generated)", true, true, 1000, 1000, (_, seed, train, test) =>
        CaseSamples.Draw([], GeneratedImages.Shapes(seed, train + test), seed, train, test, balanced: true));

    public static CaseDataSet Tops { get; } = Images("Fashion-MNIST tops", true, [0, 2, 3, 4, 6]);

    public static IReadOnlyList<CaseDataSet> All { get; } = [Churn, BreastCancer, Blobs, Shoes, Credit, Attrition, Penguins, Rings, Tops, Shapes];

    private static CaseSamples Drawn((IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows) pool, int seed, int train, int test) =>
        CaseSamples.Draw(pool.Columns, pool.Rows, seed, train, test, balanced: false);

    private static CaseDataSet Table(string name, bool isScored, string file, string label, bool balanced, int train, int test) =>
        new(name, isScored, false, train, test, (assets, seed, trainRows, testRows) =>
        {
            (IReadOnlyList<string> columns, IReadOnlyList<CaseRow> rows) =
                Pools.GetOrAdd(name, _ => TableAsset.Read(Path.Combine(assets, "tables", file), label));
            return CaseSamples.Draw(columns, rows, seed, trainRows, testRows, balanced);
        });

    private static CaseDataSet Images(string name, bool isScored, int[] classes) =>
        new(name, isScored, true, 1000, 1000, (assets, seed, trainRows, testRows) =>
        {
            IReadOnlyList<CaseRow> rows = Pools.GetOrAdd(name, _ => ([], IdxAsset.Read(Path.Combine(assets, "fashion-mnist"), classes))).Rows;
            return CaseSamples.Draw([], rows, seed, trainRows, testRows, balanced: true);
        });
}
