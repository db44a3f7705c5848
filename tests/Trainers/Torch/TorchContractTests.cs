using MlPipelines.Configuration;

namespace MlPipelines.Tests.Trainers;

/// <summary>The contract of engines, on Torch.</summary>
public sealed class TorchContractTests : EngineContractTests
{
    protected override NeuralEngine Kind => NeuralEngine.Torch;
}

/// <summary>The optimisers, on Torch.</summary>
public sealed class TorchOptimizerTests : OptimizerContractTests
{
    protected override NeuralEngine Kind => NeuralEngine.Torch;
}
