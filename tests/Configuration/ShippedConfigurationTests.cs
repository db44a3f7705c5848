using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class ShippedConfigurationTests
{
    private static string MlConfigFile => Path.Combine(RepositoryFiles.Root, "mlconfig.json");

    [Fact]
    public void Load_ShippedFile_IsValidAndRunsTheCnn()
    {
        ConfigurationFile file = ConfigurationFile.Load(MlConfigFile, [], null);

        Assert.Equal(
            [
                "fashion-cnn", "fashion-folders", "fashion-small", "fashion-mlp", "noise-overfitting", "noise-overfitting-2000", "identical-images",
                "augmentation-mismatch", "seed-variance", "preprocessing-skew", "preprocessing-skew-color", "deep-cnn", "dropout-l2", "augmentation-flip",
                "batch-size", "initialization", "augmentation-zoom", "ensemble", "class-imbalance", "class-imbalance-random-split", "limited-data",
                "deployment-shift", "learning-rate", "learning-rate-cnn", "optimizer", "hyperparameter-search", "imbalanced-logistic",
                "imbalanced-logistic-churn", "l2-mlp", "label-noise", "data-audit", "data-audit-credit", "data-audit-attrition", "architecture",
                "early-stopping", "shuffle", "penguins-mlp", "churn-logistic",
            ],
            file.Config.Scenarios.Keys);
        StudyConfiguration study = file.Study(null);
        Assert.Equal("fashion-cnn", study.Scenario);
        Assert.Equal(["dropout", "shifts"], study.Variants.Select(variant => variant.Name));
        Assert.Equal(0.3, Assert.IsType<CnnOptions>(study.Variants[0].Options.Model).Dropout);
        Assert.Equal(0.1, study.Variants[1].Options.Pipeline.Augment!.WidthShift);
        Assert.Null(study.Baseline.Pipeline.Augment);
        Assert.True(Path.IsPathFullyQualified(Assert.IsType<IdxOptions>(study.Baseline.Data).TrainImages));
    }

    /// <summary>Other files, such as MNIST's, have no names for their labels: no scenario may need them.</summary>
    [Theory]
    [InlineData(ScenarioSize.Quick)]
    [InlineData(ScenarioSize.Full)]
    public void Load_ShippedImagesWithoutClassNames_IsValid(ScenarioSize size)
    {
        ConfigurationFile file = ConfigurationFile.Load(MlConfigFile, [], null, size);
        string[] scenarios = [.. file.Config.Scenarios.Keys.Where(name => file.Study(name).Baseline.Data is IdxOptions)];

        Assert.Equal(25, scenarios.Length);
        Assert.All(scenarios, name =>
        {
            StudyConfiguration study = ConfigurationFile.Load(MlConfigFile, ["data.classNames=null"], name, size).Study(name);
            Assert.Null(Assert.IsType<IdxOptions>(study.Baseline.Data).ClassNames);
        });
    }

    [Fact]
    public void Load_ShippedLabelNumbers_AreTheClothesOfTheComments()
    {
        ConfigurationFile file = ConfigurationFile.Load(MlConfigFile, [], null);
        ScenarioOptions Named(string scenario, string variant) =>
            NamedClasses.Resolve(file.Study(scenario).Variants.Single(candidate => candidate.Name == variant).Options);

        Assert.All(["class-imbalance", "class-imbalance-random-split"], scenario =>
        {
            ScenarioOptions augmented = Named(scenario, "minority-augmented");
            Assert.Equal([("t-shirt", 1), ("shirt", 0.25)], augmented.Data.Classes!.Select(pair => (pair.Key, pair.Value)));
            Assert.Equal(["shirt"], augmented.Pipeline.Augment!.Classes!);
        });
        Assert.All(["look-alikes-10", "look-alikes-20"], variant => Assert.Equal(
            [["shirt", "t-shirt"], ["pullover", "coat"], ["sneaker", "ankle-boot"]],
            Named("label-noise", variant).Data.LabelNoise!.Pairs!));
    }

    [Fact]
    public void Generate_ShippedSchema_IsUpToDate()
    {
        string shipped = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "mlconfig.schema.json"));

        Assert.True(
            shipped == ConfigurationSchema.Generate(),
            "mlconfig.schema.json is stale: dotnet run -c Release --project src/Host -- schema > mlconfig.schema.json");
    }
}
