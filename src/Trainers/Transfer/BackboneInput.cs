using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>How a backbone takes an image: 32-bit numbers or bytes, channels before or after height and width.</summary>
/// <param name="Name">The input.</param>
/// <param name="IsBytes">Whether it takes bytes.</param>
/// <param name="ChannelsFirst">(batch, channels, height, width) instead of (batch, height, width, channels).</param>
internal sealed record BackboneInput(string Name, bool IsBytes, bool ChannelsFirst)
{
    /// <summary>The input of a network that takes samples of a shape; null, and a problem, where it does not.</summary>
    public static BackboneInput? Of(OnnxSession session, SampleShape shape, string where, List<Problem> problems)
    {
        string first = string.Create(CultureInfo.InvariantCulture, $"(batch, {shape.Channels}, {shape.Height}, {shape.Width})");
        string last = string.Create(CultureInfo.InvariantCulture, $"(batch, {shape.Height}, {shape.Width}, {shape.Channels})");
        string expected = $"one input that takes the prepared images: {first} or {last}, float or uint8, the batch 1 or free";
        IReadOnlyList<OnnxPort> inputs = session.Inputs;
        if (inputs is [{ Element: "float" or "uint8", Shape: [var batch, var a, var b, var c] } input] && batch is null or 1)
        {
            bool channelsFirst = Takes(a, shape.Channels) && Takes(b, shape.Height) && Takes(c, shape.Width);
            bool channelsLast = Takes(a, shape.Height) && Takes(b, shape.Width) && Takes(c, shape.Channels);
            bool isBytes = input.Element == "uint8";
            if (channelsFirst || channelsLast)
            {
                // Where a shape leaves all open, numbers come as most frameworks have them and bytes as decoders give them.
                return new BackboneInput(input.Name, isBytes, channelsFirst && !(isBytes && channelsLast));
            }
        }

        problems.Add(new Problem(
            where,
            expected,
            string.Join(" and ", inputs.Select(port => $"\"{port.Name}\" {port}")),
            "Set pipeline.width, pipeline.height and pipeline.color to what the network was trained on, or use another file."));
        return null;
    }

    /// <summary>The shape of one image.</summary>
    public int[] ShapeOf(SampleShape shape) => ChannelsFirst ? [1, shape.Channels, shape.Height, shape.Width] : [1, shape.Height, shape.Width, shape.Channels];

    /// <summary>A black image.</summary>
    public OnnxInput Zeros(SampleShape shape) =>
        new(Name, IsBytes ? new byte[shape.Size] : new float[shape.Size], [.. ShapeOf(shape).Select(size => (long)size)]);

    /// <summary>An image (height, width, channels) in the layout of the input.</summary>
    public float[] Arranged(float[] image, SampleShape shape)
    {
        if (!ChannelsFirst || shape.Channels == 1)
        {
            return image;
        }

        float[] planes = new float[image.Length];
        int positions = shape.Height * shape.Width;
        for (int position = 0; position < positions; position++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                planes[(channel * positions) + position] = image[(position * shape.Channels) + channel];
            }
        }

        return planes;
    }

    /// <summary>Images as ML.NET sees them: a column of the input's name and type.</summary>
    public IDataView View(MLContext context, IEnumerable<float[]> images, int size) => IsBytes
        ? context.Data.LoadFromEnumerable(images.Select(image => new ByteImage { Values = [.. image.Select(value => (byte)value)] }), Schema(typeof(ByteImage), NumberDataViewType.Byte, size))
        : context.Data.LoadFromEnumerable(images.Select(image => new FloatImage { Values = image }), Schema(typeof(FloatImage), NumberDataViewType.Single, size));

    private SchemaDefinition Schema(Type row, PrimitiveDataViewType element, int size)
    {
        SchemaDefinition schema = SchemaDefinition.Create(row);
        SchemaDefinition.Column values = schema[nameof(FloatImage.Values)];
        values.ColumnName = Name;
        values.ColumnType = new VectorDataViewType(element, size);
        return schema;
    }

    private static bool Takes(int? axis, int size) => axis is null || axis == size;

    private sealed class FloatImage
    {
        public float[] Values { get; set; } = [];
    }

    private sealed class ByteImage
    {
        public byte[] Values { get; set; } = [];
    }
}
