using MlPipelines.Bench;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>Every layer that engines have, as ONNX Runtime computes what is written for it, against loops over doubles.</summary>
public class OnnxNetworkTests
{
    public static TheoryData<string> CaseNames => EngineContractTests.CaseNames;

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Write_EveryLayer_ComputesTheDefinitionInEvaluationMode(string name)
    {
        NetworkDescription network = EngineCases.Describe(name);
        NamedWeights weights = EngineCases.Jitter(InitialWeights.Draw(network, Samples.Seeds()));
        TrainingBatch batch = EngineCases.Batch(network, 5);
        NaiveNetwork naive = new(network, weights);
        double[][] inputs = EngineContractTests.Inputs(network, batch);
        double[] probabilities = [.. naive.Probabilities(inputs, false, []).SelectMany(row => row)];
        double[] features = [.. (network.Layers.Count == 1 ? inputs : naive.LayerOutputs[network.Layers[^2].Name]).SelectMany(row => row)];

        OnnxGraph graph = new("test");
        (object[] declared, long[] given) = network.Input.IsFlat
            ? ((object[])["batch", (long)network.Input.Channels], (long[])[batch.Count, network.Input.Channels])
            : (["batch", (long)network.Input.Height, (long)network.Input.Width, (long)network.Input.Channels],
                [batch.Count, network.Input.Height, network.Input.Width, network.Input.Channels]);
        (OnnxValue last, OnnxValue classes) = OnnxNetwork.Write(network, weights, graph.Input("samples", OnnxElement.Float, declared));
        graph.Output("classes", classes, "batch", (long)network.Classes);
        graph.Output("last", last, "batch", network.Layers[^1].Input.Size);
        using OnnxSession session = OnnxSession.Open(OnnxModelFile.Write(graph, []), name);
        OnnxInput input = new("samples", batch.Inputs, given);

        AssertClose(probabilities, session.Run([input], "classes"), 1e-5);
        AssertClose(features, session.Run([input], "last"), 2e-5);
    }

    [Fact]
    public void Write_Dropout_LeavesNoNode()
    {
        NetworkDescription network = EngineCases.Describe("dropout on images");
        NamedWeights weights = InitialWeights.Draw(network, Samples.Seeds());
        OnnxGraph graph = new("test");
        OnnxNetwork.Write(network, weights, graph.Input("samples", OnnxElement.Float, "batch", 5L, 5L, 2L));

        Assert.DoesNotContain("Dropout", graph.Content.ToString(), StringComparison.Ordinal);
    }

    private static void AssertClose(double[] expected, float[] received, double tolerance)
    {
        Assert.Equal(expected.Length, received.Length);
        Assert.All(expected.Zip(received), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
