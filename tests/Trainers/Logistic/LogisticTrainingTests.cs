using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class LogisticTrainingTests
{
    [Theory]
    [InlineData(LogisticSolver.Lbfgs, 2, 1)]
    [InlineData(LogisticSolver.Lbfgs, 3, 1)]
    [InlineData(LogisticSolver.Lbfgs, 2, 2)]
    [InlineData(LogisticSolver.Lbfgs, 3, 2)]
    [InlineData(LogisticSolver.Sdca, 2, 1)]
    [InlineData(LogisticSolver.Sdca, 3, 1)]
    public void Train_Twice_GivesTheSameBits(LogisticSolver solver, int classes, int threads)
    {
        MatrixData data = Blobs(classes);
        LogisticRegressionOptions options = new() { Solver = solver, MaximumIterations = 50 };
        TrainingOptions training = new() { Threads = threads, Sampling = SamplingMode.Oversample };
        LogisticModel first = LogisticCase.Train(data, options, training);
        LogisticModel second = LogisticCase.Train(data, options, training);
        Assert.Equal(first.Weights.Biases, second.Weights.Biases);
        Assert.Equal(first.Weights.Weights, second.Weights.Weights);
        Assert.Equal(LogisticCase.Predict(first, data.Train), LogisticCase.Predict(second, data.Train));
    }

    [Fact]
    public void Train_SdcaWithAnotherSeed_VisitsRowsInAnotherOrder()
    {
        MatrixData data = Blobs(2);
        LogisticRegressionOptions options = new() { Solver = LogisticSolver.Sdca, MaximumIterations = 3 };
        Assert.NotEqual(LogisticCase.Train(data, options).Weights.Weights, LogisticCase.Train(data, options, seed: 2).Weights.Weights);
    }

    [Fact]
    public void Train_Undersampling_FollowsTheSamplingStream()
    {
        MatrixData data = Blobs(2, count: 90);
        TrainingOptions training = new() { Sampling = SamplingMode.Undersample };
        Assert.NotEqual(LogisticCase.Train(data, training: training).Weights.Weights, LogisticCase.Train(data, training: training, seed: 2).Weights.Weights);
    }

    [Fact]
    public void Predict_EveryRow_SumsToOneInTheOrderOfTheClasses()
    {
        MatrixData data = Blobs(3);
        LogisticModel model = LogisticCase.Train(data);
        Assert.All(LogisticCase.Predict(model, data.Train).Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-6f));
        Assert.True(LogisticCase.Accuracy(model, data) > 0.9);
        Assert.Equal(3 * 3, model.ParameterCount);
    }

    [Fact]
    public void Predict_ExtremeScores_StayProbabilities()
    {
        MatrixData data = new([[-1000, 0], [-999, 1], [1000, 0], [999, 1]], [0, 0, 1, 1], ["a", "b"], [[1e9f, 0], [-1e9f, 0]]);
        float[] predictions = LogisticCase.Predict(LogisticCase.Train(data), data.Test);
        Assert.Equal([0f, 1f, 1f, 0f], predictions);
    }

    [Fact]
    public void Predict_ClassWithoutTrainingRows_HasProbabilityZero()
    {
        // Class 1 does not occur: two classes are left, and one linear function.
        MatrixData two = new([[0, 1], [0, 2], [3, 1], [3, 2]], [0, 0, 2, 2], ["a", "b", "c"]);
        float[][] predictions = [.. LogisticCase.Predict(LogisticCase.Train(two), two.Train).Chunk(3)];
        Assert.All(predictions, row => Assert.Equal(0, row[1]));
        Assert.True(predictions[0][0] > predictions[0][2] && predictions[3][2] > predictions[3][0]);

        MatrixData three = new([[0, 1], [0, 2], [3, 1], [3, 2], [9, 5], [9, 6]], [0, 0, 2, 2, 3, 3], ["a", "b", "c", "d"]);
        Assert.All(LogisticCase.Predict(LogisticCase.Train(three), three.Train).Chunk(4), row => Assert.Equal(0, row[1]));
    }

    [Fact]
    public void Predict_MlNetsOwnPrediction_IsTheSame()
    {
        MatrixData data = Blobs(3);
        string folder = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        LogisticModel model = LogisticCase.Train(data);
        model.Save(folder);
        MLContext context = new();
        ITransformer loaded = context.Model.Load(Path.Combine(folder, LogisticFiles.ModelFileName), out _);
        LogisticRows rows = LogisticRows.Of(data.Train, 2, [.. Enumerable.Range(0, data.Train.Count)], [1, 1, 1]);
        float[][] expected = [.. loaded.Transform(new LogisticDataView(rows, TestContext.Current.CancellationToken)).GetColumn<float[]>("Score")];
        float[][] actual = [.. LogisticCase.Predict(model, data.Train).Chunk(3)];
        for (int row = 0; row < actual.Length; row++)
        {
            Assert.Equal(expected[row], actual[row], (left, right) => Math.Abs(left - right) < 1e-5f);
        }

        Directory.Delete(folder, true);
    }

    [Fact]
    public void Save_Json_HoldsTheWeights()
    {
        MatrixData data = Blobs(2);
        string folder = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        LogisticModel model = LogisticCase.Train(data);
        model.Save(folder);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, LogisticFiles.WeightsFileName)));
        JsonElement function = json.RootElement.GetProperty("functions")[0];
        Assert.Equal(model.Weights.Biases[0], function.GetProperty("bias").GetSingle());
        Assert.Equal(model.Weights.Weights[0], function.GetProperty("weights").EnumerateArray().Select(element => element.GetSingle()));
        Assert.Equal("class1", function.GetProperty("class").GetString());
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Load_AfterSave_PredictsTheSameBits(int classes)
    {
        // The last class has no rows: what the model knows differs from what the data have.
        MatrixData blobs = Blobs(classes);
        MatrixData data = new([.. Rows(blobs)], [.. blobs.Train.Labels], [.. blobs.Classes, "zebra \"é\""]);
        string folder = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        string copy = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        LogisticModel model = LogisticCase.Train(data);
        model.Save(folder);
        using ITrainedModel loaded = ModelTraining.Load(LogisticCase.Scenario(new LogisticRegressionOptions()), folder);
        loaded.Save(copy);

        Assert.Equal(LogisticCase.Predict(model, data.Train), LogisticCase.Predict((LogisticModel)loaded, data.Train));
        Assert.Equal(model.WeightsDigest, loaded.WeightsDigest);
        Assert.Equal(model.ParameterCount, loaded.ParameterCount);
        Assert.All(
            (string[])[LogisticFiles.ModelFileName, LogisticFiles.WeightsFileName],
            file => Assert.Equal(File.ReadAllBytes(Path.Combine(folder, file)), File.ReadAllBytes(Path.Combine(copy, file))));
        Directory.Delete(folder, true);
        Directory.Delete(copy, true);
    }

    [Theory]
    [InlineData("mlpipelines/logistic/1", "mlpipelines/logistic/2")]
    [InlineData("\"class2\"\n  ],\n  \"link\"", "\"nobody\"\n  ],\n  \"link\"")]
    [InlineData("\"functions\"", "\"function\"")]
    [InlineData("softmax", "sigmoid: the probability of the second trained class", "\"class2\",", "")]
    [InlineData("}", "")]
    public void Load_ForeignOrBrokenFile_IsInvalidData(string from, string to, string also = " ", string with = " ")
    {
        string folder = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        LogisticCase.Train(Blobs(3)).Save(folder);
        string file = Path.Combine(folder, LogisticFiles.WeightsFileName);
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal).Replace(also, with, StringComparison.Ordinal));

        Assert.StartsWith(
            LogisticFiles.WeightsFileName,
            Assert.Throws<InvalidDataException>(() => ModelTraining.Load(LogisticCase.Scenario(new LogisticRegressionOptions()), folder)).Message,
            StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Fact]
    public void Load_EmptyFolder_IsInvalidData()
    {
        string folder = Directory.CreateTempSubdirectory("mlpipelines-logistic-").FullName;
        Assert.Throws<InvalidDataException>(() => ModelTraining.Load(LogisticCase.Scenario(new LogisticRegressionOptions()), folder));
        Directory.Delete(folder, true);
    }

    [Fact]
    public void Train_SelectionSet_IsNoTrainingData()
    {
        // With a search, a selection set is held out. Rows that would throw when they are copied prove that no trainer asks for them.
        ArraySamples train = Samples.Blobs("train", 90, 4, 3, 1);
        using ArrayData without = new(Samples.Table(4), 3, train, null, train);
        using ArrayData with = new(Samples.Table(4), 3, train, new ArraySamples("selection", [], [2, 2, 2]), train);

        Assert.Equal(LogisticCase.Train(without).WeightsDigest, LogisticCase.Train(with).WeightsDigest);
    }

    [Fact]
    public void Check_Stratified_IsRefusedWithoutBatches()
    {
        ScenarioOptions scenario = LogisticCase.Scenario(new LogisticRegressionOptions(), new TrainingOptions { Sampling = SamplingMode.Stratified });
        Assert.Equal(
            "training.sampling: expected natural, oversample or undersample for logisticRegression, which has no batches, received \"stratified\". "
            + "Set \"sampling\": \"natural\".",
            Assert.Single(ModelTraining.Check(scenario, Blobs(2).Description)).ToString());
    }

    [Fact]
    public void RangeTest_LogisticModel_HasNoLearningRate() => Assert.Equal("rangeTest", Assert.Single(Assert.Throws<ProblemException>(
        () => ModelTraining.RangeTest(
            LogisticCase.Scenario(new LogisticRegressionOptions()), new RangeTestOptions(), Blobs(2), Samples.Seeds(),
            TestContext.Current.CancellationToken)).Problems).Where);

    [Fact]
    public void Train_Oversampling_BringsTheRareClassBack()
    {
        MatrixData data = Blobs(2, count: 90, distance: 0.7f);
        LogisticModel natural = LogisticCase.Train(data);
        LogisticModel oversampled = LogisticCase.Train(data, training: new TrainingOptions { Sampling = SamplingMode.Oversample });
        Assert.True(Predicted(oversampled) > Predicted(natural));

        int Predicted(LogisticModel model) => LogisticCase.Predict(model, data.Train).Chunk(2).Count(row => row[1] > row[0]);
    }

    [Fact]
    public void Train_ClassWithoutWeight_IsNotPredicted()
    {
        MatrixData data = Blobs(3);
        LogisticModel model = LogisticCase.Train(data, training: new TrainingOptions { ClassWeights = new Dictionary<string, double> { ["class0"] = 0 } });
        Assert.All(LogisticCase.Predict(model, data.Train).Chunk(3), row => Assert.Equal(0, row[0]));
    }

    [Fact]
    public void Train_OneClass_IsAProblemOfTheData()
    {
        ProblemException problem = Assert.Throws<ProblemException>(() => LogisticCase.Train(new MatrixData([[1f], [2f]], [0, 0], ["a", "b"])));
        Assert.Contains("received only \"a\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => LogisticCase.Train(Blobs(2), cancellation: source.Token));
    }

    [Theory]
    [InlineData(LogisticSolver.Lbfgs)]
    [InlineData(LogisticSolver.Sdca)]
    public void Fit_CancelledInTheMiddle_Throws(LogisticSolver solver)
    {
        using CancellationTokenSource source = new();
        CancellingData data = new(Blobs(3), source);
        LogisticRegressionOptions options = new() { Solver = solver };
        Assert.ThrowsAny<OperationCanceledException>(() => LogisticCase.Train(data, options, cancellation: source.Token));
    }

    [Theory]
    [InlineData(LogisticSolver.Lbfgs)]
    [InlineData(LogisticSolver.Sdca)]
    public void Train_FeaturesBeyondA32BitSum_IsANumericFailure(LogisticSolver solver)
    {
        MatrixData data = new([[3e38f, -3e38f], [2e38f, 3e38f], [-3e38f, 3e38f], [1e38f, 1e38f]], [0, 1, 0, 1], ["a", "b"]);
        Assert.Throws<NumericFailureException>(() => LogisticCase.Train(data, new LogisticRegressionOptions { Solver = solver }));
    }

    [Fact]
    public void ThrowIfUntrained_WeightsThatNeverMoved_AreAFailureUnlessZeroIsTheSolution()
    {
        LogisticWeights zero = new([[0, 0]], [0]);
        LogisticRows separable = new([1, 0, -1, 0], 2, [1, 0], [1, 1], [0, 1]);
        LogisticRows symmetric = new([1, 0, 1, 0], 2, [1, 0], [1, 1], [0, 1]);
        Assert.Throws<NumericFailureException>(() => LogisticFailure.ThrowIfUntrained(zero, separable, l1: 0));
        Assert.Throws<NumericFailureException>(() => LogisticFailure.ThrowIfUntrained(new LogisticWeights([[float.NaN, 0]], [0]), separable, l1: 0));
        LogisticFailure.ThrowIfUntrained(zero, separable, l1: 9);
        LogisticFailure.ThrowIfUntrained(zero, symmetric, l1: 0);
    }

    [Fact]
    public void Check_OptionsThatCannotWork_AreAllTold()
    {
        LogisticRegressionOptions model = new() { Solver = LogisticSolver.Sdca, L2 = 0 };
        TrainingOptions training = new() { Threads = 2, ClassWeights = new Dictionary<string, double> { ["nobody"] = 1 } };
        ScenarioOptions scenario = LogisticCase.Scenario(model, training) with { Pipeline = new PipelineOptions { Augment = new AugmentOptions() } };
        Assert.Equal(
            ["training.classWeights.nobody", "pipeline.augment", "model.l2", "training.threads"],
            LogisticTraining.Check(scenario, model, Blobs(2).Description).Select(problem => problem.Where));
        Assert.Empty(LogisticTraining.Check(LogisticCase.Scenario(new LogisticRegressionOptions()), new LogisticRegressionOptions(), Blobs(2).Description));
    }

    private static IEnumerable<float[]> Rows(MatrixData data)
    {
        float[] values = new float[data.Train.Count * data.Shape.Size];
        data.Train.CopySamples([.. Enumerable.Range(0, data.Train.Count)], MlPipelines.Pipelines.PreprocessingPath.Training, values);
        return values.Chunk(data.Shape.Size);
    }

    /// <summary>Overlapping clouds around points on a line; class 0 has the given count, the others 30.</summary>
    private static MatrixData Blobs(int classes, int count = 30, float distance = 3)
    {
        CounterRandom draws = new(5, 0, RandomStream.Init);
        List<float[]> rows = [];
        List<int> labels = [];
        for (int label = 0; label < classes; label++)
        {
            for (int row = 0; row < (label == 0 ? count : 30); row++)
            {
                rows.Add([(label * distance) + (float)draws.NextNormal(), (float)draws.NextNormal() - (label % 2 * distance)]);
                labels.Add(label);
            }
        }

        return new MatrixData([.. rows], [.. labels], [.. Enumerable.Range(0, classes).Select(label => $"class{label}")]);
    }
}
