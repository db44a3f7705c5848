namespace MlPipelines.Evaluation;

/// <summary><c>trial.json</c>: what one finished trial measured. Its rows lie beside it in <c>predictions.csv</c>, its epochs in <c>history.csv</c>.</summary>
public sealed record TrialResult
{
    /// <summary>The format of this file.</summary>
    public const string CurrentSchema = "mlpipelines/trial/1";

    /// <summary>The format of this file.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The variant's name.</summary>
    public required string Variant { get; init; }

    /// <summary>The repeat, from 0.</summary>
    public required int Repeat { get; init; }

    /// <summary>Whether there are measurements.</summary>
    public required TrialState State { get; init; }

    /// <summary>Why the trial failed: one of <see cref="FailureKinds"/>; null when it did not.</summary>
    public string? FailureKind { get; init; }

    /// <summary>The failure in one sentence.</summary>
    public string? Failure { get; init; }

    /// <summary>Name (<see cref="MeasurementNames"/>) → values. A measurement that the trainer does not have is absent.</summary>
    public IReadOnlyDictionary<string, MeasurementValues> Measurements { get; init; } = new Dictionary<string, MeasurementValues>();

    /// <summary>The number of epochs that were trained; null for a trainer without epochs.</summary>
    public int? Epochs { get; init; }

    /// <summary>The epoch whose weights were kept, from 0; null for a trainer without epochs.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>
    /// Where the weights come from when they were not trained here: the trial of another variant that trains the same thing and differs in its test samples only. Null
    /// when they were trained here.
    /// </summary>
    public string? WeightsFrom { get; init; }

    /// <summary>The largest eigenvalue of the Hessian at the kept weights; null unless <c>training.landscape</c>.</summary>
    public double? Sharpness { get; init; }

    /// <summary>The simple noise scale of the gradient at the kept weights; null unless <c>training.landscape</c>.</summary>
    public double? GradientNoiseScale { get; init; }

    /// <summary>Whether early stopping ended the training.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Whether a search ended the training because the candidate was poor.</summary>
    public bool Pruned { get; init; }

    /// <summary>The number of trained numbers of the model.</summary>
    public long ParameterCount { get; init; }

    /// <summary>SHA-256 of the kept weights, in hexadecimal: equal weights, equal digest. Null when the trial failed.</summary>
    public string? WeightsDigest { get; init; }

    /// <summary>When the attempt started that finished the trial, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>
    /// Wall seconds of the whole trial. Of an attempt that was interrupted, those count whose training was taken up from its checkpoint; what was done again counts once, and the time between attempts not at
    /// all.
    /// </summary>
    public double Seconds { get; init; }

    /// <summary>Wall seconds of training alone, counted like <see cref="Seconds"/>.</summary>
    public double TrainingSeconds { get; init; }

    /// <summary>The part of both that was spent in interrupted attempts, before <see cref="Started"/>; 0 for a trial that was trained in one go.</summary>
    public double ResumedSeconds { get; init; }

    /// <summary>Peak working set of the trial's process, bytes.</summary>
    public long PeakMemoryBytes { get; init; }
}

/// <summary>Whether a trial has measurements.</summary>
public enum TrialState
{
    /// <summary>Trained and measured.</summary>
    Finished,

    /// <summary>Ended without measurements. After a loss that is not a number it is not run again; after anything else it is, when the study goes on.</summary>
    Failed,
}

/// <summary>The metrics of one measurement.</summary>
public sealed record MeasurementValues
{
    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Share of rows predicted right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean over the classes that occur of the share of their rows predicted right.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Mean over all classes that occur of the harmonic mean of precision and recall.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean negative natural logarithm of the true class's probability, which is clipped at 1e-7.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean over rows of the sum over classes of (probability - truth)^2 (Brier 1950): 0 is perfect, 2 is surely wrong.</summary>
    public double? Brier { get; init; }

    /// <summary>Expected calibration error: mean over 15 equal bins of confidence, by rows, of |accuracy - confidence| (Guo et al. 2017).</summary>
    public double? ExpectedCalibrationError { get; init; }

    /// <summary>
    /// ROC AUC: for two classes of the second one's probability, for more the mean over classes of one against the rest. Null when a class is missing or rows are weighed.
    /// </summary>
    public double? RocAuc { get; init; }

    /// <summary>Average precision, over classes as <see cref="RocAuc"/>. Null when a class is missing or rows are weighed.</summary>
    public double? AveragePrecision { get; init; }
}
