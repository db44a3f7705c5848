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
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
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

    /// <summary>Reads both files.</summary>
    /// <exception cref="InvalidDataException">They are not a network that this version wrote, or do not fit each other.</exception>
    public static (NetworkDescription Network, NamedWeights Weights) Load(string folder)
    {
        SavedNetwork saved = Header(folder);
        NetworkDescription network = new()
        {
            Input = saved.Input,
            Classes = saved.Classes,
            Output = saved.Output,
            Layers = [.. saved.Layers.Select(layer => layer.Describe())],
        };
        ILookup<string, SavedWeight> places = saved.Weights.ToLookup(weight => weight.Name);
        using FileStream stream = Open(folder, "weights.bin");
        return (network, new NamedWeights([.. network.Weights.Select(weight => Read(stream, weight, places))]));
    }

    /// <summary>Opens a file of a saved model.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static FileStream Open(string folder, string name)
    {
        try
        {
            return File.OpenRead(Path.Combine(folder, name));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{name} is not in {folder}", exception);
        }
    }

    private static SavedNetwork Header(string folder)
    {
        using FileStream stream = Open(folder, "network.json");
        try
        {
            SavedNetwork? saved = JsonSerializer.Deserialize<SavedNetwork>(stream, Json);
            return saved?.Schema == Schema ? saved : throw new InvalidDataException($"network.json: expected \"schema\": \"{Schema}\"");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"network.json: {exception.Message}", exception);
        }
    }

    private static NamedArray Read(FileStream stream, WeightDescription weight, ILookup<string, SavedWeight> places)
    {
        if (places[weight.Name].FirstOrDefault() is not { } place || !place.Shape.SequenceEqual(weight.Shape)
            || place.Offset < 0 || place.Offset + (4L * weight.Size) > stream.Length)
        {
            throw new InvalidDataException($"weights.bin: {weight.Name} is missing or has another shape");
        }

        float[] values = new float[weight.Size];
        stream.Position = place.Offset;
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
