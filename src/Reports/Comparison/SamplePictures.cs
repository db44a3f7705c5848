using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Pictures of test samples by row, as <c>data:</c> addresses.</summary>
/// <param name="Addresses">Test row → address.</param>
/// <param name="Note">Why there are none where a reader would expect them; null otherwise.</param>
public sealed record SamplePictures(IReadOnlyDictionary<int, string> Addresses, string? Note)
{
    /// <summary>No pictures.</summary>
    public static SamplePictures None { get; } = new(new Dictionary<int, string>(), null);

    /// <summary>The rows that a comparison shows.</summary>
    public static IReadOnlyList<int> RowsOf(RunComparison comparison) =>
        [.. comparison.Differences.Select(difference => difference.Changed).OfType<ChangedRows>().SelectMany(changed => changed.LostExamples.Concat(changed.GainedExamples)).Select(row => row.Row).Distinct()];

    /// <summary>
    /// The pictures that the runs themselves hold, those of audits, and for other rows the ones that are given. Only runs on the reference's data are looked at, because only there a row
    /// is the same sample.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="drawn">Test row → PNG file.</param>
    /// <param name="note">Why there are no more.</param>
    public static SamplePictures Of(RunComparison comparison, IReadOnlyDictionary<int, byte[]> drawn, string? note)
    {
        var rows = RowsOf(comparison);
        IReadOnlyList<ComparedRun> same =
            [comparison.Runs[0], .. comparison.Runs.Skip(1).Where((_, index) => comparison.Differences[index].Changed is not null)];
        var addresses = new Dictionary<int, string>();
        foreach (var run in same)
        {
            var paths = rows.Where(row => !addresses.ContainsKey(row)).ToDictionary(row => $"trials/{VariantResult.Baseline}/audit/pictures/test-{Figures.Plain(row)}.png");
            var found = EmbeddedPictures.Read(run.Directory, [.. paths.Keys.Where(path => File.Exists(Path.Combine(run.Directory.Root, path)))]);
            foreach (var (path, address) in found.Addresses)
            {
                addresses[paths[path]] = address;
            }
        }

        foreach (var (row, png) in drawn.Where(pair => !addresses.ContainsKey(pair.Key)))
        {
            addresses[row] = EmbeddedPictures.Prefix + Convert.ToBase64String(png);
        }

        return new SamplePictures(addresses, note);
    }
}
