using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary><c>preprocessing.json</c>: what was fitted, for people and for programs that prepare rows without ML.NET.</summary>
/// <param name="label">The label column.</param>
/// <param name="classes">The class names by index.</param>
/// <param name="missingValues">The texts that stand for a missing value.</param>
/// <param name="columns">All columns of the table but the label.</param>
/// <param name="transform">The fitted transforms.</param>
internal sealed class PreprocessingFile(
    string label, IReadOnlyList<string> classes, IReadOnlyList<string> missingValues, IReadOnlyList<TableColumn> columns, TableTransform transform)
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string FileName = "preprocessing.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter json = new(stream, Indented);
        json.WriteStartObject();
        json.WriteString("schema", "mlpipelines/preprocessing/1");
        json.WriteString("label", label);
        WriteTexts(json, "classes", classes);
        WriteTexts(json, "missingValues", missingValues);
        json.WriteString("missingCategory", ColumnarDataView.MissingCategory);
        json.WriteStartArray("columns");
        foreach (TableColumn column in columns)
        {
            WriteColumn(json, column, transform.Columns.FirstOrDefault(fitted => fitted.Column.Name == column.Name));
        }

        json.WriteEndArray();
        WriteTexts(json, "features", transform.FeatureNames);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, TableColumn column, FittedColumn? fitted)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("kind", NameOf(column.Kind));
        json.WriteBoolean("used", fitted is not null);
        WriteNumber(json, "replacement", fitted?.Replacement);
        WriteNumber(json, "offset", fitted?.Offset);
        WriteNumber(json, "scale", fitted?.Scale);
        if (fitted?.Categories is { } categories)
        {
            WriteTexts(json, "categories", categories);
        }

        WriteNumber(json, "hashSize", fitted?.HashSize);
        if (fitted is not null)
        {
            WriteTexts(json, "features", fitted.FeatureNames());
        }

        json.WriteEndObject();
    }

    /// <summary>The configuration's word for a kind of column.</summary>
    public static string NameOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Numeric => "numeric",
        ColumnKind.Categorical => "categorical",
        ColumnKind.Ignore => "ignore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
