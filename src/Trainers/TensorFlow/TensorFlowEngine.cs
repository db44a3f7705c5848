using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>Trains networks with TensorFlow's C library on the processor.</summary>
/// <param name="library">Where the user says that the library is: <c>training.tensorFlowLibrary</c>; null leaves it to be found.</param>
internal sealed class TensorFlowEngine(string? library) : INeuralEngine
{
    /// <inheritdoc/>
    public string Description
    {
        get
        {
            Load();
            return $"tensorflow {TensorFlowLibrary.Version} (C library)";
        }
    }

    /// <inheritdoc/>
    public string? Location
    {
        get
        {
            Load();
            return TensorFlowLibrary.File;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Devices
    {
        get
        {
            Load();
            using TensorFlowGraph graph = new();
            return graph.Session.Devices();
        }
    }

    /// <inheritdoc/>
    public Problem? Check() => TensorFlowLibrary.TryLoad(library);

    /// <inheritdoc/>
    public INeuralNetwork Build(NetworkDescription network, NamedWeights initial, TrainingRule rule)
    {
        Load();
        return new TensorFlowNetwork(network, initial, rule);
    }

    private void Load()
    {
        if (Check() is { } problem)
        {
            throw new ProblemException(ProblemStage.Configuration, problem);
        }
    }
}
