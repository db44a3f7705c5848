using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Renders what people read from a finished run directory: <c>report.html</c> and <c>summary.md</c>.</summary>
public static class ReportWriter
{
    /// <summary>Reads <c>result.json</c>, the histories and the pictures, writes the report and the summary.</summary>
    /// <exception cref="ProblemException">The run is not finished, its result cannot be read, or the report cannot be written.</exception>
    public static async Task WriteAsync(RunDirectory directory, CancellationToken cancellation)
    {
        var report = Read(directory, cancellation);
        var page = await ReportRenderer.RenderAsync(report);
        Write(directory.Report, page);
        Write(directory.Summary, SummaryRenderer.Render(report));
    }

    /// <summary>Reads the same and gives the report's page without writing anything.</summary>
    /// <exception cref="ProblemException">The run is not finished, or its result cannot be read.</exception>
    public static Task<string> RenderAsync(RunDirectory directory, CancellationToken cancellation) => ReportRenderer.RenderAsync(Read(directory, cancellation));

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
