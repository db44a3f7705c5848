using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using SkiaSharp;

namespace MlPipelines.Bench;

/// <summary>
/// Images per second from 256 x 256 JPEG files to 64 x 64 floats: ML.NET's LoadImages → ResizeImages → ExtractPixels against
/// <see cref="DataPreparation.Prepare"/> with an empty cache and with a full one, the fingerprint, the split and the normalisation included. Rounds
/// alternate in one process, so that all three see the same machine; the first round warms up and is not counted. Arguments: images, rounds.
/// </summary>
internal static class DecodingThroughput
{
    private const int SourceSize = 256;
    private const int TargetSize = 64;

    public static int Run(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 600;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlpipelines-decoding-");
        try
        {
            IReadOnlyList<string> files = WriteImages(folder.FullName, count);
            Measure(folder.FullName, files, rounds);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string folder, IReadOnlyList<string> files, int rounds)
    {
        List<double> reference = [];
        List<double> first = [];
        List<double> cached = [];
        List<double> reading = [];
        List<double>[] processor = [[], [], []];
        for (int round = 0; round <= rounds; round++)
        {
            string cache = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cache{round}"));
            (double mlNet, double mlNetProcessor) = Time(() => ReadWithMlNet(files));
            (double decoding, double decodingProcessor) = Time(() => Prepare(folder, cache, out _));
            (double again, double againProcessor) = Time(() => Prepare(folder, cache, out _));
            Prepare(folder, cache, out double copySeconds);
            if (round > 0)
            {
                reference.Add(files.Count / mlNet);
                first.Add(files.Count / decoding);
                cached.Add(files.Count / again);
                reading.Add(files.Count / copySeconds);
                processor[0].Add(mlNetProcessor);
                processor[1].Add(decodingProcessor);
                processor[2].Add(againProcessor);
            }
        }

        Console.WriteLine(Text($"{files.Count} JPEG files {SourceSize}x{SourceSize} to {TargetSize}x{TargetSize}, {rounds} rounds, {Environment.ProcessorCount} cores; medians"));
        Print("ML.NET LoadImages -> ResizeImages -> ExtractPixels", reference, reference);
        Print("MlPipelines, first time (goal 2.2 on two cores)", first, reference);
        Print("MlPipelines, from the cache, all of Prepare and reading", cached, reference);
        Print("MlPipelines, from the cache, reading alone (goal 50)", reading, reference);
        Console.WriteLine(Text(
            $"processor time per image, which other programs disturb less: {string.Join(", ", processor.Select(all => Text($"{1e6 * Median(all) / files.Count:0} us")))}"));
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(Text($"peak memory of the whole process: {process.PeakWorkingSet64 / 1048576.0:0} MiB"));
    }

    private static void Print(string what, List<double> rates, List<double> reference)
    {
        double ratio = Median([.. rates.Zip(reference, (rate, other) => rate / other)]);
        Console.WriteLine(Text($"{what,-58} {Median(rates),10:0} images/s   x {ratio:0.00}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Median(List<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static (double Wall, double Processor) Time(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double wall = Seconds(work);
        return (wall, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void ReadWithMlNet(IReadOnlyList<string> files)
    {
        MLContext context = new();
        IDataView rows = context.Data.LoadFromEnumerable(files.Select(file => new FileRow { ImagePath = file }));
        var pipeline = context.Transforms.LoadImages("Image", imageFolder: null, nameof(FileRow.ImagePath))
            .Append(context.Transforms.ResizeImages("Image", TargetSize, TargetSize, "Image", Microsoft.ML.Transforms.Image.ImageResizingEstimator.ResizingKind.Fill))
            .Append(context.Transforms.ExtractPixels("Pixels", "Image"));
        IDataView pixels = pipeline.Fit(rows).Transform(rows);
        using DataViewRowCursor cursor = pixels.GetRowCursor([pixels.Schema["Pixels"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(pixels.Schema["Pixels"]);
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            getter(ref values);
        }
    }

    private static void Prepare(string folder, string cache, out double copySeconds)
    {
        ScenarioOptions scenario = new()
        {
            Data = new ImageFolderOptions { Train = Path.Combine(folder, "images") },
            Model = new LogisticRegressionOptions(),
            Pipeline = new PipelineOptions { Width = TargetSize, Height = TargetSize },
        };
        using PreparedData data = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), cache, null, CancellationToken.None);
        copySeconds = Seconds(() =>
        {
            foreach (SampleSet set in new[] { data.Train, data.Validation, data.Test })
            {
                float[] batch = new float[32 * data.Shape.Size];
                foreach (int[] rows in Enumerable.Range(0, set.Count).Chunk(32))
                {
                    set.CopySamples(rows, PreprocessingPath.Training, batch);
                }
            }
        });
    }

    /// <summary>Smooth shapes with texture and noise: about as many bytes as a photo of this size has.</summary>
    private static List<string> WriteImages(string folder, int count)
    {
        List<string> files = [];
        CounterRandom random = new(1, 0, RandomStream.Sampling);
        for (int index = 0; index < count; index++)
        {
            string path = Path.Combine(folder, "images", index % 2 == 0 ? "even" : "odd", string.Create(CultureInfo.InvariantCulture, $"{index:00000}.jpg"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, WriteImage(ref random));

            // As real files are: written some time ago, so that their hashes are remembered.
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
            files.Add(path);
        }

        return files;
    }

    private static byte[] WriteImage(ref CounterRandom random)
    {
        double[] waves = [.. new double[12]];
        for (int wave = 0; wave < waves.Length; wave++)
        {
            waves[wave] = random.NextDouble(0.01, 0.2);
        }

        byte[] pixels = new byte[SourceSize * SourceSize * 4];
        for (int pixel = 0; pixel < SourceSize * SourceSize; pixel++)
        {
            (int x, int y) = (pixel % SourceSize, pixel / SourceSize);
            double noise = random.NextDouble(-8, 8);
            for (int channel = 0; channel < 3; channel++)
            {
                double value = 128 + (50 * Math.Sin((waves[channel] * x) + (waves[channel + 3] * y))) + (40 * Math.Cos(waves[channel + 6] * (x - y))) + noise;
                pixels[(4 * pixel) + channel] = (byte)Math.Clamp(value, 0, 255);
            }

            pixels[(4 * pixel) + 3] = 255;
        }

        using SKData copy = SKData.CreateCopy(pixels);
        using SKImage image = SKImage.FromPixels(new SKImageInfo(SourceSize, SourceSize, SKColorType.Rgba8888, SKAlphaType.Opaque), copy);
        using SKData file = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return file.ToArray();
    }

    private sealed class FileRow
    {
        public string ImagePath { get; set; } = "";
    }
}
