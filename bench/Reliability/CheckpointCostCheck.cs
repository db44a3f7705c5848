using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>Trains networks of three sizes with and without checkpoints, in turn.</summary>
internal static class CheckpointCostCheck
{
    private const int Rounds = 3;
    private const double Most = 0.02;

    public static ReliabilityCheck Check { get; } = new(
        "checkpoint-cost",
        "What checkpoints cost",
        "Checkpoints take less than 2% of the time of a training, whatever the size of the network: the next one is written after 5 seconds or a hundred times what the last one took, whichever is more. "
            + "The weights are those of a training without.",
        Run);

    private static ReliabilityOutcome Run(double share)
    {
        string cache = Directory.CreateTempSubdirectory("reliability-checkpoints-").FullName;
        try
        {
            int rounds = Math.Max(1, (int)Math.Round(Rounds * share));
            List<ReliabilityFigure> figures = [];
            foreach ((string what, string model, int samples, int epochs) in ((string, string, int, int)[])
            [
                ("a convolutional network", """{ "type": "cnn", "preset": "small" }""", 4000, 8),
                ("a perceptron of 0.9 million weights", """{ "type": "mlp", "hiddenUnits": [700, 450] }""", 6000, 20),
                ("a perceptron of 9 million weights", """{ "type": "mlp", "hiddenUnits": [3000, 2200] }""", 1500, 12),
            ])
            {
                figures.Add(Measure(what, Scenario(model, samples, epochs, cache), rounds, cache));
            }

            return new ReliabilityOutcome(figures, [
                "The share is the time inside the writing of checkpoints, flushed to the disk; the ratio of whole trainings, alternating, is noise of the machine as long as the share is small.",
            ]);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static ReliabilityFigure Measure(string what, ScenarioOptions scenario, int rounds, string cache)
    {
        TrialSeeds seeds = new(scenario.Seed, 0, scenario.Vary);
        using PreparedData data = DataPreparation.Prepare(scenario, seeds, Path.Combine(cache, "decoded"), null, CancellationToken.None);
        int held = 0;
        (double worst, int written) = (0, 0);
        List<double> ratios = [];
        for (int round = 0; round < rounds; round++)
        {
            (string without, double plain) = Train(null);
            TrainingCheckpoints checkpoints = new() { File = Path.Combine(cache, "checkpoint.bin"), Key = what, Clock = TimeProvider.System };
            (string with, double kept) = Train(checkpoints);
            File.Delete(checkpoints.File);
            double part = checkpoints.WrittenSeconds / kept;
            (worst, written) = (Math.Max(worst, part), written + checkpoints.Written);
            ratios.Add(kept / plain);
            held += part < Most && with == without ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{what}: {plain:0.0} s without, {kept:0.0} s with {checkpoints.Written} checkpoints that took {checkpoints.WrittenSeconds:0.000} s, {part:0.00%}"));
        }

        ratios.Sort();
        return new ReliabilityFigure(
            string.Create(CultureInfo.InvariantCulture, $"trainings of {what}, {written} checkpoints"),
            rounds,
            held,
            string.Create(CultureInfo.InvariantCulture, $"{worst:0.00%} of the time; whole trainings took {ratios[ratios.Count / 2]:0.00} times as long (median)"));

        (string Digest, double Seconds) Train(TrainingCheckpoints? checkpoints)
        {
            long start = Stopwatch.GetTimestamp();
            using ITrainedModel model = ModelTraining.Train(scenario, data, seeds, null, CancellationToken.None, checkpoints: checkpoints).Model;
            return (model.WeightsDigest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private static ScenarioOptions Scenario(string model, int samples, int epochs, string cache)
    {
        string file = Path.Combine(cache, "mlconfig.json");
        string assets = Path.Combine(RepositoryFiles.Root, "assets", "fashion-mnist").Replace("\\", "\\\\", StringComparison.Ordinal);
        File.WriteAllText(file, $$"""
            { "scenario": "cost", "scenarios": { "cost": {
              "data": { "type": "idx", "trainImages": "{{assets}}/train-images-idx3-ubyte.gz", "trainLabels": "{{assets}}/train-labels-idx1-ubyte.gz",
                        "testImages": "{{assets}}/t10k-images-idx3-ubyte.gz", "testLabels": "{{assets}}/t10k-labels-idx1-ubyte.gz", "trainSize": {{samples.ToString(CultureInfo.InvariantCulture)}} },
              "model": {{model}}, "training": { "epochs": {{epochs.ToString(CultureInfo.InvariantCulture)}}, "earlyStopping": { "patience": 50 } } } } }
            """);
        return ConfigurationFile.Load(file, [], null).Study(null).Baseline;
    }
}
