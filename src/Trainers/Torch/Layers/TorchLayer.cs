using static TorchSharp.torch;

namespace MlPipelines.Trainers;

/// <summary>One layer as Torch computes it. Images are (samples, channels, height, width) with channels-last strides.</summary>
internal abstract class TorchLayer : IDisposable
{
    /// <summary>The layer's output.</summary>
    public abstract Tensor Forward(Tensor input, ForwardPass pass);

    /// <summary>Numbers that are kept but not trained, by name.</summary>
    public virtual IEnumerable<(WeightDescription Weight, Tensor Values)> State => [];

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}

/// <summary>In which mode a batch runs through the layers.</summary>
/// <param name="Training">Batch statistics and dropout instead of moving statistics and none.</param>
/// <param name="UpdateStatistics">Whether batch statistics enter the moving ones.</param>
/// <param name="DropoutMasks">In training, a mask (samples, height, width, channels) for each dropout layer.</param>
internal sealed record ForwardPass(bool Training, bool UpdateStatistics, IReadOnlyList<Tensor> DropoutMasks)
{
    /// <summary>Moving statistics and no dropout.</summary>
    public static ForwardPass Evaluation { get; } = new(false, false, []);
}
