using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary>Lists of samples to leave out, in the run directory: what <c>data.exclude</c> takes.</summary>
internal static class ExclusionList
{
    private const string Column = "id";

    /// <summary>Writes <c>audits/NAME.csv</c> with the samples, and those that the scenario leaves out anyway, because an option names one list.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="name">The variant's name.</param>
    /// <param name="ids">The samples of the training source.</param>
    /// <param name="own">The scenario's own list, absolute; null when it has none.</param>
    /// <returns>The path relative to the run directory, <c>/</c> between its parts.</returns>
    public static string Write(RunDirectory directory, string name, IEnumerable<string> ids, string? own)
    {
        string path = Path.Combine(directory.Root, "audits", $"{name}.csv");
        string[] all = [.. ids.Concat(own is null ? [] : Read(own)).Distinct(StringComparer.Ordinal)];
        Storage.Write(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!), path);
        Storage.WriteFile(path, stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true);
            writer.Write($"{Column}\n");
            foreach (string id in all)
            {
                writer.Write($"{SplitFile.Quoted(id)}\n");
            }
        });
        return $"audits/{name}.csv";
    }

    /// <summary>The samples of a list, as they are written there.</summary>
    /// <exception cref="ProblemException">The file cannot be read, or has no column <c>id</c>.</exception>
    public static IReadOnlyList<string> Read(string path) => SampleLists.Read(path, Column);
}
