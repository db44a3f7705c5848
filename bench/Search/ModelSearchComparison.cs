using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Studies;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// Grid, random and Bayesian search of a real training at equal budget, over 20 seeds: learning rate, batch size, dropout and units of a perceptron on a table. Every seed
/// has a split and initial weights of its own, the same for all three strategies. The best log loss on the selection set is compared, as a search reports it.
/// </summary>
internal static class ModelSearchComparison
{
    private const int DefaultSeeds = 20;
    private const int Trials = 16;
    private const int Parallel = 2;

    public static int Run(string[] args)
    {
        int seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultSeeds;
        long start = Stopwatch.GetTimestamp();
        int trained = 0;
        double[][] best = [.. StrategyTable.Strategies.Select(_ => new double[seeds])];
        for (int seed = 1; seed <= seeds; seed++)
        {
            TrialSeeds draws = new(seed, 0, []);
            using PreparedData data = DataPreparation.Prepare(s_scenario, draws, "", null, CancellationToken.None);
            for (int strategy = 0; strategy < best.Length; strategy++)
            {
                IReadOnlyList<ScoredCandidate> candidates =
                    SearchTrace.Of(Search(StrategyTable.Strategies[strategy]), seed, (values, _) => Score(values, data, draws));
                best[strategy][seed - 1] = candidates.Min(candidate => candidate.Score)!.Value;
                trained += candidates.Count;
            }
        }

        Console.WriteLine($"best log loss on the selection set, median of {seeds} seeds, {Parallel} candidates at once;");
        Console.WriteLine("then the seeds in which the Bayesian search ends better and worse than random search");
        Console.WriteLine(StrategyTable.Head);
        Console.WriteLine(StrategyTable.Row("breast cancer, perceptron, 4 dimensions", Trials, best));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trained} trainings in {seconds:0} s, {seconds / trained:0.000} s each"));
        return 0;
    }

    private static readonly ScenarioOptions s_scenario = new()
    {
        Data = new TableOptions
        {
            Train = Path.Combine(RepositoryFiles.Root, "assets", "tables", "breast_cancer.csv"),
            Label = "diagnosis",
            Split = new SplitOptions { Selection = 0.3 },
        },
        Model = new MlpOptions(),
        Training = new TrainingOptions { Epochs = 5 },
        Search = Search(SearchStrategy.Random),
    };

    private static SearchOptions Search(SearchStrategy strategy) => new()
    {
        Strategy = strategy,
        Trials = Trials,
        Parallel = Parallel,
        Space = new Dictionary<string, SearchDimensionOptions>
        {
            ["learningRate"] = new() { LogUniform = [1e-5, 1] },
            ["batchSize"] = new() { Choice = [16, 32, 64, 128] },
            ["dropout"] = new() { Uniform = [0, 0.8] },
            ["units"] = new() { LogUniformInteger = [2, 128] },
        },
    };

    private static double? Score(JsonObject values, PreparedData data, TrialSeeds draws)
    {
        ScenarioOptions scenario = s_scenario with
        {
            Model = new MlpOptions { HiddenUnits = [values["units"]!.GetValue<int>()], Dropout = values["dropout"]!.GetValue<double>() },
            Training = s_scenario.Training with
            {
                BatchSize = values["batchSize"]!.GetValue<int>(),
                Optimizer = new AdamOptions { LearningRate = values["learningRate"]!.GetValue<double>() },
            },
        };
        try
        {
            using ITrainedModel model = ModelTraining.Train(scenario, data, draws, null, CancellationToken.None).Model;
            float[] probabilities = model.Predict(data.Selection!, PreprocessingPath.Training, CancellationToken.None);
            return ClassificationMetrics.Measure([.. data.Selection!.Labels], probabilities, data.Classes.Count).LogLoss;
        }
        catch (NumericFailureException)
        {
            return null;
        }
    }
}
