using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Renders what people read from a finished run directory: <c>report.html</c> and <c>summary.md</c>.</summary>
public static class ReportWriter
{
    /// <summary>The most bytes of a report: what a mail or a build server's artefact store takes without a question.</summary>
    public const int MostBytes = 2_000_000;

    private const int RoomForFrames = 40_000;

    /// <summary>Reads <c>result.json</c>, the histories and the pictures, writes the report and the summary.</summary>
    /// <exception cref="ProblemException">The run is not finished, its result cannot be read, or the report cannot be written.</exception>
    public static async Task WriteAsync(RunDirectory directory, CancellationToken cancellation)
    {
        var report = Read(directory, cancellation);
        Write(directory.Report, await PageAsync(directory, report));
        Write(directory.Summary, SummaryRenderer.Render(report));
    }

    /// <summary>Reads the same and gives the report's page without writing anything.</summary>
    /// <exception cref="ProblemException">The run is not finished, or its result cannot be read.</exception>
    public static Task<string> RenderAsync(RunDirectory directory, CancellationToken cancellation) => PageAsync(directory, Read(directory, cancellation));

    /// <summary>The page; with as many pictures as leave it below <see cref="MostBytes"/>, and a line that says how many were left out.</summary>
    internal static async Task<string> PageAsync(RunDirectory directory, StudyReport report, int mostBytes = MostBytes)
    {
        var page = await ReportRenderer.RenderAsync(report);
        var over = Encoding.UTF8.GetByteCount(page) - mostBytes;
        if (over <= 0 || report.Pictures.Addresses.Count == 0)
        {
            return page;
        }

        // The note on what is left out, and frames in the place of pictures, take some room themselves.
        var shown = report.Pictures.Addresses.Values.Sum(address => address.Length);
        var fewer = EmbeddedPictures.Read(directory, report.Result, Math.Max(0, shown - over - RoomForFrames));
        return await ReportRenderer.RenderAsync(report with { Pictures = fewer });
    }

    private static void Write(string path, string text) => Storage.WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    // A trainer without epochs leaves no history; a finished trial that had epochs and lost its history is a problem that the reader reports.
    private static StudyReport Read(RunDirectory directory, CancellationToken cancellation)
    {
        var result = ResultFiles.ReadResult(directory.Result);
        var histories = new Dictionary<(string Variant, int Repeat), IReadOnlyList<EpochRow>>();
        foreach (var trial in result.Variants.SelectMany(variant => variant.Trials))
        {
            cancellation.ThrowIfCancellationRequested();
            if (trial is { State: TrialState.Finished, Epochs: > 0 })
            {
                histories[(trial.Variant, trial.Repeat)] = ResultFiles.ReadHistory(directory.History(trial.Variant, trial.Repeat));
            }
        }

        return new StudyReport(result, histories) { Pictures = EmbeddedPictures.Read(directory, result) };
    }
}
