using System.Text.Json;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary><c>transfer.json</c> beside the files of the head: which backbone it was trained on. The backbone stays where the configuration names it.</summary>
/// <param name="Schema">The format of the file.</param>
/// <param name="Backbone">SHA-256 of the backbone's file.</param>
/// <param name="Output">The output that gave the features.</param>
/// <param name="Features">Features per image.</param>
/// <param name="Sample">The shape of a prepared image.</param>
internal sealed record TransferFile(string Schema, string Backbone, string Output, int Features, SampleShape Sample)
{
    /// <summary>The format of the file.</summary>
    public const string CurrentSchema = "mlpipelines/transfer/1";

    private const string FileName = "transfer.json";
    private const long LargestFile = 1 << 16;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes the file.</summary>
    public static void Write(string folder, TransferFile file) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(file, Json) + "\n");

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is missing, damaged or of another version.</exception>
    public static TransferFile Read(string folder)
    {
        try
        {
            TransferFile? file = JsonSerializer.Deserialize<TransferFile>(BoundedFile.Read(folder, FileName, LargestFile), Json);
            return file?.Schema == CurrentSchema ? file : throw new InvalidDataException($"{FileName}: expected \"schema\": \"{CurrentSchema}\"");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{FileName}: {exception.Message}", exception);
        }
    }
}
