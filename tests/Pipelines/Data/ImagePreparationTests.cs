using MlPipelines.Configuration;
using MlPipelines.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Pipelines;

public sealed class ImagePreparationTests : IDisposable
{
    private static readonly TrialSeeds Seeds = new(1, 0, []);
    private readonly TemporaryFolder _folder = new();

    private static readonly IdxOptions Fashion = new()
    {
        TrainImages = RepositoryFiles.Asset("fashion-mnist", "train-images-idx3-ubyte.gz"),
        TrainLabels = RepositoryFiles.Asset("fashion-mnist", "train-labels-idx1-ubyte.gz"),
        TestImages = RepositoryFiles.Asset("fashion-mnist", "t10k-images-idx3-ubyte.gz"),
        TestLabels = RepositoryFiles.Asset("fashion-mnist", "t10k-labels-idx1-ubyte.gz"),
    };

    [Fact]
    public void Prepare_FashionIdx_StandardizesOnTrainingImages()
    {
        using PreparedData data = Prepare(Fashion, new PipelineOptions());
        Assert.Equal(new SampleShape(28, 28, 1, true), data.Shape);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], data.Classes);
        float[] values = new float[data.Train.Count * data.Shape.Size];
        data.Train.CopySamples([.. Enumerable.Range(0, data.Train.Count)], PreprocessingPath.Training, values);
        double mean = values.Average(value => (double)value);
        Assert.Equal(0, mean, 1e-4);
        Assert.Equal(1, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-4);
    }

    public void Dispose() => _folder.Dispose();

    private PreparedData Prepare(DataOptions data, PipelineOptions pipeline, IProgress<DecodingProgress>? progress = null) =>
        DataPreparation.Prepare(Scenario(data, pipeline), Seeds, _folder["cache"], progress, TestContext.Current.CancellationToken);

    private static ScenarioOptions Scenario(DataOptions data, PipelineOptions pipeline) =>
        new() { Data = data, Pipeline = pipeline, Model = new LogisticRegressionOptions() };
}
