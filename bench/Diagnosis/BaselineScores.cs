using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;

namespace MlPipelines.Bench;

/// <summary>Predictions as a finished study has them.</summary>
internal static class BaselineScores
{
    /// <param name="scenario">What was trained.</param>
    /// <param name="repeats">How often.</param>
    /// <param name="predicted">Repeat → validation and test rows.</param>
    public static VariantScores Of(ScenarioOptions scenario, int repeats, Func<int, (TrialRows Validation, TrialRows Test)> predicted)
    {
        (TrialRows Validation, TrialRows Test)[] rows = [.. Enumerable.Range(0, repeats).Select(predicted)];
        return VariantScores.Read(
            VariantResult.Baseline,
            scenario,
            rows.Select((pair, repeat) => new TrialResult
            {
                Variant = VariantResult.Baseline,
                Repeat = repeat,
                State = TrialState.Finished,
                Started = DateTimeOffset.UnixEpoch,
                Measurements = new Dictionary<string, MeasurementValues>
                {
                    [MeasurementNames.Validation] = Measure(pair.Validation),
                    [MeasurementNames.Test] = Measure(pair.Test),
                },
            }),
            (_, repeat) => new Dictionary<string, TrialRows> { [MeasurementNames.Validation] = rows[repeat].Validation, [MeasurementNames.Test] = rows[repeat].Test });
    }

    /// <param name="set">The samples.</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="classes">The number of classes.</param>
    public static TrialRows RowsOf(SampleSet set, float[] probabilities, int classes)
    {
        int[] predicted = [.. Enumerable.Range(0, set.Count).Select(row => ClassificationMetrics.PredictedClass(probabilities.AsSpan(row * classes, classes)))];
        return new TrialRows(
            [.. Enumerable.Range(0, set.Count)],
            set.Ids,
            set.Labels,
            predicted,
            [.. set.Labels.Select((label, row) => probabilities[(row * classes) + label])],
            [.. predicted.Select((label, row) => probabilities[(row * classes) + label])],
            probabilities);
    }

    private static MeasurementValues Measure(TrialRows rows) =>
        ClassificationMetrics.Measure([.. rows.Labels], rows.Probabilities!, rows.Probabilities!.Length / rows.Labels.Count);
}
