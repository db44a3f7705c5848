using System.ComponentModel.DataAnnotations;

namespace MlPipelines.Configuration;

/// <summary>How a model is trained. Members other than sampling, class weights and threads apply to networks only.</summary>
public sealed record TrainingOptions
{
    /// <summary>The number of passes over the training samples; with early stopping, the greatest number.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>The number of samples in one step. The last batch of an epoch may be smaller.</summary>
    [Range(1, 65_536)]
    public int BatchSize { get; init; } = 32;

    /// <summary>In which order an epoch presents the training samples.</summary>
    public SampleOrder Order { get; init; } = SampleOrder.Shuffled;

    /// <summary>The number of samples in the shuffle buffer (<c>buffered</c>).</summary>
    [Range(1, 10_000_000)]
    public int ShuffleBuffer { get; init; } = 1000;

    /// <summary>How weights follow gradients.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the learning rate changes over the epochs.</summary>
    public ScheduleOptions Schedule { get; init; } = new ConstantScheduleOptions();

    /// <summary>The L2 norm to which the gradient of all weights together is clipped. Absent: no clipping.</summary>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double? ClipNorm { get; init; }

    /// <summary>Ends training when the selection set no longer improves, and restores the best weights. Absent: all epochs are trained.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>Whether classes are drawn as often as they occur.</summary>
    public SamplingMode Sampling { get; init; } = SamplingMode.Natural;

    /// <summary>How the loss weighs classes. Excludes <c>classWeights</c>.</summary>
    public ClassWeighting ClassWeighting { get; init; } = ClassWeighting.None;

    /// <summary>The loss weight of single classes, by name or, with IDX data, by label number; 1 for a class that is not named. Excludes <c>classWeighting</c>.</summary>
    [ElementRange(0.0, 1e6)]
    public IReadOnlyDictionary<string, double>? ClassWeights { get; init; }

    /// <summary>
    /// The number of training samples on which clean training loss and accuracy are measured after every epoch: always the same
    /// ones. The measurement at the end of a trial uses all of them.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CleanTrainingSample { get; init; } = 1000;

    /// <summary>
    /// Whether the place where training ends is measured, on up to 1,000 training samples in evaluation mode: the largest eigenvalue of the Hessian (sharpness),
    /// and how noisy the gradient of a batch is.
    /// </summary>
    public bool Landscape { get; init; }

    /// <summary>
    /// Threads of one trial. Part of the configuration, because another number of threads gives other last bits; several trials run side
    /// by side in processes of their own (<c>--workers</c>).
    /// </summary>
    [Range(1, 256)]
    public int Threads { get; init; } = 1;

    /// <summary>What computes.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>
    /// Which library trains and runs networks. Both train the same networks in the same way, to rounding; weights trained by one serve the other. <c>tensorflow</c> needs TensorFlow's C library on the
    /// machine (<c>mlpipelines doctor</c> says whether it is there).
    /// </summary>
    public NeuralEngine Engine { get; init; } = NeuralEngine.Torch;

    /// <summary>
    /// TensorFlow's C library, version 1.15 or later: its file, or the folder that holds it. The environment variable <c>MLPIPELINES_TENSORFLOW</c> comes first. Absent: it is looked for beside the program,
    /// then where the system looks for libraries. Predicting with, exporting and verifying a finished run do not follow it, because a run may come from somebody else; there the variable says where the library is.
    /// </summary>
    [DataPath(DataPathKind.FileOrFolder)]
    public string? TensorFlowLibrary { get; init; }
}

/// <summary>Which library trains and runs networks.</summary>
public enum NeuralEngine
{
    /// <summary>libtorch, which comes with the program.</summary>
    Torch,

    /// <summary>TensorFlow's C library. One word, as the library writes itself where case does not count.</summary>
    Tensorflow,
}

/// <summary>What computes.</summary>
public enum Device
{
    /// <summary>The processor.</summary>
    Cpu,
}

/// <summary>In which order an epoch presents the training samples.</summary>
public enum SampleOrder
{
    /// <summary>All of them shuffled anew in every epoch.</summary>
    Shuffled,

    /// <summary>As the source lists them: for image folders class by class, for a table as its rows. Only to show why order matters.</summary>
    Source,

    /// <summary>
    /// As the source lists them, through a buffer from which the next sample is drawn at random, as data pipelines do that cannot hold everything (<c>ShuffleRows</c>
    /// of ML.NET, <c>shuffle</c> of tf.data): with a buffer smaller than a class, batches still see one class at a time.
    /// </summary>
    Buffered,
}

/// <summary>Whether classes are drawn as often as they occur.</summary>
public enum SamplingMode
{
    /// <summary>Every training sample once per epoch.</summary>
    Natural,

    /// <summary>Every class as often as the most frequent one: samples of smaller classes are drawn repeatedly.</summary>
    Oversample,

    /// <summary>Every class as often as the rarest one: an epoch sees a random part of the larger classes.</summary>
    Undersample,

    /// <summary>Every training sample once per epoch, arranged so that every batch has the class shares of the whole, as nearly as whole samples allow.</summary>
    Stratified,
}

/// <summary>How the loss weighs classes.</summary>
public enum ClassWeighting
{
    /// <summary>All alike.</summary>
    None,

    /// <summary>Weight n / (classes * n_c), n_c being the number of training samples of the class (scikit-learn's "balanced").</summary>
    Balanced,
}

/// <summary>
/// Ends training when the loss or accuracy on the selection set has not improved for some epochs. The weights of the best epoch are
/// restored.
/// </summary>
public sealed record EarlyStoppingOptions
{
    /// <summary>What must improve.</summary>
    public SelectionMetric Metric { get; init; } = SelectionMetric.LogLoss;

    /// <summary>The number of epochs without improvement after which training ends.</summary>
    [Range(1, 10_000)]
    public int Patience { get; init; } = 5;

    /// <summary>A smaller change is no improvement.</summary>
    [Range(0.0, 10.0)]
    public double MinimumDelta { get; init; }
}

/// <summary>A metric on the selection set.</summary>
public enum SelectionMetric
{
    /// <summary>Mean negative logarithm of the true class's probability; less is better.</summary>
    LogLoss,

    /// <summary>Share of right predictions; more is better.</summary>
    Accuracy,
}
