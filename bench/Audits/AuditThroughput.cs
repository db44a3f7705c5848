using System.Diagnostics;
using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// Seconds and samples per second of the audits of leakage and of shift on generated grey images, with random features in place of a model's, and of the audit of leakage on a generated table of as many rows and 20
/// columns of numbers. The data are prepared beforehand, which is not timed; the first round warms up. Arguments: training samples (as many are held out for validation as train: half of them), test samples, rounds,
/// width of the features.
/// </summary>
internal static class AuditThroughput
{
    private const int Classes = 4;
    private const int Columns = 20;

    public static int Run(string[] args)
    {
        int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
        (int train, int test, int rounds, int width) = (Argument(0, 20_000), Argument(1, 10_000), Argument(2, 3), Argument(3, 64));
        DirectoryInfo cache = Directory.CreateTempSubdirectory("mlpipelines-audits-");
        try
        {
            ScenarioOptions scenario = new()
            {
                Data = new SyntheticImagesOptions { TrainCount = train, TestCount = test, Split = new SplitOptions { Validation = 0.5 } },
                Model = new LogisticRegressionOptions(),
            };
            using PreparedData data = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), cache.FullName, null, CancellationToken.None);
            Measure(data, ViewOf(data, width), rounds, width);
            using PreparedData table = DataPreparation.Prepare(
                scenario with { Data = new SyntheticOptions { TrainRows = train, TestRows = test, Features = Columns, Split = new SplitOptions { Validation = 0.5 } } }, new TrialSeeds(1, 0, []), cache.FullName, null, CancellationToken.None);
            Console.WriteLine(Text($"{table.Train.Count:N0} training, {table.Validation.Count:N0} validation, {table.Test.Count:N0} test rows of {Columns} columns"));
            Print("LeakageAudits of a table", table.Train.Count + table.Validation.Count + table.Test.Count, rounds, () => _ = LeakageAudits.Audit(table, null, null, CancellationToken.None));
            return 0;
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static void Measure(PreparedData data, ModelView model, int rounds, int width)
    {
        int images = data.Train.Count + data.Validation.Count + data.Test.Count;
        Console.WriteLine(Text(
            $"{data.Train.Count:N0} training, {data.Validation.Count:N0} validation, {data.Test.Count:N0} test images of {data.Shape.Width}x{data.Shape.Height}, {width} features, {Environment.ProcessorCount} cores"));
        Print("LeakageAudits", images, rounds, () => _ = LeakageAudits.Audit(data, model, null, CancellationToken.None));
        Print("ShiftAudits", images, rounds, () => _ = ShiftAudits.Audit(data, model, null, CancellationToken.None));
        Print("ShiftAudits without a model", images, rounds, () => _ = ShiftAudits.Audit(data, null, null, CancellationToken.None));
        foreach (ShiftAudit audit in ShiftAudits.Audit(data, model, null, CancellationToken.None))
        {
            string first = audit.Properties is [{ } property, ..] ? Text($"{property.Name} adjusted p {property.AdjustedP:0.###}") : "no properties";
            Console.WriteLine(Text($"  {audit.From} -> {audit.To}: {first}, features area {audit.Features?.Area:0.000} p {audit.Features?.P:0.###}"));
        }

        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(Text($"peak memory of the whole process: {process.PeakWorkingSet64 / 1048576.0:0} MiB"));
    }

    private static void Print(string what, int images, int rounds, Action audit)
    {
        audit();
        double[] seconds = new double[rounds];
        double[] processor = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            (long start, TimeSpan used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            audit();
            seconds[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            processor[round] = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        }

        double median = Median(seconds);
        Console.WriteLine(Text($"{what,-28} {median,8:0.00} s   {Median(processor),8:0.00} s of processor   {images / median,10:0} samples/s"));
    }

    /// <summary>Normal features and uniform probabilities that say nothing about the set.</summary>
    private static ModelView ViewOf(PreparedData data, int width)
    {
        Dictionary<string, FeatureMatrix> features = [];
        Dictionary<string, float[]> probabilities = [];
        foreach ((SampleSet set, int index) in new[] { data.Train, data.Validation, data.Test }.Select((set, index) => (set, index)))
        {
            CounterRandom random = new(1, index, RandomStream.Sampling);
            float[] values = new float[set.Count * width];
            for (int place = 0; place < values.Length; place++)
            {
                values[place] = (float)random.NextNormal();
            }

            float[] shares = new float[set.Count * Classes];
            for (int row = 0; row < set.Count; row++)
            {
                float[] drawn = [random.NextFloat(), random.NextFloat(), random.NextFloat(), random.NextFloat()];
                for (int label = 0; label < Classes; label++)
                {
                    shares[(row * Classes) + label] = drawn[label] / drawn.Sum();
                }
            }

            features.Add(set.Name, new FeatureMatrix(values, width));
            probabilities.Add(set.Name, shares);
        }

        return new ModelView(features, probabilities);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
