using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary><c>gradients.csv</c>: one row per epoch and layer.</summary>
internal static class GradientsCsv
{
    /// <summary>2^53: up to here every whole number is a double.</summary>
    private const double MostWeights = 9007199254740992;

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
        using FileStream file = ResultFileReading.Open(path);
        var csv = new CsvReader(path, file);
        if (!csv.Header.SequenceEqual(s_header))
        {
            throw ResultFileReading.Damaged(path, $"the columns {string.Join(',', s_header)}", string.Join(',', csv.Header));
        }

        var gradients = new List<GradientRow>();
        while (csv.NextRow())
        {
            gradients.Add(new GradientRow(csv.Integer(), csv.Text(), Weights(csv), csv.DoubleOrNaN()));
        }

        return gradients;
    }

    private static long Weights(CsvReader csv)
    {
        double weights = csv.DoubleOrNaN();
        return weights >= 0 && weights < MostWeights && Math.Floor(weights) == weights
            ? (long)weights
            : throw csv.Problem("a whole number", FormattableString.Invariant($"{weights}"));
    }
}
