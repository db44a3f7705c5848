using System.Buffers.Binary;
using System.IO.Compression;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Small data sets for tests of training.</summary>
internal static class Samples
{
    public static SampleShape Image(int size = 28, int channels = 1) => new(size, size, channels, true);

    public static SampleShape Table(int features) => new(1, 1, features, false);

    public static TrialSeeds Seeds(int seed = 1, int repeat = 0) =>
        new(seed, repeat, [RandomStream.Init, RandomStream.Order, RandomStream.Augment, RandomStream.Dropout, RandomStream.Sampling]);

    public static ScenarioOptions Scenario(ModelOptions model, TrainingOptions training) => new()
    {
        Data = new TableOptions { Train = "", Label = "" },
        Model = model,
        Training = training,
    };

    /// <summary>Images of Fashion-MNIST, scaled to 0..1: rows from <paramref name="first"/> on.</summary>
    public static ArraySamples Fashion(string name, int first, int count)
    {
        byte[] images = Read("train-images-idx3-ubyte.gz");
        byte[] labels = Read("train-labels-idx1-ubyte.gz");
        int available = BinaryPrimitives.ReadInt32BigEndian(images.AsSpan(4));
        Assert.True(first + count <= available);
        return new ArraySamples(
            name,
            [.. images.AsSpan(16 + (first * 784), count * 784).ToArray().Select(pixel => pixel / 255f)],
            [.. labels.AsSpan(8 + first, count).ToArray().Select(label => (int)label)]);
    }

    /// <summary>Points around a centre per class: (rows, features).</summary>
    public static ArraySamples Blobs(string name, int rows, int features, int classes, int seed, double spread = 1)
    {
        CounterRandom draws = new(seed, 0, RandomStream.Split);
        float[] values = new float[rows * features];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = row % classes;
            for (int feature = 0; feature < features; feature++)
            {
                double centre = feature % classes == labels[row] ? 2 : 0;
                values[(row * features) + feature] = (float)(centre + (spread * draws.NextNormal()));
            }
        }

        return new ArraySamples(name, values, labels);
    }

    public static ArrayData BlobData(int rows = 240, int features = 6, int classes = 3, bool selection = false, double spread = 1)
    {
        ArraySamples train = Blobs("train", rows, features, classes, 1, spread);
        return new ArrayData(
            Table(features), classes, train, selection ? Blobs("selection", 90, features, classes, 2, spread) : null,
            Blobs("validation", 90, features, classes, 3, spread));
    }

    private static byte[] Read(string file)
    {
        using GZipStream stream = new(File.OpenRead(RepositoryFiles.Asset("fashion-mnist", file)), CompressionMode.Decompress);
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
