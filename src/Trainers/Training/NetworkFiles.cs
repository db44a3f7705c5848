using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// A network on disk: <c>network.json</c> with input, layers and the place of each weight, and <c>weights.bin</c> with the weights as
/// little-endian floats in Keras' layouts. Plain numbers: reading a file runs nothing and names no types.
/// </summary>
internal static class NetworkFiles
{
    private const string Schema = "mlpipelines/network/1";

    /// <summary>More than ten thousand layers need.</summary>
    private const long LargestHeader = 64L << 20;

    /// <summary>Four billion weights.</summary>
    private const long LargestWeights = 16L << 30;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes both files.</summary>
    public static void Save(string folder, NetworkDescription network, NamedWeights weights)
    {
        List<SavedWeight> saved = [];
        using (FileStream stream = File.Create(Path.Combine(folder, "weights.bin")))
        {
            foreach (NamedArray array in weights.Arrays)
            {
                saved.Add(new SavedWeight(array.Name, array.Shape, stream.Position));
                Write(stream, array.Values);
            }
        }

        SavedNetwork header = new(
            Schema, network.Input, network.Classes, network.Output, [.. network.Layers.Select(SavedLayer.Of)], saved);
        File.WriteAllText(Path.Combine(folder, "network.json"), JsonSerializer.Serialize(header, Json) + "\n");
    }

    /// <summary>
    /// Reads both files. What they claim is checked before memory is taken for it: shapes are derived from the layers' options, and the weights must fill their file
    /// exactly.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not a network that this version wrote, or do not fit each other.</exception>
    public static (NetworkDescription Network, NamedWeights Weights) Load(string folder)
    {
        SavedNetwork saved = Header(folder);
        NetworkDescription network = SavedNetworkCheck.Describe(saved.Input, saved.Classes, saved.Output, [.. saved.Layers.Select(layer => layer.Describe())]);
        using FileStream stream = BoundedFile.Open(folder, "weights.bin", LargestWeights);
        return (network, new NamedWeights(Read(stream, [.. network.Weights], saved.Weights)));
    }

    private static SavedNetwork Header(string folder)
    {
        byte[] bytes = BoundedFile.Read(folder, "network.json", LargestHeader);
        try
        {
            using (JsonDocument json = JsonDocument.Parse(bytes))
            {
                // Before anything else: a file of another version may well have members that this one cannot read.
                string? schema = json.RootElement.TryGetProperty("schema", out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
                if (schema != Schema)
                {
                    throw new InvalidDataException($"network.json: expected \"schema\": \"{Schema}\"" + (schema is null ? "" : $", found \"{schema}\""));
                }
            }

            return JsonSerializer.Deserialize<SavedNetwork>(bytes, Json) ?? throw new InvalidDataException("network.json: null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"network.json: {exception.Message}", exception);
        }
    }

    private static NamedArray[] Read(FileStream stream, WeightDescription[] weights, IReadOnlyList<SavedWeight> saved)
    {
        if (weights.Length != saved.Count)
        {
            throw new InvalidDataException(FormattableString.Invariant($"network.json: places of {saved.Count} weights where the layers have {weights.Length}"));
        }

        // All places before any array: a small file cannot stand for many large arrays.
        long end = 0;
        foreach ((WeightDescription weight, SavedWeight place) in weights.Zip(saved))
        {
            if (place.Name != weight.Name || !place.Shape.SequenceEqual(weight.Shape) || place.Offset != end || end + (4L * weight.Size) > stream.Length)
            {
                throw new InvalidDataException($"weights.bin: {weight.Name} is missing or has another shape");
            }

            end += 4L * weight.Size;
        }

        return end == stream.Length
            ? [.. weights.Select(weight => Read(stream, weight))]
            : throw new InvalidDataException(FormattableString.Invariant($"weights.bin: {stream.Length:N0} bytes where the layers have {end:N0}"));
    }

    private static NamedArray Read(FileStream stream, WeightDescription weight)
    {
        float[] values = new float[weight.Size];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new NamedArray(weight.Name, weight.Shape, ToLittleEndian(values));
    }

    private static void Write(FileStream stream, float[] values) =>
        stream.Write(MemoryMarshal.AsBytes(ToLittleEndian(values).AsSpan()));

    private static float[] ToLittleEndian(float[] values) => BitConverter.IsLittleEndian
        ? values
        : [.. values.Select(value => BitConverter.Int32BitsToSingle(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value))))];

    private sealed record SavedNetwork(
        string Schema, LayerShape Input, int Classes, OutputKind Output, IReadOnlyList<SavedLayer> Layers, IReadOnlyList<SavedWeight> Weights);

    private sealed record SavedLayer(string Name, LayerOptions Options, LayerShape Input, LayerShape Output, WindowGeometry? Window, IReadOnlyList<WeightDescription> Weights)
    {
        public static SavedLayer Of(LayerDescription layer) =>
            new(layer.Name, layer.Options, layer.Input, layer.Output, layer.Window, layer.Weights);

        public LayerDescription Describe() =>
            new() { Name = Name, Options = Options, Input = Input, Output = Output, Window = Window, Weights = Weights };
    }

    /// <param name="Name">The weight.</param>
    /// <param name="Shape">Its axes.</param>
    /// <param name="Offset">Its first byte in <c>weights.bin</c>.</param>
    private sealed record SavedWeight(string Name, IReadOnlyList<int> Shape, long Offset);
}
