using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>
/// The JSON files of a run directory: camel case, enumerations as words, absent values as <c>null</c>, indented. A number that is not finite is
/// an error in the program and is refused by the serializer.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        WriteIndented = true,
        NewLine = "\n",
        // The report encodes for HTML itself; in a JSON file people should be able to read "é" and "<".
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    public static void Write<T>(string path, T value) => Storage.WriteFile(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, s_options);
        stream.WriteByte((byte)'\n');
    });

    /// <param name="path">The file.</param>
    /// <param name="schema">The value that the member <c>schema</c> must have.</param>
    /// <exception cref="Configuration.ProblemException">The file is missing, cut off, or of another version.</exception>
    public static T Read<T>(string path, string schema)
        where T : class
    {
        byte[] content = ResultFileReading.ReadAll(path);
        try
        {
            // Before anything else: a file of another version may well have members that this one cannot read.
            string found = SchemaOf(content);
            return found == schema
                ? JsonSerializer.Deserialize<T>(content, s_options) ?? throw new JsonException("the file holds null")
                : throw ResultFileReading.Damaged(path, $"\"schema\": \"{schema}\"", found);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Bytes that are no UTF-8 are no JsonException to the reader.
            string place = exception is JsonException { LineNumber: { } line } ? FormattableString.Invariant($"{path}:{line + 1}") : path;
            throw ResultFileReading.Damaged(place, $"JSON of the format {schema}", $"\"{exception.Message}\"");
        }
    }

    private static string SchemaOf(byte[] content)
    {
        var reader = new Utf8JsonReader(content);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "no JSON object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSchema = reader.ValueTextEquals("schema"u8);
            reader.Read();
            if (isSchema)
            {
                return reader.TokenType == JsonTokenType.String ? $"{reader.GetString()}" : "no text";
            }

            reader.Skip();
        }

        return "no such member";
    }
}
