using MlPipelines.Configuration;

namespace MlPipelines.Evaluation;

/// <summary>What simple predictors reach on test samples, and whether the sanity runs did what they must.</summary>
internal static class ReferenceRuns
{
    /// <summary>All of 32 samples but one: a network that learns fits them, and one may have an identical copy with another label.</summary>
    private const double Fitted = 31.0 / 32;

    public static IReadOnlyList<ReferenceRun> Of(DiagnosisEvidence evidence) =>
    [
        .. new[]
        {
            Majority(evidence),
            Logistic(evidence),
            Overfit(evidence.ReferencesOf(ReservedRole.OverfitSanity).FirstOrDefault()),
            Shuffled(evidence.ReferencesOf(ReservedRole.ShuffledLabels).FirstOrDefault()),
        }.OfType<ReferenceRun>(),
    ];

    private static ReferenceRun? Majority(DiagnosisEvidence evidence)
    {
        VariantScores baseline = evidence.Baseline;
        IReadOnlyList<int> repeats = baseline.RepeatsWith(MeasurementNames.TrainClean, MeasurementNames.Test);
        if (repeats.Count == 0)
        {
            return null;
        }

        int largest = Largest(baseline, repeats);
        CrossedEstimate above = AboveConstant(baseline, repeats, _ => largest);
        double share = repeats.Average(repeat => Share(baseline.Scores(MeasurementNames.Test, repeat).Labels, largest));
        return new ReferenceRun("majority", "test.accuracy", share, null, null,
            $"Always answering \"{evidence.Dataset.Classes[largest]}\", the largest training class; the model is {Relation(above)}.");
    }

    private static ReferenceRun? Logistic(DiagnosisEvidence evidence)
    {
        if (evidence.ReferencesOf(ReservedRole.LogisticBaseline).FirstOrDefault() is not { } logistic || logistic.RepeatsWith(MeasurementNames.Test).Count == 0)
        {
            return null;
        }

        int[] common = [.. evidence.Baseline.RepeatsWith(MeasurementNames.Test).Intersect(logistic.RepeatsWith(MeasurementNames.Test))];
        SignedMeasurement[] terms = [new(evidence.Baseline, MeasurementNames.Test, 1), new(logistic, MeasurementNames.Test, -1)];
        string relation = common.Length == 0 ? "" : $"; the model is {Relation(StatisticEstimate.Of(terms, RowMetric.Accuracy, common))}";
        (double value, Interval interval) = Accuracy(logistic, MeasurementNames.Test);
        return new ReferenceRun("logisticRegression", "test.accuracy", value, interval, null, $"Logistic regression on the same features{relation}.");
    }

    private static ReferenceRun? Overfit(VariantScores? sanity)
    {
        if (sanity is null || sanity.RepeatsWith(MeasurementNames.TrainClean).Count == 0)
        {
            return null;
        }

        (double value, Interval interval) = Accuracy(sanity, MeasurementNames.TrainClean);
        bool passed = value >= Fitted;
        return new ReferenceRun("overfit32", "train.accuracy", value, interval, passed, passed
            ? "The model fits 32 samples, so what it computes can be trained."
            : EstimateText.Text($"The model does not fit 32 samples ({Points.Percent(Fitted)} expected): look at the learning rate, the epochs, the labels and the preparation of samples before anything else."));
    }

    /// <summary>
    /// Passed where accuracy is not surely above what always answering the largest class of the true labels gives, by the crossed interval of the paired difference. One repeat knows one
    /// shuffle only, which may agree with the truth by luck: it can pass, but not fail.
    /// </summary>
    private static ReferenceRun? Shuffled(VariantScores? sanity)
    {
        IReadOnlyList<int> repeats = sanity?.RepeatsWith(MeasurementNames.Test) ?? [];
        if (sanity is null || repeats.Count == 0)
        {
            return null;
        }

        CrossedEstimate above = AboveConstant(sanity, repeats, repeat =>
            sanity.Scores(MeasurementNames.Test, repeat).Labels.GroupBy(label => label).MaxBy(group => group.Count())!.Key);
        bool isAbove = above.Interval().Lower > 0;
        (double value, Interval interval) = Accuracy(sanity, MeasurementNames.Test);
        bool? passed = !isAbove ? true : above.SeedsUnknown ? null : false;
        return new ReferenceRun("shuffledLabels", "test.accuracy", value, interval, passed, passed switch
        {
            true => $"Trained on shuffled labels the model is, against always answering the largest class, {Relation(above)}: nothing but the labels tells it the classes.",
            false => $"Trained on shuffled labels the model is, against always answering the largest class, {Relation(above)}: test labels reach the model by another way than training labels.",
            _ => "Trained on shuffled labels the model is above chance in the only repeat; one shuffle may agree with the truth by luck, so this decides nothing.",
        });
    }

    private static string Relation(CrossedEstimate above)
    {
        Interval interval = above.Interval();
        string size = EstimateText.Of(CauseEstimate.Of(above));
        return interval.Lower > 0 ? $"{size} better than that" : interval.Upper < 0 ? $"{EstimateText.Of(CauseEstimate.Of(above, -1))} worse than that" : $"not shown to be better than that: {size}";
    }

    /// <summary>Accuracy minus that of a constant answer on the same test rows.</summary>
    private static CrossedEstimate AboveConstant(VariantScores variant, IReadOnlyList<int> repeats, Func<int, int> answer)
    {
        double[][] values =
        [
            .. repeats.Select(repeat => (Scores: variant.Scores(MeasurementNames.Test, repeat), Answer: answer(repeat))).Select(pair =>
                Enumerable.Range(0, pair.Scores.Count).Select(row => pair.Scores.Value(RowMetric.Accuracy, row) - (pair.Scores.Labels[row] == pair.Answer ? 1 : 0)).ToArray()),
        ];
        return variant.HoldsSameSamples(MeasurementNames.Test, repeats)
            ? CrossedEstimate.Of([SampleSetScores.Crossed(values, RowValues.ShareDifference)])
            : CrossedEstimate.Of([SampleSetScores.Redrawn(values)], StatisticEstimate.HeldOutRatio([new SignedMeasurement(variant, MeasurementNames.Test, 1)], repeats));
    }

    private static (double Value, Interval Interval) Accuracy(VariantScores variant, string measurement)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(measurement);
        SignedMeasurement[] term = [new(variant, measurement, 1)];
        CrossedEstimate estimate = StatisticEstimate.Of(term, RowMetric.Accuracy, repeats);
        return (estimate.Mean, MetricSummaries.AccuracyInterval(estimate, StatisticEstimate.ScoresOf(term, RowMetric.Accuracy, repeats)));
    }

    /// <summary>The largest training class over all repeats; the first of equals.</summary>
    private static int Largest(VariantScores baseline, IReadOnlyList<int> repeats) => repeats
        .SelectMany(repeat => baseline.Scores(MeasurementNames.TrainClean, repeat).Labels)
        .GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;

    private static double Share(int[] labels, int index) => labels.Count(label => label == index) / (double)labels.Length;
}
