using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// An ML.NET model of given weights. ML.NET has no way to make one but training, and a file that a stranger's run directory holds is never given to it, because it loads the assemblies that a file
/// names. So it trains a stand-in of the same shape on made-up rows, writes that, and the numbers in the file are replaced.
/// </summary>
internal static class LogisticStandIn
{
    /// <summary>The model.</summary>
    /// <param name="context">Reads and writes it.</param>
    /// <param name="weights">Its numbers.</param>
    /// <exception cref="InvalidOperationException">This version of ML.NET writes its models otherwise.</exception>
    public static ITransformer Of(MLContext context, LogisticWeights weights)
    {
        LogisticRows rows = Rows(Math.Max(2, weights.Biases.Length), weights.Weights[0].Length);
        LogisticDataView view = new(rows, CancellationToken.None);
        ITransformer standIn = LogisticSolvers.Of(context, new LogisticRegressionOptions { MaximumIterations = 1 }, rows, threads: 1).Fit(view);
        LogisticWeights numbers = LogisticWeights.Of(standIn);
        using MemoryStream file = new();
        context.Model.Save(standIn, view.Schema, file);
        List<(float[] Old, float[] New)> pairs = [(numbers.Biases, weights.Biases), .. numbers.Weights.Zip(weights.Weights)];
        using (ZipArchive zip = new(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach ((float[] old, float[] wanted) in pairs)
            {
                Replace(zip, old, wanted);
            }
        }

        // What was just written names ML.NET's own assemblies and no other.
        file.Position = 0;
        return context.Model.Load(file, out _);
    }

    /// <summary>A row of each class; values between 1 and 2 that no two classes share leave no weight at 0, which ML.NET would not write.</summary>
    private static LogisticRows Rows(int classes, int size)
    {
        CounterRandom draws = new(0, 0, RandomStream.Data, 0, 0);
        float[] features = new float[(long)classes * size];
        foreach (ref float value in features.AsSpan())
        {
            value = (float)(1 + draws.NextDouble());
        }

        int[] labels = [.. Enumerable.Range(0, classes)];
        float[] ones = new float[classes];
        Array.Fill(ones, 1);
        return new LogisticRows(features, size, labels, ones, labels);
    }

    private static void Replace(ZipArchive zip, float[] old, float[] wanted)
    {
        ReadOnlySpan<byte> sought = MemoryMarshal.AsBytes(old.AsSpan());
        int found = 0;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            for (int at = content.AsSpan().IndexOf(sought); at >= 0; at = Next(content, sought, at))
            {
                found++;
                stream.Position = at;
                stream.Write(MemoryMarshal.AsBytes(wanted.AsSpan()));
            }
        }

        if (found != 1 || old.Length != wanted.Length)
        {
            throw new InvalidOperationException($"{old.Length} numbers of the stand-in were found {found} times in ML.NET's file, and {wanted.Length} are to take their place");
        }
    }

    private static int Next(byte[] content, ReadOnlySpan<byte> sought, int at)
    {
        int next = content.AsSpan(at + 1).IndexOf(sought);
        return next < 0 ? -1 : at + 1 + next;
    }
}
