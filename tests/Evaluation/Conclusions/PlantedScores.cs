using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Tests.Evaluation;

/// <summary>A variant whose test rows are given outright, and its training rows where a test asks for them.</summary>
internal static class PlantedScores
{
    /// <param name="labels">(rows).</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="probabilities">[repeat](rows, classes).</param>
    public static VariantScores Of(int[] labels, int classes, params float[][] probabilities) => VariantScores.Read(
        "baseline",
        new ScenarioOptions { Data = new ImageFolderOptions { Train = "none" }, Model = new CnnOptions(), Repeats = probabilities.Length },
        Trials(labels, classes, probabilities),
        (_, repeat) => new Dictionary<string, TrialRows>
        {
            [MeasurementNames.Test] = Rows(labels, classes, probabilities[repeat]),
            [MeasurementNames.TrainClean] = Rows(labels, classes, probabilities[repeat]),
        });

    /// <summary>Probabilities that put 0.8 on the predicted class of each row.</summary>
    public static float[] Predicting(int classes, params IEnumerable<int> predicted) =>
        [.. predicted.SelectMany(answer => Enumerable.Range(0, classes).Select(index => index == answer ? 0.8f : 0.2f / (classes - 1)))];

    private static IEnumerable<TrialResult> Trials(int[] labels, int classes, float[][] probabilities) => probabilities.Select((ofRepeat, repeat) =>
    {
        MeasurementValues values = ClassificationMetrics.Measure(labels, ofRepeat, classes);
        return new TrialResult
        {
            Variant = "baseline",
            Repeat = repeat,
            State = TrialState.Finished,
            Started = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
            Measurements = new Dictionary<string, MeasurementValues> { [MeasurementNames.Test] = values, [MeasurementNames.TrainClean] = values },
        };
    });

    private static TrialRows Rows(int[] labels, int classes, float[] probabilities)
    {
        int[] predicted =
            [.. Enumerable.Range(0, labels.Length).Select(row => ClassificationMetrics.PredictedClass(probabilities.AsSpan(row * classes, classes)))];
        return new TrialRows(
            [.. Enumerable.Range(0, labels.Length)],
            [.. labels.Select((_, row) => FormattableString.Invariant($"row {row}"))],
            labels,
            predicted,
            [.. labels.Select((label, row) => probabilities[(row * classes) + label])],
            [.. predicted.Select((answer, row) => probabilities[(row * classes) + answer])],
            probabilities);
    }
}
