using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The one list of engines.</summary>
internal static class NeuralEngines
{
    /// <summary>The engine for a device.</summary>
    public static INeuralEngine For(Device device) => device switch
    {
        Device.Cpu => new TorchEngine(),
        _ => throw new ArgumentOutOfRangeException(nameof(device)),
    };
}
