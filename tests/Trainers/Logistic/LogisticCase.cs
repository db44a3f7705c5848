using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Short ways to train logistic models.</summary>
internal static class LogisticCase
{
    /// <summary>A table of the assets, all rows, standardised on all rows and one-hot encoded.</summary>
    public static MatrixData Table(string file, string label)
    {
        string path = RepositoryFiles.Asset("tables", file);
        (TableTransform transform, ColumnarDataView view) = TablePreparationTests.FitAll(path, label, new PipelineOptions());
        TableLabels labels = TableSource.Read(TableCase.Options(path, label: label), TestContext.Current.CancellationToken).Labels;
        float[] features = transform.Apply(view, TestContext.Current.CancellationToken);
        return new MatrixData([.. features.Chunk(transform.FeatureNames.Count)], [.. labels.Train], labels.Classes);
    }

    public static LogisticModel Train(
        PreparedData data, LogisticRegressionOptions? model = null, TrainingOptions? training = null, int seed = 1, CancellationToken? cancellation = null)
    {
        model ??= new LogisticRegressionOptions();
        CancellationToken token = cancellation ?? TestContext.Current.CancellationToken;
        return (LogisticModel)LogisticTraining.Train(Scenario(model, training), model, data, new TrialSeeds(seed, 0, []), token).Model;
    }

    public static ScenarioOptions Scenario(LogisticRegressionOptions model, TrainingOptions? training = null) => new()
    {
        Data = TableCase.Options("unused"),
        Model = model,
        Training = training ?? new TrainingOptions(),
    };

    public static float[] Predict(LogisticModel model, SampleSet samples) =>
        model.Predict(samples, PreprocessingPath.Test, TestContext.Current.CancellationToken);

    public static double LogLoss(LogisticModel model, PreparedData data)
    {
        float[] predictions = Predict(model, data.Train);
        return data.Train.Labels.Select((label, row) => -Math.Log(predictions[(row * data.Classes.Count) + label])).Average();
    }

    public static double Accuracy(LogisticModel model, PreparedData data)
    {
        float[][] predictions = [.. Predict(model, data.Train).Chunk(data.Classes.Count)];
        return data.Train.Labels.Select((label, row) => Array.IndexOf(predictions[row], predictions[row].Max()) == label ? 1.0 : 0).Average();
    }

    /// <summary>sum_i w_i logLoss_i + L1 |weights| + L2 / 2 |weights|^2, what both solvers minimise.</summary>
    public static double Objective(LogisticModel model, PreparedData data, LogisticRegressionOptions options, params float[] classWeights)
    {
        float[] predictions = Predict(model, data.Train);
        int classes = data.Classes.Count;
        double loss = data.Train.Labels.Select((label, row) => -Math.Log(predictions[(row * classes) + label]) * (classWeights is [] ? 1 : classWeights[label])).Sum();
        float[] weights = [.. model.Weights.Weights.SelectMany(row => row)];
        return loss + (options.L1 * weights.Sum(weight => Math.Abs((double)weight))) + (options.L2 / 2 * weights.Sum(weight => (double)weight * weight));
    }
}
