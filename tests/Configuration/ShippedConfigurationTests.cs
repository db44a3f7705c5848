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

        Assert.Equal(["fashion-cnn", "fashion-folders", "penguins-mlp", "churn-logistic"], file.Config.Scenarios.Keys);
        StudyConfiguration study = file.Study(null);
        Assert.Equal("fashion-cnn", study.Scenario);
        Assert.Equal(["dropout", "shifts"], study.Variants.Select(variant => variant.Name));
        Assert.Equal(0.3, Assert.IsType<CnnOptions>(study.Variants[0].Options.Model).Dropout);
        Assert.Equal(0.1, study.Variants[1].Options.Pipeline.Augment!.WidthShift);
        Assert.Null(study.Baseline.Pipeline.Augment);
        Assert.True(Path.IsPathFullyQualified(Assert.IsType<IdxOptions>(study.Baseline.Data).TrainImages));
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
