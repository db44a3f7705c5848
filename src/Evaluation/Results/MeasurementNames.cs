namespace MlPipelines.Evaluation;

/// <summary>The names of a trial's measurements, in the order in which reports list them. All are made on the kept weights, each row once.</summary>
public static class MeasurementNames
{
    /// <summary>Training images, augmented, as presented first in the kept epoch: training mode, weights moving.</summary>
    public const string Running = "running";

    /// <summary>The same augmentation draws in evaluation mode.</summary>
    public const string TrainAugmented = "trainAugmented";

    /// <summary>Training samples without augmentation, evaluation mode.</summary>
    public const string TrainClean = "trainClean";

    /// <summary>Validation samples through the training path.</summary>
    public const string ValidationClean = "validationClean";

    /// <summary>Validation samples through the test path.</summary>
    public const string Validation = "validation";

    /// <summary>Test samples through the test path.</summary>
    public const string Test = "test";

    /// <summary>Training samples treated as test samples are, corruption included. Evidence, not a part of the gap.</summary>
    public const string TrainAsTest = "trainAsTest";

    /// <summary>Clean training samples in training mode, weights fixed. Evidence, not a part of the gap.</summary>
    public const string TrainMode = "trainMode";

    /// <summary>Selection samples, by a candidate of a search. Not a measurement of a repeat.</summary>
    public const string Selection = "selection";

    /// <summary>Training samples, predicted by a model that did not see them. Not a measurement of a repeat.</summary>
    public const string OutOfFold = "outOfFold";

    /// <summary>All measurements of a repeat, in the order of reports.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Running, TrainAugmented, TrainClean, ValidationClean, Validation, Test, TrainAsTest, TrainMode];
}
