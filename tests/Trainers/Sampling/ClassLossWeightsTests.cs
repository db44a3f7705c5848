using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class ClassLossWeightsTests
{
    [Fact]
    public void Of_Nothing_IsOne() => Assert.Equal([1f, 1f], ClassLossWeights.Of(new TrainingOptions(), [0, 1, 1], ["a", "b"]));

    // scikit-learn 1.2.1: compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 0, 0, 1, 2, 2]) = 0.6667, 2, 1
    [Fact]
    public void Of_Balanced_IsScikitLearns() => Assert.Equal(
        [2f / 3f, 2f, 1f],
        ClassLossWeights.Of(new TrainingOptions { ClassWeighting = ClassWeighting.Balanced }, [0, 0, 0, 1, 2, 2], ["a", "b", "c"]));

    [Fact]
    public void Of_BalancedWithAClassThatDoesNotOccur_CountsOnlyClassesThatDo() => Assert.Equal(
        [2f / 3f, 1f, 2f],
        ClassLossWeights.Of(new TrainingOptions { ClassWeighting = ClassWeighting.Balanced }, [0, 0, 0, 2], ["a", "b", "c"]));

    [Fact]
    public void Of_ClassWeights_IsOneForClassesThatAreNotNamed() => Assert.Equal(
        [1f, 2.5f],
        ClassLossWeights.Of(new TrainingOptions { ClassWeights = new Dictionary<string, double> { ["b"] = 2.5 } }, [0, 1], ["a", "b"]));

    [Fact]
    public void Check_UnknownClass_ListsTheClasses()
    {
        TrainingOptions training = new() { ClassWeights = new Dictionary<string, double> { ["c"] = 2 } };
        Assert.Equal(
            "training.classWeights.c: expected the name of a class: a, b, received \"c\".",
            Assert.Single(ClassLossWeights.Check(training, ["a", "b"])).ToString());
    }

    [Fact]
    public void Train_ClassNamedByLabelNumber_TrainsAsByName()
    {
        using ArrayData data = Samples.BlobData(spread: 3);
        ScenarioOptions Scenario(string name, double weight) => Samples.Scenario(
            new MlpOptions { HiddenUnits = [4] },
            new TrainingOptions { Epochs = 1, ClassWeights = new Dictionary<string, double> { [name] = weight } }) with
        {
            Data = new IdxOptions { TrainImages = "", TrainLabels = "", ClassNames = data.Classes },
        };
        string Weights(string name, double weight)
        {
            using ITrainedModel model = ModelTraining.Train(Scenario(name, weight), data, Samples.Seeds(), null, TestContext.Current.CancellationToken).Model;
            return model.WeightsDigest;
        }

        Assert.Equal(Weights("class1", 4), Weights("1", 4));
        Assert.NotEqual(Weights("class1", 1), Weights("1", 4));
        Assert.Empty(ModelTraining.Check(Scenario("1", 4), data.Description));
        Assert.Equal("training.classWeights.3", Assert.Single(ModelTraining.Check(Scenario("3", 4), data.Description)).Where);
    }

    [Fact]
    public void Check_AllWeightsZero_IsAProblem()
    {
        TrainingOptions training = new() { ClassWeights = new Dictionary<string, double> { ["a"] = 0, ["b"] = 0 } };
        Assert.Equal("training.classWeights", Assert.Single(ClassLossWeights.Check(training, ["a", "b"])).Where);
    }
}
