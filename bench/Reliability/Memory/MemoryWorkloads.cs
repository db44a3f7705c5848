using System.Globalization;
using System.Text;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>Workloads that are measured in processes of their own. The last line that each prints is its peak in MiB.</summary>
internal static class MemoryWorkloads
{
    private const string Usage = "usage: memory table ROWS | study ROWS | images COUNT | trials COUNT | workers COUNT";

    /// <summary>Runs one.</summary>
    public static int Run(string[] args)
    {
        if (args is not [string name, string number] || !int.TryParse(number, CultureInfo.InvariantCulture, out int count))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("memory-");
        try
        {
            switch (name)
            {
                case "table":
                    Table(folder.FullName, count);
                    break;
                case "study":
                    WholeStudy(folder.FullName, count);
                    break;
                case "images":
                    Images(folder.FullName, count);
                    break;
                case "trials":
                    Trials(folder.FullName, count, inProcess: true);
                    break;
                case "workers":
                    Trials(folder.FullName, count, inProcess: false);
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }

            Console.WriteLine((ResidentMemory.PeakKiB() / 1024.0).ToString("0.0", CultureInfo.InvariantCulture));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A table with five columns of numbers and one of categories: read, split, prepared, trained, and its test rows predicted.</summary>
    private static void Table(string folder, int rows)
    {
        string train = Path.Combine(folder, "train.csv");
        string test = Path.Combine(folder, "test.csv");
        WriteTable(train, rows, seed: 1);
        WriteTable(test, 10_000, seed: 2);
        Console.WriteLine(FormattableString.Invariant($"{new FileInfo(train).Length >> 20} MiB of CSV"));
        ScenarioOptions scenario = Scenario(folder, """{ "type": "table", "train": "train.csv", "test": "test.csv", "label": "label" }""", """{ "type": "logisticRegression" }""");
        Train(folder, scenario);
    }

    /// <summary>The same table in a whole study of one repeat: audited, trained, its predictions written, concluded from them, and its report rendered, all in this process.</summary>
    private static void WholeStudy(string folder, int rows)
    {
        WriteTable(Path.Combine(folder, "train.csv"), rows, seed: 1);
        WriteTable(Path.Combine(folder, "test.csv"), 10_000, seed: 2);
        StudyConfiguration study = Study(
            folder, """{ "type": "table", "train": "train.csv", "test": "test.csv", "label": "label" }""", """{ "type": "logisticRegression" }""", "repeats=1");
        StudyOutcome outcome = StudyRun.StartAsync(
            study,
            new StudyRunOptions { OutputFolder = Path.Combine(folder, "runs"), CacheFolder = Path.Combine(folder, "cache"), Workers = 1, Command = "bench memory", InProcess = true },
            new Stages(),
            CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine(FormattableString.Invariant($"concluded: training accuracy {outcome.Result.Variants[0].Summary[MeasurementNames.TrainClean]["accuracy"].Mean:0.000}, peak {ResidentMemory.PeakKiB() >> 10} MiB"));
        long predictions = new FileInfo(outcome.Directory.Predictions(VariantResult.Baseline, 0)).Length;
        Console.WriteLine(FormattableString.Invariant($"{predictions >> 20} MiB of predictions"));
    }

    /// <summary>Small images in an IDX file: decoded into the cache, one epoch of a perceptron, test images predicted.</summary>
    private static void Images(string folder, int count)
    {
        WriteImages(folder, "train", count, seed: 1);
        WriteImages(folder, "test", 5_000, seed: 2);
        ScenarioOptions scenario = Scenario(
            folder,
            """{ "type": "idx", "trainImages": "train-images", "trainLabels": "train-labels", "testImages": "test-images", "testLabels": "test-labels" }""",
            """{ "type": "mlp", "hiddenUnits": [16] }""",
            "training.epochs=1");
        Train(folder, scenario);
    }

    private static void Train(string folder, ScenarioOptions scenario)
    {
        TrialSeeds seeds = new(scenario.Seed, 0, scenario.Vary);
        using PreparedData data = DataPreparation.Prepare(scenario, seeds, Path.Combine(folder, "cache"), null, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"prepared: {data.Train.Count:N0} training rows, peak {ResidentMemory.PeakKiB() >> 10} MiB"));
        using ITrainedModel model = ModelTraining.Train(scenario, data, seeds, null, CancellationToken.None).Model;
        Console.WriteLine(FormattableString.Invariant($"trained: peak {ResidentMemory.PeakKiB() >> 10} MiB"));
        if (!data.Shape.IsImage)
        {
            MeasurementValues measured = ClassificationMetrics.Measure(
                data.Train.Labels, model.Predict(data.Train, PreprocessingPath.Training, CancellationToken.None), data.Classes.Count);
            Console.WriteLine(FormattableString.Invariant($"measured: training accuracy {measured.Accuracy:0.000}, peak {ResidentMemory.PeakKiB() >> 10} MiB"));
        }

        float[] probabilities = model.Predict(data.Test, PreprocessingPath.Deployment, CancellationToken.None);
        int classes = data.Classes.Count;
        int right = Enumerable.Range(0, data.Test.Count).Count(row =>
            probabilities.AsSpan(row * classes, classes).IndexOf(Enumerable.Range(0, classes).Max(label => probabilities[(row * classes) + label])) == data.Test.Labels[row]);
        Console.WriteLine(FormattableString.Invariant($"test accuracy {(double)right / data.Test.Count:0.000}"));
    }

    /// <summary>A study of many short trials. A line for each: resident KiB, threads and open files after it.</summary>
    private static void Trials(string folder, int count, bool inProcess)
    {
        File.Copy(Path.Combine(RepositoryFiles.Root, "assets", "tables", "penguins.csv"), Path.Combine(folder, "penguins.csv"));
        StudyConfiguration study = Study(
            folder,
            """{ "type": "table", "train": "penguins.csv", "label": "species" }""",
            """{ "type": "mlp", "hiddenUnits": [8] }""",
            "training.epochs=2",
            FormattableString.Invariant($"repeats={count}"));
        StudyRun.StartAsync(
            study,
            new StudyRunOptions
            {
                OutputFolder = Path.Combine(folder, "runs"),
                CacheFolder = Path.Combine(folder, "cache"),
                Workers = inProcess ? 1 : 2,
                Command = "bench memory",
                InProcess = inProcess,
            },
            new Sampling(),
            CancellationToken.None).GetAwaiter().GetResult();
    }

    private static ScenarioOptions Scenario(string folder, string data, string model, params string[] overrides) => Study(folder, data, model, overrides).Baseline;

    private static StudyConfiguration Study(string folder, string data, string model, params string[] overrides)
    {
        string file = Path.Combine(folder, "mlconfig.json");
        File.WriteAllText(file, $$"""{ "scenario": "one", "scenarios": { "one": { "data": {{data}}, "model": {{model}} } } }""");
        return ConfigurationFile.Load(file, overrides, null).Study(null);
    }

    private static void WriteTable(string path, int rows, int seed)
    {
        Random random = new(seed);
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false), 1 << 16);
        writer.Write("a,b,c,d,e,city,label\n");
        for (int row = 0; row < rows; row++)
        {
            double a = (2 * random.NextDouble()) - 1;
            double b = (2 * random.NextDouble()) - 1;
            string label = a + (0.5 * b) + (0.5 * (random.NextDouble() - 0.5)) > 0 ? "yes" : "no";
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"{a:0.0000},{b:0.0000},{random.NextDouble():0.0000},{random.Next(100)},{5 * random.NextDouble():0.000},{"xyz"[random.Next(3)]},{label}\n"));
        }
    }

    private static void WriteImages(string folder, string name, int count, int seed)
    {
        Random random = new(seed);
        using FileStream images = File.Create(Path.Combine(folder, name + "-images"));
        byte[] labels = new byte[count];
        images.Write(HandmadeImages.Idx([count, 28, 28], []));
        byte[] image = new byte[28 * 28];
        for (int index = 0; index < count; index++)
        {
            random.NextBytes(image);
            labels[index] = (byte)(index % 4);
            image.AsSpan(labels[index] * 196, 196).Fill(200);
            images.Write(image);
        }

        File.WriteAllBytes(Path.Combine(folder, name + "-labels"), HandmadeImages.Idx([count], labels));
    }

    /// <summary>A line where a trial ended.</summary>
    private sealed class Stages : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            if (value is TrialFinished or Concluding)
            {
                Console.WriteLine(FormattableString.Invariant($"{value.GetType().Name}: peak {ResidentMemory.PeakKiB() >> 10} MiB"));
            }
        }
    }

    private sealed class Sampling : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value)
        {
            if (value is TrialFinished)
            {
                // What is garbage belongs to nobody; what is left after a collection would grow without end if it leaked.
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"trial {ResidentMemory.ResidentKiB()} {GC.GetTotalMemory(false) >> 10} {Directory.GetDirectories("/proc/self/task").Length} {Directory.GetFiles("/proc/self/fd").Length}"));
            }
        }
    }
}
