using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>How this layer's own files (<c>plan.json</c>, <c>dataset.json</c>) and worker messages are written and read.</summary>
internal static class StudyJson
{
    private static readonly JsonSerializerOptions Indented = Options(indented: true);

    /// <summary>One value per line, for messages between processes.</summary>
    public static JsonSerializerOptions Line { get; } = Options(indented: false);

    /// <summary>Writes a file under another name and renames it, so that a reader never sees half of it.</summary>
    /// <exception cref="ProblemException">The folder cannot be written, or the disk is full.</exception>
    public static void Write<T>(string path, T value) =>
        Storage.WriteFile(path, stream => JsonSerializer.Serialize(stream, value, Indented));

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schemaOf">The member that says the file's format.</param>
    /// <param name="schema">The format that is understood.</param>
    /// <exception cref="ProblemException">The file is missing, cut off, or of another version.</exception>
    public static T Read<T>(string path, Func<T, string> schemaOf, string schema)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            T value = JsonSerializer.Deserialize<T>(stream, Indented) ?? throw new JsonException("the file holds null");
            return schemaOf(value) == schema
                ? value
                : throw new ProblemException(
                    ProblemStage.Data,
                    new Problem(path, $"a file of format {schema}", $"\"{schemaOf(value)}\"", "It was written by another version of the program."));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProblemException(
                ProblemStage.Data, new Problem(path, $"a file of format {schema}", exception.Message, "The file is cut off or damaged."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                ProblemStage.Data, new Problem(path, "a file that can be read", exception.Message, "Name a run directory that is whole."));
        }
    }

    /// <summary>The word for a value of an enumeration.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
