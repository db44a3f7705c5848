using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

/// <summary>The engines that tests run on. TensorFlow is not on every machine: its tests are skipped there, and say how to get it.</summary>
internal static class TestEngines
{
    public static TheoryData<NeuralEngine> All => [.. Enum.GetValues<NeuralEngine>()];

    public static INeuralEngine Of(NeuralEngine kind)
    {
        Require(kind);
        return NeuralEngines.For(new TrainingOptions { Engine = kind });
    }

    /// <summary>Skips the test where the engine is not there; where the machine says that it is, but it is not, the test fails.</summary>
    public static void Require(NeuralEngine kind)
    {
        if (NeuralEngines.For(new TrainingOptions { Engine = kind }).Check() is { } problem)
        {
            Assert.SkipWhen(
                kind == NeuralEngine.Tensorflow && Environment.GetEnvironmentVariable(TensorFlowLibrary.Variable) is null,
                $"TensorFlow's C library is not on this machine; on x86-64 Linux: export {TensorFlowLibrary.Variable}=$(.ci/fetch-tensorflow)");
            Assert.Fail(problem.ToString());
        }
    }
}
