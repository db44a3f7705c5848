using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The report's words for the result's names. A name that has no words here is shown as it stands.</summary>
public static class PlainWords
{
    /// <summary>A part of the gap, as a title.</summary>
    public static string PartTitle(string part) => part switch
    {
        "generalisation" => "Generalisation",
        "skew" => "Preprocessing skew",
        "shift" => "Shift",
        "trainingMode" => "Training mode",
        "augmentation" => "Augmentation",
        _ => part,
    };

    /// <summary>What a part of the gap means.</summary>
    public static string PartMeaning(string part) => part switch
    {
        "generalisation" =>
            "The model knows the rows it trained on better than unseen rows of the same source, prepared in the same way. Nothing else differs between the two.",
        "skew" =>
            "The same unseen rows, prepared once as in training and once as in test. Anything but zero means the two preparations differ.",
        "shift" =>
            "Unseen rows of the training source against the test set, prepared alike. What is left lies in the test rows: other conditions, other classes, other labels.",
        "trainingMode" => "The same augmented rows while the weights still move and dropout is on, against the finished model at rest.",
        "augmentation" => "The finished model on augmented rows against the same rows as they are.",
        _ => "",
    };

    /// <summary>The report's first line: the diagnosis, or the largest part of the gap where there is none.</summary>
    public static string Headline(StudyResult result) => result.Diagnosis is { } diagnosis && result.Verdict.State != "failed"
        ? CauseWords.Headline(diagnosis)
        : Headline(result.Verdict);

    /// <summary>The largest part of the gap, as the first line of a report without a diagnosis.</summary>
    public static string Headline(StudyVerdict verdict) => (verdict.State, verdict.LargestPart) switch
    {
        ("gap", "generalisation") => "It fits training data better than unseen data",
        ("gap", "skew") => "The test preparation costs accuracy",
        ("gap", "shift") => "The test set is harder than the training data",
        ("gap", null) => "A real gap, spread over its parts",
        ("gap", _) => "A real gap",
        ("noGap", _) => "No gap worth naming",
        ("cannotTell", _) => "Too uncertain to tell",
        ("failed", _) => "No trial finished",
        _ => verdict.State,
    };

    /// <summary>A gate's state in a word.</summary>
    public static string Gate(GateResult gate) => (gate.State, gate.Passes) switch
    {
        ("pass", _) => "passed",
        ("fail", _) => "FAILED",
        (_, true) => "undecided, let pass",
        _ => "UNDECIDED",
    };

    /// <summary>Two measurements with an arrow between them.</summary>
    public static string FromTo(GapPart part) => $"{Measurement(part.From)} → {Measurement(part.To)}";

    /// <summary>A measurement, in two or three words.</summary>
    public static string Measurement(string measurement) => measurement switch
    {
        MeasurementNames.Running => "while training",
        MeasurementNames.TrainAugmented => "augmented",
        MeasurementNames.TrainClean => "training rows",
        MeasurementNames.ValidationClean => "unseen rows",
        MeasurementNames.Validation => "as in test",
        MeasurementNames.Test => "test rows",
        _ => measurement,
    };

    /// <summary>A metric of a comparison.</summary>
    public static string Metric(string metric) => metric switch
    {
        "validation.accuracy" => "Validation accuracy",
        "test.accuracy" => "Test accuracy",
        "test.logLoss" => "Test log loss",
        "test.balancedAccuracy" => "Test balanced accuracy",
        "train.accuracy" => "Training accuracy",
        "gap.total" => "Gap",
        "gap.generalisation" => "Generalisation part of the gap",
        "gap.skew" => "Preprocessing skew",
        "gap.shift" => "Shift part of the gap",
        "trainingMetric.trainingMode" => "Training mode",
        "trainingMetric.augmentation" => "Augmentation",
        "identical.deployment" => "Loss on identical images",
        "ensemble.gain" => "Gain of the ensemble",
        "seeds.difference" => "Difference between two seeds",
        _ => metric,
    };

    /// <summary>Whether a metric is a share or a difference of shares, which reads in points.</summary>
    public static bool IsPoints(string metric) => !metric.EndsWith("logLoss", StringComparison.Ordinal);

    /// <summary>A metric of a variant's summary, as a column's heading.</summary>
    public static string SummaryMetric(string metric) => metric switch
    {
        "accuracy" => "Accuracy",
        "balancedAccuracy" => "Balanced accuracy",
        "macroF1" => "Macro F1",
        "rocAuc" => "ROC AUC",
        "averagePrecision" => "Average precision",
        "logLoss" => "Log loss",
        "brier" => "Brier score",
        "expectedCalibrationError" => "Calibration error",
        _ => metric,
    };

    /// <summary>A pair of ways in which identical samples are treated, as a title.</summary>
    public static string IdenticalTitle(string pair) => pair switch
    {
        "trainingMode" => "While training and at rest",
        "augmentation" => "Augmented and as they are",
        "skew" => "Prepared as in training and as in test",
        "deployment" => "As in training and as the test set is treated",
        _ => pair,
    };

    /// <summary>Such a pair in a word.</summary>
    public static string IdenticalWord(string pair) => pair switch
    {
        "trainingMode" => "Training mode",
        "augmentation" => "Augmentation",
        "skew" => "Skew",
        "deployment" => "Deployment",
        _ => pair,
    };

    /// <summary>What such a pair compares.</summary>
    public static string IdenticalMeaning(string pair) => pair switch
    {
        "trainingMode" => "The same augmented training samples, predicted while the weights moved and dropout was on, and by the finished model.",
        "augmentation" => "The same training samples, by the same weights, with augmentation and without.",
        "skew" => "The same held-out samples, by the same weights, through both preparations.",
        "deployment" => "The same training samples, by the same weights, as they are and as test samples are treated, corruption included.",
        _ => "",
    };

    /// <summary>A random stream.</summary>
    public static string Stream(string stream) => stream.ToLowerInvariant() switch
    {
        "init" => "Initial weights",
        "order" => "Order of the data",
        "dropout" => "Dropout",
        "augment" => "Augmentation",
        "sampling" => "Sampling",
        "split" => "Split of the data",
        "data" => "Generated data",
        _ => stream,
    };

    /// <summary>A sample set.</summary>
    public static string Set(string set) => set switch
    {
        "train" => "Training",
        "selection" => "Selection",
        "validation" => "Validation",
        "test" => "Test",
        _ => set,
    };
}
