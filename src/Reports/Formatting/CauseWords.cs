using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>The report's words for causes and what is found about them.</summary>
public static class CauseWords
{
    /// <summary>A cause as a title.</summary>
    public static string Title(string cause) => cause switch
    {
        Causes.Overfitting => "Overfitting",
        Causes.Underfitting => "Underfitting",
        Causes.Undertrained => "Training ended too soon",
        Causes.AugmentationMismatch => "Augmentation that does not fit",
        Causes.PreprocessingSkew => "Preprocessing skew",
        Causes.TrainingModeMetric => "Training mode and rest disagree",
        Causes.SeedVariance => "Luck of the seed",
        Causes.SmallTestSet => "Too small a test set",
        Causes.ClassImbalance => "Class imbalance",
        Causes.LabelNoise => "Wrong labels",
        Causes.TrainTestLeakage => "Test samples leaked into training",
        Causes.ConflictingLabels => "Conflicting labels",
        Causes.TargetLeakage => "A column that leaks the label",
        Causes.DistributionShift => "Test samples of another kind",
        Causes.LabelShift => "Other class shares in test",
        Causes.LearningRateTooHigh => "Learning rate too high",
        Causes.LearningRateTooLow => "Learning rate too low",
        Causes.BatchSize => "Batch size",
        Causes.UnshuffledData => "Unshuffled data",
        Causes.NumericFailure => "Numeric failure",
        "unexplained" => "Unexplained",
        "harmless" => "Generalisation gap without harm",
        _ => cause,
    };

    /// <summary>The diagnosis in a headline.</summary>
    public static string Headline(DiagnosisResult diagnosis) => diagnosis.Verdict switch
    {
        Causes.Healthy when diagnosis.IsComplete => "Healthy: none of the known causes is at work",
        Causes.Healthy => "Healthy, as far as a run alone can tell",
        Causes.CannotTell => Undecided([.. diagnosis.Findings.Where(finding => Style(finding.State) == "undecided").Select(finding => Title(finding.Cause).ToLowerInvariant())]),
        { } cause => Title(cause),
    };

    // The first two are ranked highest; a headline of more names none.
    private static string Undecided(IReadOnlyList<string> causes) => causes.Count switch
    {
        0 => "Cannot be told yet",
        <= 2 => $"Cannot be told yet: {string.Join(", ", causes)}?",
        _ => $"Cannot be told yet: {string.Join(", ", causes.Take(2))} or {Figures.Of(causes.Count - 2, "other")}?",
    };

    /// <summary>A finding's state in words.</summary>
    public static string State(Finding finding) => finding.State switch
    {
        "notExamined" => "not examined",
        "present" when finding.Severity == "invalidating" => "present, mend this first",
        "present" when finding.Severity is "high" or "medium" or "low" => $"present, {finding.Severity}",
        { } state => state,
    };

    /// <summary>The style sheet's word for a state; one of an unknown name looks undecided.</summary>
    public static string Style(string state) => state is "present" or "absent" or "notExamined" ? state : "undecided";

    /// <summary>A two-sample classifier's area in words.</summary>
    public static string ToldApart(TwoSampleTest? test) => test is null
        ? Figures.Missing
        : $"{Figures.Fixed(test.Area, 2)} ({Figures.Fixed(test.Interval.Lower, 2)} to {Figures.Fixed(test.Interval.Upper, 2)}), p {Figures.Probability(test.P)}";

    /// <summary>A reference's name in words.</summary>
    public static string Reference(string name) => name switch
    {
        "majority" => "Always the most frequent class",
        "logisticRegression" => "Logistic regression on the same features",
        "overfit32" => "Sanity: fit 32 samples",
        "shuffledLabels" => "Sanity: random training labels",
        _ => name,
    };
}
