using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Pipelines;

/// <summary><c>preprocessing.json</c>: written so that every number reads back to the last bit, and read with suspicion.</summary>
internal static class FittedFile
{
    /// <summary>The format. Version 1 did not hold the test path of images, nor which features a column gives.</summary>
    public const string Schema = "mlpipelines/preprocessing/2";

    /// <summary>More than a million categories of a hundred letters need.</summary>
    private const long LargestFile = 256L << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void Write(string folder, FittedPreprocessing fitted)
    {
        using FileStream stream = File.Create(Path.Combine(folder, FittedPreprocessing.FileName));
        JsonSerializer.Serialize(stream, fitted, fitted.GetType(), Json);
        stream.WriteByte((byte)'\n');
    }

    public static FittedPreprocessing Read(string folder)
    {
        byte[] bytes = BoundedFile.Read(folder, FittedPreprocessing.FileName, LargestFile);
        try
        {
            FittedPreprocessing fitted = Read(bytes);
            return fitted.Fault() is { } fault ? throw Invalid(fault) : fitted;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"{FittedPreprocessing.FileName}: {exception.Message}", exception);
        }
    }

    private static FittedPreprocessing Read(byte[] bytes)
    {
        // The format before anything else: a file of another version may well have members that this one cannot read.
        (string? schema, string? kind) = Head(bytes);
        if (schema != Schema)
        {
            throw Invalid(schema is null ? $"no \"schema\": \"{Schema}\", as older versions wrote it" : $"of the format {schema}, not {Schema}");
        }

        return kind switch
        {
            FittedImages.KindName => JsonSerializer.Deserialize<FittedImages>(bytes, Json)!,
            FittedTable.KindName => JsonSerializer.Deserialize<FittedTable>(bytes, Json)!,
            _ => throw Invalid($"of the kind \"{kind}\", neither {FittedImages.KindName} nor {FittedTable.KindName}"),
        };
    }

    private static (string? Schema, string? Kind) Head(byte[] bytes)
    {
        using JsonDocument json = JsonDocument.Parse(bytes);
        return (Text("schema"), Text("kind"));

        string? Text(string member) =>
            json.RootElement.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static InvalidDataException Invalid(string what) => new($"{FittedPreprocessing.FileName}: {what}");
}
