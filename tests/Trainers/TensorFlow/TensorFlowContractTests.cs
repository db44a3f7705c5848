using MlPipelines.Configuration;

namespace MlPipelines.Tests.Trainers;

/// <summary>The contract of engines, on TensorFlow.</summary>
public sealed class TensorFlowContractTests : EngineContractTests
{
    protected override NeuralEngine Kind => NeuralEngine.Tensorflow;
}

/// <summary>The optimisers, on TensorFlow.</summary>
public sealed class TensorFlowOptimizerTests : OptimizerContractTests
{
    protected override NeuralEngine Kind => NeuralEngine.Tensorflow;
}
