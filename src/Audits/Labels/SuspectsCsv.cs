using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Audits;

/// <summary><c>suspects-VARIANT.csv</c>: all suspects, the surest first. <c>data.exclude</c> reads its column <c>id</c>.</summary>
internal static class SuspectsCsv
{
    private static readonly string[] Header = ["rank", "id", "given", "suggested", "givenProbability", "suggestedProbability"];

    /// <summary>Writes the whole file or none.</summary>
    public static void Write(string path, IReadOnlyList<SuspectRow> suspects, AuditedRows rows, IReadOnlyList<string> classes)
    {
        Storage.Write(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!), path);
        Storage.WriteFile(path, stream =>
        {
            CsvWriter csv = new(stream);
            foreach (string name in Header)
            {
                csv.Text(name);
            }

            csv.EndRow();
            for (int index = 0; index < suspects.Count; index++)
            {
                SuspectRow suspect = suspects[index];
                csv.Number(index + 1);
                csv.Text(SpreadsheetText.Neutralise(rows.Ids[suspect.Row]));
                csv.Text(SpreadsheetText.Neutralise(classes[suspect.Given]));
                csv.Text(SpreadsheetText.Neutralise(classes[suspect.Suggested]));
                csv.Number(suspect.GivenProbability);
                csv.Number(suspect.SuggestedProbability);
                csv.EndRow();
            }

            csv.Flush();
        });
    }
}
