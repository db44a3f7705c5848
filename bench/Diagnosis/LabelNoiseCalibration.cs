using System.Diagnostics;
using System.Globalization;
using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// Which statistic tells wrong labels from hard ones: tables with 0 to 20% of wrong labels planted, uniformly or between two classes, a logistic model and a perceptron,
/// several splits. Printed beside the planted rate: what confident learning estimates out of fold; what is left of it beyond the models' own
/// probabilities, calibrated by a temperature; and the contrast between validation and test labels at several limits (<see cref="ContradictedLabels"/>).
/// </summary>
internal static class LabelNoiseCalibration
{
    private const int Folds = 4;
    private const int Repeats = 3;

    private static readonly (string File, string Label)[] s_tables =
        [("customer_churn", "churn"), ("credit_data", "Status"), ("attrition", "Attrition"), ("breast_cancer", "diagnosis"), ("penguins", "species")];

    private static readonly double?[] s_limits = [0.02, 0.05, 0.1, 0.2, null];

    public static int Run(string[] args)
    {
        int seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        long start = Stopwatch.GetTimestamp();
        string folder = Directory.CreateTempSubdirectory("mlpipelines-bench-").FullName;
        try
        {
            Console.WriteLine($"means over {seeds} splits; rates in %. contrast: estimated rate of wrong labels, and in brackets the splits in which it is surely above 0 / takes surely over 2 points of accuracy");
            Console.WriteLine("table, model, noise, planted      audit  lowest bound  own excess  contrast at 0.02       0.05         0.1         0.2       other class");
            foreach ((string file, string label) in s_tables)
            {
                foreach (ModelOptions model in new ModelOptions[] { new LogisticRegressionOptions { L2 = 1 }, new MlpOptions { HiddenUnits = [32] } })
                {
                    PrintModel(file, label, model, seeds, new RunDirectory(folder));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        return 0;
    }

    private static void PrintModel(string file, string label, ModelOptions model, int seeds, RunDirectory directory)
    {
        string kind = model is MlpOptions ? "mlp 32" : "logistic";
        foreach (double rate in new[] { 0, 0.02, 0.05, 0.1, 0.2 })
        {
            PrintNoise(string.Create(CultureInfo.InvariantCulture, $"{file}, {kind}, uniform {rate:P0}"), Scenario(file, label, model, rate, null), seeds, directory);
        }

        if (file == "penguins")
        {
            foreach (double rate in new[] { 0.1, 0.2 })
            {
                PrintNoise(
                    string.Create(CultureInfo.InvariantCulture, $"{file}, {kind}, two of them {rate:P0}"),
                    Scenario(file, label, model, rate, [["Adelie", "Chinstrap"]]), seeds, directory);
            }
        }
    }

    private static ScenarioOptions Scenario(string file, string label, ModelOptions model, double rate, IReadOnlyList<IReadOnlyList<string>>? pairs) => new()
    {
        Data = new TableOptions
        {
            Train = Path.Combine(RepositoryFiles.Root, "assets", "tables", file + ".csv"),
            Label = label,
            Split = new SplitOptions { Test = 0.3, Validation = 0.2 },
            LabelNoise = rate == 0 ? null : new LabelNoiseOptions { Rate = rate, Pairs = pairs },
        },
        Model = model,
        Training = new TrainingOptions { Epochs = 15 },
        Repeats = Repeats,
    };

    private static void PrintNoise(string name, ScenarioOptions scenario, int seeds, RunDirectory directory)
    {
        double[] audited = new double[seeds];
        double[] bounds = new double[seeds];
        double[] excess = new double[seeds];
        ContradictedLabels?[][] contrasts = new ContradictedLabels?[seeds][];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            TrialRows[] folds =
            [
                .. Enumerable.Range(0, Folds).Select(fold =>
                {
                    using PreparedData data = DataPreparation.PrepareFold(scenario, new TrialSeeds(seed + 1, 0, []), fold, Folds, "", CancellationToken.None);
                    return Predicted(scenario, data, new TrialSeeds(seed + 1, 0, []), [data.Validation])[0];
                }),
            ];
            int classes = folds[0].Probabilities!.Length / folds[0].Labels.Count;
            LabelAuditResult audit = LabelAudits.Audit(
                new LabelAuditRequest { Variant = string.Create(CultureInfo.InvariantCulture, $"seed{seed}"), Classes = [.. Enumerable.Range(0, classes).Select(index => $"class {index}")], Folds = folds },
                directory);
            (audited[seed], bounds[seed]) = (audit.NoiseRate, audit.NoiseRateInterval!.Lower);
            excess[seed] = OwnExcess.Of(folds, ContradictedLabels.Limit);
            VariantScores scores = BaselineScores.Of(scenario, Repeats, repeat =>
            {
                var draws = new TrialSeeds(seed + 1, repeat, [RandomStream.Init, RandomStream.Order]);
                using PreparedData data = DataPreparation.Prepare(scenario, draws, "", null, CancellationToken.None);
                TrialRows[] rows = Predicted(scenario, data, draws, [data.Validation, data.Test]);
                return (rows[0], rows[1]);
            });
            contrasts[seed] = [.. s_limits.Select(limit => ContradictedLabels.Of(scores, new HashSet<int>(), limit))];
        });

        string columns = string.Concat(s_limits.Select((_, index) => Contrast([.. contrasts.Select(ofSeed => ofSeed[index]).OfType<ContradictedLabels>()])));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-34}{100 * audited.Average(),6:0.0}{100 * bounds.Min(),12:0.0}{100 * excess.Average(),12:0.0}  {columns}"));
    }

    private static string Contrast(ContradictedLabels[] known) => known.Length == 0 ? $"{"-",14}" : string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * known.Average(contrast => contrast.Rate.Mean),7:0.0} ({known.Count(contrast => contrast.Rate.PAbove(0) < 0.05)}/{known.Count(contrast => contrast.GapShare.PAbove(0.02) < 0.05)})");

    private static TrialRows[] Predicted(ScenarioOptions scenario, PreparedData data, TrialSeeds seeds, SampleSet[] sets)
    {
        using ITrainedModel model = ModelTraining.Train(scenario, data, seeds, null, CancellationToken.None).Model;
        return [.. sets.Select(set => BaselineScores.RowsOf(set, model.Predict(set, PreprocessingPath.Training, CancellationToken.None), data.Classes.Count))];
    }
}
