using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>Writes the page of a probe.</summary>
public static class ProbeWriter
{
    /// <summary>Writes the page.</summary>
    /// <exception cref="ProblemException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, ProbeResult probe)
    {
        var page = await RenderAsync(probe);
        Storage.WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    /// <summary>The page as one self-contained HTML text.</summary>
    public static Task<string> RenderAsync(ProbeResult probe) =>
        PageRenderer.RenderAsync<ProbePage>(new Dictionary<string, object?> { [nameof(ProbePage.Probe)] = probe });
}
