using MlPipelines.Configuration;
using MlPipelines.Tests.Pipelines;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public class OnnxSessionTests
{
    [Fact]
    public void Open_NoFile_IsAProblem()
    {
        ProblemException exception = Assert.Throws<ProblemException>(() => OnnxSession.Open("/nowhere/model.onnx"));

        Assert.Equal(ProblemStage.Data, exception.Stage);
        Assert.Equal("/nowhere/model.onnx: expected an ONNX file, received no such file.", Assert.Single(exception.Problems).ToString());
    }

    [Fact]
    public void Open_AnotherFile_IsAProblemWithoutErrorCodes()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("model.onnx", "this is no model");

        Problem problem = Assert.Single(Assert.Throws<ProblemException>(() => OnnxSession.Open(file)).Problems);

        Assert.Equal(file, problem.Where);
        Assert.Equal("an ONNX model that ONNX Runtime can run", problem.Expected);
        Assert.NotEmpty(problem.Received);
        Assert.DoesNotContain("ErrorCode", problem.Received, StringComparison.Ordinal);
    }
}
