using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// How far from what a range test says a learning rate may be: networks trained at rates from 1e-5 to 1, validation accuracy, mean over seeds, and which rates are within two
/// points of the best; the range test's suggestion, the rate at which it diverges, and what these are times the lowest and the highest rate that is good.
/// </summary>
internal static class LearningRateLimits
{
    private static readonly double[] s_rates = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1];

    public static int Run(string[] args)
    {
        int seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        long start = Stopwatch.GetTimestamp();
        string cache = Directory.CreateTempSubdirectory("mlpipelines-bench-").FullName;
        try
        {
            Console.WriteLine($"validation accuracy in % by learning rate, mean over {seeds} seeds; * within 2 points of the best");
            Console.WriteLine($"{"",-34}{string.Concat(s_rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate,9:0.#####}")))}");
            foreach ((string name, ScenarioOptions scenario) in Scenarios())
            {
                Print(name, scenario, seeds, cache);
            }
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        return 0;
    }

    private static IEnumerable<(string Name, ScenarioOptions Scenario)> Scenarios()
    {
        (string File, string Label)[] tables = [("customer_churn", "churn"), ("credit_data", "Status"), ("penguins", "species"), ("breast_cancer", "diagnosis")];
        OptimizerOptions[] optimizers = [new AdamOptions(), new SgdOptions { Momentum = 0.9 }];
        foreach (OptimizerOptions optimizer in optimizers)
        {
            string kind = optimizer is SgdOptions ? "sgd 0.9" : "adam";
            foreach ((string file, string label) in tables)
            {
                yield return ($"{file}, mlp 32, {kind}", new ScenarioOptions
                {
                    Data = new TableOptions
                    {
                        Train = Path.Combine(RepositoryFiles.Root, "assets", "tables", file + ".csv"),
                        Label = label,
                        Split = new SplitOptions { Validation = 0.3 },
                    },
                    Model = new MlpOptions { HiddenUnits = [32] },
                    Training = new TrainingOptions { Epochs = 15, Optimizer = optimizer, CleanTrainingSample = 1 },
                });
            }

            yield return ($"fashion, cnn 8, {kind}", Fashion(new CnnOptions { Filters = [8], DenseUnits = 32 }, optimizer));
            yield return ($"fashion, mlp 128, {kind}", Fashion(new MlpOptions(), optimizer));
        }
    }

    private static ScenarioOptions Fashion(NetworkOptions model, OptimizerOptions optimizer) => new()
    {
        Data = new IdxOptions
        {
            TrainImages = Path.Combine(RepositoryFiles.Root, "assets", "fashion-mnist", "train-images-idx3-ubyte.gz"),
            TrainLabels = Path.Combine(RepositoryFiles.Root, "assets", "fashion-mnist", "train-labels-idx1-ubyte.gz"),
            TrainSize = 1000,
        },
        Model = model,
        Training = new TrainingOptions { Epochs = 8, Optimizer = optimizer, CleanTrainingSample = 1 },
    };

    private static void Print(string name, ScenarioOptions scenario, int seeds, string cache)
    {
        double[] accuracies = new double[s_rates.Length];
        var tests = new RangeTestResult[seeds];
        using (PreparedData data = DataPreparation.Prepare(scenario, new TrialSeeds(1, 0, []), cache, null, CancellationToken.None))
        {
            for (int seed = 0; seed < seeds; seed++)
            {
                var draws = new TrialSeeds(1, seed, [RandomStream.Init, RandomStream.Order]);
                tests[seed] = RangeTestConclusion.Of(
                    name,
                    [.. ModelTraining.RangeTest(scenario, new RangeTestOptions(), data, draws, CancellationToken.None).Select(step => new CurvePoint(step.LearningRate, step.Loss))],
                    scenario.Training.Optimizer.LearningRate);
                Parallel.For(0, s_rates.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
                {
                    double accuracy = Accuracy(WithRate(scenario, s_rates[index]), data, draws) / seeds;
                    accuracies[index] += accuracy;
                });
            }
        }

        double best = accuracies.Max();
        int[] good = [.. Enumerable.Range(0, s_rates.Length).Where(index => accuracies[index] >= best - 0.02)];
        string row = string.Concat(accuracies.Select((accuracy, index) => string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy,8:0.0}{(good.Contains(index) ? '*' : ' ')}")));
        Console.WriteLine($"{name,-34}{row}");
        foreach (RangeTestResult test in tests)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    suggested {test.Suggested,8:0.#####} = {test.Suggested / s_rates[good[0]],6:0.#} x lowest good, {test.Suggested / s_rates[good[^1]],6:0.###} x highest good; diverges at {test.DivergesAt,8:0.####} = {test.DivergesAt / s_rates[good[^1]],6:0.#} x highest good"));
        }
    }

    private static ScenarioOptions WithRate(ScenarioOptions scenario, double rate) =>
        scenario with { Training = scenario.Training with { Optimizer = scenario.Training.Optimizer with { LearningRate = rate } } };

    /// <summary>A training that fails numerically has learnt nothing.</summary>
    private static double Accuracy(ScenarioOptions scenario, PreparedData data, TrialSeeds draws)
    {
        try
        {
            using ITrainedModel model = ModelTraining.Train(scenario, data, draws, null, CancellationToken.None).Model;
            float[] probabilities = model.Predict(data.Validation, PreprocessingPath.Training, CancellationToken.None);
            return ClassificationMetrics.Measure([.. data.Validation.Labels], probabilities, data.Classes.Count).Accuracy;
        }
        catch (NumericFailureException)
        {
            return 0;
        }
    }
}
