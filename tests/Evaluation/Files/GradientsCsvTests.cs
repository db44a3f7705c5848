using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public sealed class GradientsCsvTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("mlpipelines-").FullName, "gradients.csv");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void Gradients_AnyRows_ReadBackToTheBit()
    {
        GradientRow[] rows = [new(1, "conv1", 320, 0.1 + 0.2), new(1, "dense, \"2\"", 5_000_000_000, 1e-300), new(2, "conv1", 320, double.NaN)];
        ResultFiles.WriteGradients(_path, rows);

        Assert.Equal(rows, ResultFiles.ReadGradients(_path));
    }

    [Fact]
    public void Gradients_InfiniteNorm_IsAnEmptyCell()
    {
        ResultFiles.WriteGradients(_path, [new(1, "a", 1, double.PositiveInfinity)]);

        Assert.True(double.IsNaN(ResultFiles.ReadGradients(_path)[0].Norm));
    }

    [Theory]
    [InlineData("epoch,layer,weights\n", "gradients.csv")]
    [InlineData("epoch,layer,weights,norm\n1,a,,0.5\n", "row 1, column \"weights\"")]
    [InlineData("epoch,layer,weights,norm\n1,a,1.5,0.5\n", "row 1, column \"weights\"")]
    [InlineData("epoch,layer,weights,norm\n1,a,-2,0.5\n", "row 1, column \"weights\"")]
    [InlineData("epoch,layer,weights,norm\n1,a,2,x\n", "row 1, column \"norm\"")]
    [InlineData("epoch,layer,weights,norm\n1,a,2\n", "row 1")]
    [InlineData("epoch,layer,weights,norm\n1,a,2,3,4\n", "row 1")]
    public void Gradients_DamagedFile_IsAProblemAtItsPlace(string content, string place)
    {
        File.WriteAllText(_path, content);
        var problem = Assert.Throws<ProblemException>(() => ResultFiles.ReadGradients(_path));

        Assert.Contains(place, problem.Problems[0].Where, StringComparison.Ordinal);
    }
}
