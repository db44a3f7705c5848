using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The one list of engines.</summary>
internal static class NeuralEngines
{
    /// <summary>The engine that options name.</summary>
    public static INeuralEngine For(TrainingOptions training) => (training.Engine, training.Device) switch
    {
        (NeuralEngine.Torch, Device.Cpu) => new TorchEngine(),
        (NeuralEngine.Tensorflow, Device.Cpu) => new TensorFlowEngine(training.TensorFlowLibrary),
        _ => throw new ArgumentOutOfRangeException(nameof(training)),
    };
}
