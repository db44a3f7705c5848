using System.Runtime.InteropServices;

namespace MlPipelines.Trainers;

/// <summary>Named arrays in a checkpoint: each name, then its numbers. Names and lengths must be those of the network, so a file cannot make a reader take memory for more.</summary>
internal static class CheckpointArrays
{
    /// <summary>Writes arrays.</summary>
    public static void Write(BinaryWriter writer, NamedWeights weights)
    {
        foreach (NamedArray array in weights.Arrays)
        {
            writer.Write(array.Name);
            writer.Write(array.Values.Length);
            writer.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
        }
    }

    /// <summary>Reads arrays of a layout.</summary>
    /// <exception cref="InvalidDataException">The file holds other arrays.</exception>
    public static NamedWeights Read(BinaryReader reader, NamedWeights layout)
    {
        List<NamedArray> arrays = [];
        foreach (NamedArray array in layout.Arrays)
        {
            (string name, int length) = (reader.ReadString(), reader.ReadInt32());
            if (name != array.Name || length != array.Values.Length)
            {
                throw new InvalidDataException($"it holds \"{name}\" where the network has \"{array.Name}\"");
            }

            float[] values = new float[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            arrays.Add(array with { Values = values });
        }

        return new NamedWeights(arrays);
    }
}
