using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary><c>predictions.csv</c>: one row per measurement and sample, the probabilities of all classes where they were kept.</summary>
internal static class PredictionsCsv
{
    private static readonly string[] s_header = ["measurement", "row", "id", "label", "predicted", "confidence", "pTrue"];

    public static void Write(string path, IReadOnlyDictionary<string, TrialRows> measurements)
    {
        int classes = ClassesOf(measurements);
        Storage.WriteFile(path, stream =>
        {
            var csv = new CsvWriter(stream);
            foreach (string name in s_header.Concat(Enumerable.Range(0, classes).Select(index => FormattableString.Invariant($"p{index}"))))
            {
                csv.Text(name);
            }

            csv.EndRow();
            foreach ((string measurement, TrialRows rows) in measurements)
            {
                WriteRows(csv, measurement, rows, classes);
            }

            csv.Flush();
        });
    }

    /// <summary>Reads measurement by measurement, as they were written one after another.</summary>
    public static IEnumerable<KeyValuePair<string, TrialRows>> Read(string path)
    {
        using FileStream file = ResultFileReading.Open(path);
        var csv = new CsvReader(path, file);
        int classes = csv.Header.Count - s_header.Length;
        if (classes < 0 || !csv.Header.Take(s_header.Length).SequenceEqual(s_header))
        {
            throw ResultFileReading.Damaged(path, $"the columns {string.Join(',', s_header)}", string.Join(',', csv.Header));
        }

        HashSet<string> names = [];
        (string name, PredictionRows? rows) = ("", null);
        while (csv.NextRow())
        {
            string measurement = csv.Text();
            if (rows is null || measurement != name)
            {
                if (!names.Add(measurement))
                {
                    throw csv.Problem("the rows of a measurement one after another", $"more of \"{measurement}\" after those of \"{name}\"");
                }

                if (rows is not null)
                {
                    yield return KeyValuePair.Create(name, rows.Finish());
                }

                (name, rows) = (measurement, new PredictionRows());
            }

            rows.ReadRow(csv, classes);
        }

        if (rows is not null)
        {
            yield return KeyValuePair.Create(name, rows.Finish());
        }
    }

    private static int ClassesOf(IReadOnlyDictionary<string, TrialRows> measurements)
    {
        int classes = 0;
        foreach ((string name, TrialRows rows) in measurements)
        {
            int count = rows.Rows.Count;
            if (rows.Ids.Count != count || rows.Labels.Count != count || rows.Predicted.Count != count || rows.TrueProbabilities.Count != count
                || rows.Confidences.Count != count)
            {
                throw new ArgumentException($"the lists of {name} differ in length", nameof(measurements));
            }

            if (rows.Probabilities is not { Length: > 0 } probabilities)
            {
                continue;
            }

            if (probabilities.Length % count != 0 || (classes > 0 && probabilities.Length / count != classes))
            {
                throw new ArgumentException($"the probabilities of {name} are not those of {count} rows", nameof(measurements));
            }

            classes = probabilities.Length / count;
        }

        return classes;
    }

    private static void WriteRows(CsvWriter csv, string measurement, TrialRows rows, int classes)
    {
        for (int index = 0; index < rows.Rows.Count; index++)
        {
            csv.Text(measurement);
            csv.Number(rows.Rows[index]);
            csv.Text(SpreadsheetText.Neutralise(rows.Ids[index]));
            csv.Number(rows.Labels[index]);
            csv.Number(rows.Predicted[index]);
            csv.Number(Finite(rows.Confidences[index], measurement));
            csv.Number(Finite(rows.TrueProbabilities[index], measurement));
            for (int column = 0; column < classes; column++)
            {
                if (rows.Probabilities is null)
                {
                    csv.Empty();
                }
                else
                {
                    csv.Number(Finite(rows.Probabilities[(index * classes) + column], measurement));
                }
            }

            csv.EndRow();
        }
    }

    private static float Finite(float value, string measurement) => float.IsFinite(value)
        ? value
        : throw new ArgumentException($"{measurement} has a probability that is not a finite number", nameof(value));
}
