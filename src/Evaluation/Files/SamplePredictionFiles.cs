using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlPipelines.Evaluation;

/// <summary>Writes predictions of new samples. Numbers are shortest 32-bit floats: they read back to the bits that the model gave.</summary>
public static class SamplePredictionFiles
{
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes predictions as UTF-8.</summary>
    public static void Write(Stream stream, SamplePredictions predictions, PredictionFormat format)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (format == PredictionFormat.Csv)
        {
            WriteCsv(stream, predictions);
        }
        else
        {
            WriteLines(stream, predictions);
        }
    }

    /// <summary>A name that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static void WriteCsv(Stream stream, SamplePredictions predictions)
    {
        var csv = new CsvWriter(stream);
        string[] header =
        [
            "input",
            .. predictions.AreRows ? (string[])["row"] : [],
            "class",
            "probability",
            .. predictions.IsEnsemble ? (string[])["spread", "agreement"] : [],
            .. predictions.Classes.Select(name => $"p({name})"),
        ];
        foreach (string name in header)
        {
            csv.Text(name);
        }

        csv.EndRow();
        foreach (PredictedSample sample in predictions.Samples)
        {
            csv.Text(SpreadsheetText.Neutralise(sample.Input));
            if (sample.Row is { } row)
            {
                csv.Number(row);
            }

            csv.Text(SpreadsheetText.Neutralise(predictions.Classes[sample.Class]));
            csv.Number(sample.Probability);
            if (predictions.IsEnsemble)
            {
                csv.Number(sample.Spread!.Value);
                csv.Number(sample.Agreement!.Value);
            }

            foreach (float probability in sample.Probabilities)
            {
                csv.Number(probability);
            }

            csv.EndRow();
        }

        csv.Flush();
    }

    private static void WriteLines(Stream stream, SamplePredictions predictions)
    {
        using Utf8JsonWriter json = new(stream, Line);
        foreach (PredictedSample sample in predictions.Samples)
        {
            json.WriteStartObject();
            json.WriteString("input", sample.Input);
            if (sample.Row is { } row)
            {
                json.WriteNumber("row", row);
            }

            json.WriteString("class", predictions.Classes[sample.Class]);
            json.WriteNumber("probability", sample.Probability);
            if (predictions.IsEnsemble)
            {
                json.WriteNumber("spread", sample.Spread!.Value);
                json.WriteNumber("agreement", sample.Agreement!.Value);
            }

            json.WriteStartObject("probabilities");
            foreach ((string name, float probability) in predictions.Classes.Zip(sample.Probabilities))
            {
                json.WriteNumber(name, probability);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }
}
