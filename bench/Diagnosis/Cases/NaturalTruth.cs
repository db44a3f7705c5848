using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>
/// Whether a cause that nobody planted is there nevertheless: a model that was meant to be healthy may be too small, or a planted rate so low that more epochs help. Asked only where the
/// diagnosis says that it is present, and answered by trainings of the benchmark's own with other seeds. Causes that lie in the data (leaks, shifts, skew, wrong labels) cannot
/// come by themselves: every draw is at random from one source.
/// </summary>
internal static class NaturalTruth
{
    /// <summary>Changes that would help if the cause were there.</summary>
    private static readonly Dictionary<string, IReadOnlyList<Action<JsonObject>>> Changes = new()
    {
        [Causes.Overfitting] =
        [
            scenario => scenario["model"]!["l2"] = IsNetwork(scenario) ? 0.01 : 100,
            scenario => { if (IsNetwork(scenario)) { scenario["model"]!["dropout"] = 0.5; } },
            scenario => { if (IsNetwork(scenario)) { scenario["model"]!["hiddenUnits"] = new JsonArray(8); } },
            scenario => { if (IsNetwork(scenario)) { scenario["training"]!["epochs"] = Math.Max(1, (scenario["training"]!["epochs"]?.GetValue<int>() ?? 10) / 4); } },
        ],
        [Causes.Underfitting] =
        [
            scenario =>
            {
                bool isNew = !IsNetwork(scenario);
                scenario["model"] = new JsonObject { ["type"] = "mlp", ["hiddenUnits"] = new JsonArray(64, 64) };
                if (isNew)
                {
                    scenario["training"] = new JsonObject { ["epochs"] = 30 };
                }
            },
            scenario => scenario["model"]!["l2"] = 0,
        ],
        [Causes.Undertrained] = [scenario => scenario["training"]!["epochs"] = 3 * (scenario["training"]!["epochs"]?.GetValue<int>() ?? 10)],
        [Causes.LearningRateTooHigh] = [scenario => Rate(scenario, 0.1), scenario => Rate(scenario, 0.3)],
        [Causes.LearningRateTooLow] = [scenario => Rate(scenario, 10), scenario => Rate(scenario, 3)],
        [Causes.BatchSize] = [scenario => scenario["training"]!["batchSize"] = 32, scenario => scenario["training"]!["batchSize"] = 8],
        [Causes.UnshuffledData] = [scenario => scenario["training"]!["order"] = "shuffled"],
        [Causes.AugmentationMismatch] = [scenario => (scenario["pipeline"] as JsonObject)?.Remove("augment")],
        [Causes.ClassImbalance] = [scenario => scenario["training"]!["classWeighting"] = "balanced", scenario => scenario["training"]!["sampling"] = "oversample"],
    };

    /// <summary>Measures causes that the diagnosis found and nobody planted.</summary>
    /// <param name="found">Their ids.</param>
    /// <param name="files">Writes the case.</param>
    /// <param name="folder">A folder for files, removed by the caller.</param>
    /// <returns>A truth for each; the change that helps most, at a level corrected for their number (Bonferroni).</returns>
    public static IReadOnlyList<CauseTruth> Of(IReadOnlyList<string> found, CaseFolder files, string folder)
    {
        if (found.Count == 0)
        {
            return [];
        }

        double smallest = new DiagnosisOptions().SmallestEffect;
        CaseSamples samples = files.Samples(null);
        Lazy<CaseTrainings> asIs = new(() => Train(files, samples, folder, "as-is", _ => { }));
        List<CauseTruth> truths = [];
        foreach (string cause in found)
        {
            truths.Add(cause switch
            {
                Causes.SeedVariance => Spread(cause, asIs.Value, smallest),
                Causes.SmallTestSet => Luck(cause, asIs.Value, smallest),
                Causes.NumericFailure => new CauseTruth(cause, 0, 0, 0, asIs.Value.Failed > 0 ? CauseTruth.Present : CauseTruth.Absent),
                Causes.TrainingModeMetric when asIs.Value.TrainMode is { } moving => Mode(cause, TruthEstimates.Difference(moving, asIs.Value.Train), smallest),
                _ when asIs.Value.Test.Length == 0 => new CauseTruth(cause, 0, 0, 0, CauseTruth.Absent),
                _ when Changes.TryGetValue(cause, out IReadOnlyList<Action<JsonObject>>? changes) => Best(cause, asIs.Value, changes, smallest),
                _ => new CauseTruth(cause, 0, 0, 0, CauseTruth.Absent),
            });
        }

        return truths;

        CauseTruth Best(string cause, CaseTrainings before, IReadOnlyList<Action<JsonObject>> changes, double limit) => changes
            .Select((change, index) =>
            {
                CaseTrainings after = Train(files, samples, folder, $"{cause}-{index}", change);
                if (after.Test.Length == 0)
                {
                    return new CauseTruth(cause, 0, 0, 0, CauseTruth.Absent);
                }

                if (cause == Causes.Overfitting)
                {
                    // To have learned copies of test rows by heart pays off on these, so that only the others show harm.
                    int[] unleaked = samples.Unleaked();
                    return unleaked.Length == 0 ? new CauseTruth(cause, 0, 0, 0, CauseTruth.Between) : TruthEstimates.Overfitting(cause, after.OnTestRows(unleaked), before.OnTestRows(unleaked), limit);
                }

                CrossedEstimate effect = cause == Causes.ClassImbalance
                    ? TruthEstimates.BalancedDifference(after.Test, before.Test, before.TestLabels)
                    : TruthEstimates.Difference(after.Test, before.Test);
                return CauseTruth.Of(cause, effect.Mean, effect.Interval(1 - (0.05 / changes.Count)), limit);
            })
            .OrderByDescending(truth => truth.State == CauseTruth.Present).ThenByDescending(truth => truth.Lower).First();
    }

    private static CauseTruth Spread(string cause, CaseTrainings run, double smallest)
    {
        if (run.Test.Length < 2)
        {
            return new CauseTruth(cause, 0, 0, 0, CauseTruth.Absent);
        }

        (double range, Interval interval) = TruthEstimates.SeedRange(run.Test);
        return CauseTruth.Of(cause, range, interval, smallest);
    }

    /// <summary>How far the draw of the test rows alone moves accuracy: 1.96 sqrt(a (1 - a) / n), at the ends of Wilson's interval of accuracy a.</summary>
    private static CauseTruth Luck(string cause, CaseTrainings run, double smallest)
    {
        int rows = run.TestLabels.Count;
        double accuracy = run.Test.Select(SampleSetScores.Mean).DefaultIfEmpty(1).Average();
        Interval ends = WilsonInterval.Of((int)Math.Round(accuracy * rows), rows);
        double Half(double share) => 1.96 * Math.Sqrt(share * (1 - share) / rows);
        double lower = Math.Min(Half(ends.Lower), Half(ends.Upper));
        return CauseTruth.Of(cause, Half(accuracy), new Interval(lower, Math.Max(Half(ends.Lower), ends.Lower < 0.5 && ends.Upper > 0.5 ? Half(0.5) : Half(ends.Upper))), smallest);
    }

    /// <summary>Only a training mode that looks better than the model at rest misleads.</summary>
    private static CauseTruth Mode(string cause, CrossedEstimate difference, double smallest) =>
        CauseTruth.Of(cause, difference.Mean, difference.Interval(), smallest);

    private static CaseTrainings Train(CaseFolder files, CaseSamples samples, string folder, string name, Action<JsonObject> change)
    {
        JsonObject scenario = files.Options(null);
        change(scenario);
        StudyConfiguration study = CaseFolder.Write(Path.Combine(folder, name), samples, scenario);
        return CaseTrainings.Run(
            study.Baseline, study.Baseline.Model is LogisticRegressionOptions ? 1 : 2 * PlantedTruth.Repeats, Path.Combine(folder, "cache"));
    }

    private static bool IsNetwork(JsonObject scenario) => (string?)scenario["model"]!["type"] != "logisticRegression";

    private static void Rate(JsonObject scenario, double factor)
    {
        if (scenario["training"]!["optimizer"] is JsonObject optimizer)
        {
            optimizer["learningRate"] = Math.Min(10, factor * (optimizer["learningRate"]?.GetValue<double>() ?? 0.001));
        }
    }
}
