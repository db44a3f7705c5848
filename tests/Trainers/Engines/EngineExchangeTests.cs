using MlPipelines.Bench;
using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>What one engine leaves, the other takes up: weights, the optimiser's state, saved models.</summary>
public class EngineExchangeTests
{
    public static TheoryData<NeuralEngine, string> Handovers =>
        [.. from kind in Enum.GetValues<NeuralEngine>() from one in EngineParity.Optimizers select new TheoryDataRow<NeuralEngine, string>(kind, one.Name)];

    [Theory]
    [MemberData(nameof(Handovers))]
    public void SetOptimizerState_OfTheOtherEngine_GoesOnWhereItStopped(NeuralEngine from, string optimizer)
    {
        (_, OptimizerOptions options, double? clip) = EngineParity.Optimizers.Single(one => one.Name == optimizer);
        TrainingRule rule = new(options, clip, 1);
        NamedWeights initial = InitialWeights.Draw(EngineParity.Mixed, EngineCases.Seeds);
        NeuralEngine to = Enum.GetValues<NeuralEngine>().Single(kind => kind != from);
        using INeuralNetwork whole = TestEngines.Of(from).Build(EngineParity.Mixed, initial, rule);
        using INeuralNetwork other = TestEngines.Of(to).Build(EngineParity.Mixed, initial, rule);
        Steps(whole, 0, 5, options);
        other.SetWeights(whole.GetWeights());
        other.SetOptimizerState(whole.GetOptimizerState());
        Assert.Equal(whole.GetOptimizerState().Arrays.Select(array => array.Name).Order(), other.GetOptimizerState().Arrays.Select(array => array.Name).Order());

        Steps(whole, 5, 10, options);
        Steps(other, 5, 10, options);

        NamedWeights received = other.GetWeights();
        Assert.All(whole.GetWeights().Arrays, array => Assert.All(
            array.Values.Zip(received[array.Name].Values), pair => Assert.Equal(pair.First, pair.Second, 2e-5)));
    }

    [Theory]
    [InlineData(NeuralEngine.Torch)]
    [InlineData(NeuralEngine.Tensorflow)]
    public void Load_ModelThatTheOtherEngineTrained_PredictsAlike(NeuralEngine trainedBy)
    {
        foreach (NeuralEngine engine in Enum.GetValues<NeuralEngine>())
        {
            TestEngines.Require(engine);
        }

        string folder = Directory.CreateTempSubdirectory("mlpipelines-").FullName;
        try
        {
            using ArrayData data = Samples.BlobData();
            ScenarioOptions scenario = Samples.Scenario(
                new MlpOptions { HiddenUnits = [8], BatchNormalization = true, Dropout = 0.2 }, new TrainingOptions { Epochs = 2, Engine = trainedBy });
            using ITrainedModel trained = ModelTraining.Train(scenario, data, Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;
            trained.Save(folder);
            NeuralEngine other = Enum.GetValues<NeuralEngine>().Single(kind => kind != trainedBy);
            using ITrainedModel loaded = ModelTraining.Load(scenario with { Training = scenario.Training with { Engine = other } }, folder);

            float[] expected = trained.Predict(data.Validation!, PreprocessingPath.Test, TestContext.Current.CancellationToken);
            float[] received = loaded.Predict(data.Validation!, PreprocessingPath.Test, TestContext.Current.CancellationToken);
            Assert.All(expected.Zip(received), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.Equal(trained.WeightsDigest, loaded.WeightsDigest);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Steps(INeuralNetwork network, int first, int end, OptimizerOptions options)
    {
        for (int step = first; step < end; step++)
        {
            network.TrainStep(EngineCases.Batch(EngineParity.Mixed, 16, 4 + step), options.LearningRate);
        }
    }
}
