using System.Globalization;

namespace MlPipelines.Studies;

/// <summary>How long a network is trained: enough steps to converge, not fewer epochs than a schedule needs, and the batch that gives an epoch some hundred steps.</summary>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Epochs">Passes over the training samples.</param>
/// <param name="Steps">Steps of one epoch.</param>
internal sealed record TrainingLengthChoice(int Batch, int Epochs, int Steps)
{
    /// <summary>Steps after which the networks of the scenarios that ship have stopped improving. Chosen on them.</summary>
    private const int EnoughSteps = 2000;
    private const int FewestEpochs = 8;
    private const int FewSamples = 500;
    private const int ManySamples = 20_000;

    /// <summary>The choice for a number of training samples.</summary>
    /// <param name="samples">Training samples, at least 1.</param>
    /// <param name="mostEpochs">With few samples more passes teach nothing new.</param>
    public static TrainingLengthChoice For(int samples, int mostEpochs)
    {
        int batch = samples < FewSamples ? 16 : samples < ManySamples ? 32 : 64;
        int steps = Math.Max(1, (samples + batch - 1) / batch);
        return new TrainingLengthChoice(batch, Math.Clamp((EnoughSteps + steps - 1) / steps, FewestEpochs, mostEpochs), steps);
    }

    /// <summary>Why.</summary>
    public string Why(int samples) => string.Create(
        CultureInfo.InvariantCulture,
        $"About {samples:N0} training samples in batches of {Batch} are {Steps:N0} steps an epoch: {Epochs * Steps:N0} steps in all. \"earlyStopping\": {{}} would end sooner where nothing improves.");

    /// <summary>The member <c>training</c>.</summary>
    public CommentedObject ToTraining(int samples) => new CommentedObject()
        .Add("epochs", Epochs, Why(samples))
        .Add("batchSize", Batch);
}
