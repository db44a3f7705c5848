using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary><c>gradients.csv</c>: one row per epoch and layer.</summary>
internal static class GradientsCsv
{
    private static readonly string[] s_header = ["epoch", "layer", "weights", "norm"];

    public static void Write(string path, IReadOnlyList<GradientRow> gradients) => Storage.WriteFile(path, stream =>
    {
        var csv = new CsvWriter(stream);
        foreach (string name in s_header)
        {
            csv.Text(name);
        }

        csv.EndRow();
        foreach (GradientRow row in gradients)
        {
            csv.Number(row.Epoch);
            csv.Text(row.Layer);
            csv.Number(row.Weights);
            csv.NumberOrEmpty(row.Norm);
            csv.EndRow();
        }

        csv.Flush();
    });

    public static IReadOnlyList<GradientRow> Read(string path)
    {
        var csv = new CsvReader(path, ResultFileReading.ReadAll(path));
        if (!csv.Header.SequenceEqual(s_header))
        {
            throw ResultFileReading.Damaged(path, $"the columns {string.Join(',', s_header)}", string.Join(',', csv.Header));
        }

        var gradients = new List<GradientRow>();
        while (csv.NextRow())
        {
            gradients.Add(new GradientRow(csv.Integer(), csv.Text(), (long)csv.DoubleOrNaN(), csv.DoubleOrNaN()));
        }

        return gradients;
    }
}
