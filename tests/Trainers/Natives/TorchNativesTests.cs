using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class TorchNativesTests
{
    [Fact]
    public void LoadFrom_FolderWithoutLibraries_NamesTheFileAndWhatToDo()
    {
        string empty = Directory.CreateTempSubdirectory("mlpipelines-tests-").FullName;
        try
        {
            Problem? problem = TorchNatives.LoadFrom([empty]);

            Assert.NotNull(problem);
            Assert.Contains("c10", problem.Expected, StringComparison.Ordinal);
            Assert.Contains(empty, problem.Received, StringComparison.Ordinal);
            Assert.Contains("Build or publish", problem.Remedy, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(empty);
        }
    }

    [Fact]
    public void Load_ThenTorch_ComputesAndCopiesNothingBesideTheAssembly()
    {
        TorchNatives.Load();

        Assert.Equal(6, TorchSharp.torch.tensor(new float[] { 1, 2, 3 }).sum().item<float>());
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }

    [Fact]
    public void EngineOf_Network_NamesBothVersions() =>
        Assert.Matches(@"^torch \d+\.\d+\.\d+ \(TorchSharp \d+\.\d+\.\d+\)$", ModelTraining.EngineOf(Samples.Scenario(new MlpOptions(), new TrainingOptions())));

    [Fact]
    public void EngineOf_Logistic_NamesMlNet() => Assert.Matches(@"^ML\.NET \d+\.\d+\.\d+$", ModelTraining.EngineOf(Samples.Scenario(new LogisticRegressionOptions(), new TrainingOptions())));
}
