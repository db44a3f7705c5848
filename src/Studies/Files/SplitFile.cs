using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Studies;

/// <summary><c>split.csv</c>: which sample is in which set, so that another program can use the same split.</summary>
internal static class SplitFile
{
    /// <summary>Writes <c>set,source,id</c>, a line per sample; <c>source</c> is <c>train</c> or <c>test</c>, the files that the sample came from.</summary>
    public static void Write(string path, PreparedData data) => Storage.WriteFile(path, stream =>
    {
        using StreamWriter writer = new(stream, leaveOpen: true);
        writer.Write("set,source,sourceIndex,id\n");
        foreach (SampleSet? set in (SampleSet?[])[data.Train, data.Selection, data.Validation, data.Test])
        {
            for (int row = 0; set is not null && row < set.Count; row++)
            {
                string source = set == data.Test && data.Split.TestIsSeparate ? "test" : "train";
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{set.Name},{source},{set.SourceIndexes[row]},{Quoted(set.Ids[row])}\n"));
            }
        }
    });

    /// <summary>Quotes a field where CSV needs it; a leading sign is defused so that a spreadsheet does not take a name for a formula.</summary>
    public static string Quoted(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
