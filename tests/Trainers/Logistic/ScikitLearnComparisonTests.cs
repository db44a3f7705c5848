using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class ScikitLearnComparisonTests
{
    [Fact]
    public void Probe()
    {
        foreach ((string file, string label, double l2) in new[] { ("breast_cancer.csv", "diagnosis", 1.0), ("breast_cancer.csv", "diagnosis", 10), ("customer_churn.csv", "churn", 1), ("penguins.csv", "species", 1) })
        {
            MatrixData data = Table(file, label);
            foreach (LogisticRegressionOptions model in new[]
            {
                new LogisticRegressionOptions { L2 = l2 },
                new LogisticRegressionOptions { L2 = l2, Tolerance = 1e-9 },
                new LogisticRegressionOptions { L2 = l2, Solver = LogisticSolver.Sdca, Tolerance = 1e-5 },
                new LogisticRegressionOptions { L2 = l2, L1 = 5 },
                new LogisticRegressionOptions { L2 = l2, L1 = 5, Solver = LogisticSolver.Sdca, Tolerance = 1e-5 },
            })
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                LogisticModel trained = Train(data, model);
                double ms = watch.Elapsed.TotalMilliseconds;
                float[] predictions = trained.Predict(data.Train, PreprocessingPath.Test, TestContext.Current.CancellationToken);
                int k = data.Classes.Count;
                double loss = data.Train.Labels.Select((y, row) => -Math.Log(predictions[(row * k) + y])).Average();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} {model.Solver} l2 {l2} l1 {model.L1} tol {model.Tolerance}: loss {loss:F7} {ms:F0} ms"));
                Console.WriteLine("  bias " + string.Join(" ", trained.Weights.Biases.Select(bias => bias.ToString("F5", CultureInfo.InvariantCulture))));
                foreach (float[] w in trained.Weights.Weights)
                {
                    Console.WriteLine("  " + string.Join(" ", new[] { w[0], w[1], w[2], w[^1] }.Select(value => value.ToString("F5", CultureInfo.InvariantCulture))) + " nonzero " + w.Count(v => v != 0));
                }
            }
        }
    }

    private static MatrixData Table(string file, string label)
    {
        (TableTransform transform, ColumnarDataView view) = TablePreparationTests.FitAll(RepositoryFiles.Asset("tables", file), label, new PipelineOptions());
        TableLabels labels = TableSource.Read(TableCase.Options(RepositoryFiles.Asset("tables", file), label: label), TestContext.Current.CancellationToken).Labels;
        return new MatrixData([.. transform.Apply(view, TestContext.Current.CancellationToken).Chunk(transform.FeatureNames.Count)], labels.Train, labels.Classes);
    }

    private static LogisticModel Train(PreparedData data, LogisticRegressionOptions model, TrainingOptions? training = null)
    {
        ScenarioOptions scenario = new() { Data = TableCase.Options("unused"), Model = model, Training = training ?? new TrainingOptions() };
        return (LogisticModel)LogisticTraining.Train(scenario, model, data, new TrialSeeds(1, 0, []), TestContext.Current.CancellationToken).Model;
    }
}
