using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// Images per second of our training loop - shuffling, batches, augmentation, loss, gradient norm, running predictions - against a bare TorchSharp loop
/// over a tensor that holds all images: conv32-pool-conv64-pool-dense10 on 28 x 28, batch 32, Adam, one thread. Rounds alternate, so that a
/// busy machine slows both.
/// </summary>
internal static class TrainingThroughput
{
    private const int BatchSize = 32;

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        string cache = Directory.CreateTempSubdirectory("mlpipelines-bench-").FullName;
        try
        {
            using PreparedData plain = Prepare(Scenario(null), cache);
            using PreparedData augmented = Prepare(Scenario(Augmentation), cache);
            Measure(plain, augmented, rounds);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }

        return 0;
    }

    private static AugmentOptions Augmentation { get; } = new() { Rotation = 10, WidthShift = 0.1, HeightShift = 0.1, Zoom = 0.1 };

    private static void Measure(PreparedData plain, PreparedData augmented, int rounds)
    {
        // Our training first: it loads the native libraries that the bare loop needs.
        Ours(plain, Scenario(null));
        BareTorchLoop bare = new(plain, BatchSize);
        bare.Epoch();

        double[][] rates = [new double[rounds], new double[rounds], new double[rounds]];
        for (int round = 0; round < rounds; round++)
        {
            rates[0][round] = bare.Epoch();
            rates[1][round] = Ours(plain, Scenario(null));
            rates[2][round] = Ours(augmented, Scenario(Augmentation));
        }

        double reference = Median(rates[0]);
        Print("bare TorchSharp loop", rates[0], reference);
        Print("ours", rates[1], reference);
        Print("ours, rotation + shift + zoom", rates[2], reference);
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine($"peak memory {(process.PeakWorkingSet64 / 1e6).ToString("F0", CultureInfo.InvariantCulture)} MB (all of the above in one process)");
    }

    private static void Print(string what, double[] rates, double reference)
    {
        string each = string.Join(' ', rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)));
        string median = Median(rates).ToString("F0", CultureInfo.InvariantCulture);
        string ratio = (Median(rates) / reference).ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine($"{what,-32} {median,6} images/s  ratio {ratio}  (rounds: {each})");
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Images per second of one epoch's steps.</summary>
    private static double Ours(PreparedData data, ScenarioOptions scenario)
    {
        TrainingOutcome outcome = ModelTraining.Train(scenario, data, Seeds, null, CancellationToken.None);
        outcome.Model.Dispose();
        return data.Train.Count / outcome.History[^1].StepSeconds;
    }

    private static PreparedData Prepare(ScenarioOptions scenario, string cache) =>
        DataPreparation.Prepare(scenario, Seeds, cache, null, CancellationToken.None);

    private static TrialSeeds Seeds { get; } = new(1, 0, []);

    private static ScenarioOptions Scenario(AugmentOptions? augment) => new()
    {
        Data = new IdxOptions { TrainImages = Asset("train-images-idx3-ubyte.gz"), TrainLabels = Asset("train-labels-idx1-ubyte.gz") },
        Pipeline = new PipelineOptions { Augment = augment },
        Model = new CnnOptions
        {
            Layers =
            [
                new Conv2DOptions { Filters = 32, Activation = Activation.Relu },
                new MaxPool2DOptions(),
                new Conv2DOptions { Filters = 64, Activation = Activation.Relu },
                new MaxPool2DOptions(),
                new FlattenOptions(),
            ],
        },
        Training = new TrainingOptions { Epochs = 1, BatchSize = BatchSize, CleanTrainingSample = 1 },
    };

    private static string Asset(string file)
    {
        string root = typeof(TrainingThroughput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        return Path.Combine(root, "assets", "fashion-mnist", file);
    }
}
