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
/// The search of the shipped scenario <c>hyperparameter-search</c>, as a study runs it (its space, its budget, its pruning, its batches of candidates), over 20
/// seeds and with all three strategies. Every seed has a split, a draw of the training images and initial weights of its own, the same for the three.
/// </summary>
internal static class ScenarioSearchComparison
{
    private const int DefaultSeeds = 20;

    /// <param name="args">The number of seeds (20), and the number of candidates of each search (those of the scenario's full size).</param>
    public static int Run(string[] args)
    {
        int seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultSeeds;
        ConfigurationFile file = ConfigurationFile.Load(Path.Combine(RepositoryFiles.Root, "mlconfig.json"), [], null, ScenarioSize.Full);
        ScenarioOptions scenario = file.Study("hyperparameter-search").Baseline;
        int trials = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : scenario.Search!.Trials;
        long start = Stopwatch.GetTimestamp();
        string cache = Path.Combine(Path.GetTempPath(), $"mlpipelines-bench-{Environment.ProcessId}");
        double[][] best = [.. StrategyTable.Strategies.Select(_ => new double[seeds])];
        double[][] halfway = [.. StrategyTable.Strategies.Select(_ => new double[seeds])];
        int trained = 0;
        try
        {
            for (int seed = 1; seed <= seeds; seed++)
            {
                TrialSeeds draws = new(seed, 0, scenario.Vary);
                using PreparedData data = DataPreparation.Prepare(scenario, draws, cache, null, CancellationToken.None);
                for (int strategy = 0; strategy < best.Length; strategy++)
                {
                    SearchOptions search = scenario.Search! with { Strategy = StrategyTable.Strategies[strategy], Trials = trials };
                    List<ScoredCandidate> candidates = Candidates(scenario with { Search = search }, data, draws, seed);
                    best[strategy][seed - 1] = Best(candidates);
                    halfway[strategy][seed - 1] = Best(candidates.Take(trials / 2));
                    trained += candidates.Count;
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"seed {seed}: {string.Join(", ", best.Select((values, index) => $"{StrategyTable.Strategies[index]} {values[seed - 1]:0.0000}"))}"));
            }
        }
        finally
        {
            if (Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }
        }

        Console.WriteLine($"best {scenario.Search!.Objective} of the scenario hyperparameter-search, median of {seeds} seeds;");
        Console.WriteLine("then the seeds in which the Bayesian search ends better and worse than random search");
        Console.WriteLine(StrategyTable.Head);
        Console.WriteLine(StrategyTable.Row("after half of the budget", trials / 2, halfway));
        Console.WriteLine(StrategyTable.Row("after all of it", trials, best));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trained} trainings in {seconds:0} s, {seconds / trained:0.00} s each"));
        return 0;
    }

    private static double Best(IEnumerable<ScoredCandidate> candidates) => StudyPlanner.Best([.. candidates])?.Score ?? double.PositiveInfinity;

    private static List<ScoredCandidate> Candidates(ScenarioOptions scenario, PreparedData data, TrialSeeds draws, int seed)
    {
        List<ScoredCandidate> candidates = [];
        while (SearchStep.Next(scenario.Search!, seed, candidates) is { Count: > 0 } round)
        {
            IReadOnlyList<double>? limits = SearchStep.Limits(scenario.Search!, candidates);
            candidates.AddRange(round.Select(values => Train(scenario, values, limits, data, draws)).ToArray());
        }

        return candidates;
    }

    private static ScoredCandidate Train(ScenarioOptions scenario, JsonObject values, IReadOnlyList<double>? limits, PreparedData data, TrialSeeds draws)
    {
        SearchScore score = new(scenario.Search!.Objective);
        List<double> epochs = [];
        try
        {
            TrainingOutcome outcome = ModelTraining.Train(
                ScenarioJson.Patched(scenario, SearchPatch.Of(values)),
                data,
                draws,
                null,
                CancellationToken.None,
                epoch =>
                {
                    epochs.Add(score.OfEpoch(epoch.HeldOutLoss, epoch.HeldOutAccuracy));
                    return limits is not null && epoch.Epoch < limits.Count && epochs[^1] > limits[epoch.Epoch];
                });
            using ITrainedModel model = outcome.Model;
            MeasurementValues selection = TrialMeasurements.OfSelection(model, data, CancellationToken.None).Values[MeasurementNames.Selection];
            return new ScoredCandidate(values, score.Of(selection), outcome.StoppedByCaller, epochs);
        }
        catch (NumericFailureException)
        {
            return new ScoredCandidate(values, null, false, []);
        }
    }
}
