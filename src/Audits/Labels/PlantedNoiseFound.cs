using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary>Compares suspects with the labels that were made wrong on purpose.</summary>
internal static class PlantedNoiseFound
{
    /// <summary>Precision and recall of the suspects.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="suspects">The suspects among them.</param>
    /// <param name="original">The label of each row before, by id.</param>
    public static PlantedNoise Of(AuditedRows rows, IReadOnlyList<SuspectRow> suspects, IReadOnlyDictionary<string, int> original)
    {
        int planted = Enumerable.Range(0, rows.Count).Count(row => original[rows.Ids[row]] != rows.Labels[row]);
        SuspectRow[] found = [.. suspects.Where(suspect => original[rows.Ids[suspect.Row]] != suspect.Given)];
        int right = found.Count(suspect => original[rows.Ids[suspect.Row]] == suspect.Suggested);
        return new PlantedNoise(
            planted,
            found.Length,
            Share(found.Length, suspects.Count),
            IntervalOf(found.Length, suspects.Count),
            Share(found.Length, planted),
            IntervalOf(found.Length, planted),
            Share(right, found.Length));
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static Interval? IntervalOf(int part, int whole) => whole == 0 ? null : WilsonInterval.Of(part, whole);
}
