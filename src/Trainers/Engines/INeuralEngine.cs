using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>What trains networks. The training loop and the network description know nothing of it but this.</summary>
internal interface INeuralEngine
{
    /// <summary>Name and versions for the report: <c>torch 2.10.0 (TorchSharp 0.107.0)</c>.</summary>
    string Description { get; }

    /// <summary>Where its library was found; null for one that comes with the program. Loads it.</summary>
    string? Location { get; }

    /// <summary>What it can compute on, by its own names. Loads it.</summary>
    IReadOnlyList<string> Devices { get; }

    /// <summary>What a user has to mend before this engine can work on this machine, or null.</summary>
    Problem? Check();

    /// <summary>Builds a network.</summary>
    /// <param name="network">Its layers.</param>
    /// <param name="initial">Its first weights, all that the description names.</param>
    /// <param name="rule">How steps change them.</param>
    INeuralNetwork Build(NetworkDescription network, NamedWeights initial, TrainingRule rule);
}

/// <summary>How training steps change weights, fixed for a whole training.</summary>
/// <param name="Optimizer">How weights follow gradients; its learning rate is given anew with each step.</param>
/// <param name="ClipNorm">The L2 norm to which the whole gradient is clipped, or null.</param>
/// <param name="Threads">The number of threads that compute.</param>
internal sealed record TrainingRule(OptimizerOptions Optimizer, double? ClipNorm, int Threads);
