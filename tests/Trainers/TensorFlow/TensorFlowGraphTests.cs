using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>What fails is named, and the devices are those of the processor.</summary>
public class TensorFlowGraphTests
{
    public TensorFlowGraphTests() => TestEngines.Require(NeuralEngine.Tensorflow);

    [Fact]
    public void Finish_ShapesThatDoNotFit_NamesTheOperationAndItsPart()
    {
        using TensorFlowGraph graph = new();
        Node matrix = graph.Within("layers[3] dense").Constant([1, 2, 3, 4, 5, 6], 2, 3);

        TensorFlowException thrown = Assert.Throws<TensorFlowException>(() => graph.Operation("MatMul", matrix, matrix));

        Assert.StartsWith("TensorFlow failed at layers.3.dense/MatMul_1 (MatMul): INVALID_ARGUMENT: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FeedThatDoesNotFit_NamesTheOperation()
    {
        using TensorFlowGraph graph = new();
        Node fed = graph.Within("fed").Placeholder(ElementType.Float, -1, 2);
        GraphCall call = new(graph, [fed], [graph.Within("layers[0] dense").Operation("MatMul", fed, graph.Constant([1, 2, 3, 4], 2, 2))], []);

        TensorFlowException thrown = Assert.Throws<TensorFlowException>(() => call.Run(TensorFlowTensor.Of((float[])[1, 2, 3], 1, 3)));

        Assert.Matches(@"^TensorFlow failed at a run: INVALID_ARGUMENT: .*(layers\.0\.dense/MatMul|fed/Placeholder)", thrown.Message.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Gradients_OfWhatDoesNotDependOnIt_SaysSo()
    {
        using TensorFlowGraph graph = new();
        Node fed = graph.Placeholder(ElementType.Float, -1);
        Node other = graph.Operation("Square", graph.Placeholder(ElementType.Float, -1));

        TensorFlowException thrown = Assert.Throws<TensorFlowException>(() => graph.Within("part").Gradients(other, [fed]));

        Assert.Contains("the gradients of part", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_OfASession_AreTheProcessor() => Assert.Equal(["CPU:0"], TestEngines.Of(NeuralEngine.Tensorflow).Devices);
}
