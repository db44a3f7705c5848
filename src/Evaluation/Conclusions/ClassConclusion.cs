namespace MlPipelines.Evaluation;

/// <summary>The test rows of a variant by class: confusion, precision, recall with its interval, F1.</summary>
internal static class ClassConclusion
{
    /// <summary>The test confusion of all finished repeats together; null when there is none.</summary>
    public static ConfusionMatrix? Confusion(VariantScores variant, int classes)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(MeasurementNames.Test);
        var confusion = new ConfusionMatrix(classes);
        foreach (int repeat in repeats)
        {
            MeasurementScores scores = variant.Scores(MeasurementNames.Test, repeat);
            for (int position = 0; position < scores.Count; position++)
            {
                confusion.Add(scores.Labels[position], scores.Predicted[position]);
            }
        }

        return repeats.Count == 0 ? null : confusion;
    }

    /// <summary>[true][predicted], for the result file.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Rows(ConfusionMatrix confusion) =>
    [
        .. Enumerable.Range(0, confusion.Classes).Select(label =>
            (IReadOnlyList<long>)[.. Enumerable.Range(0, confusion.Classes).Select(predicted => confusion[label, predicted])]),
    ];

    /// <summary>One line per class.</summary>
    public static IReadOnlyList<ClassResult> Classes(VariantScores variant, ConfusionMatrix confusion, IReadOnlyList<string> names) =>
    [
        .. names.Select((name, index) => new ClassResult(
            name,
            (int)Math.Round(confusion.Support(index) / (double)variant.RepeatsWith(MeasurementNames.Test).Count),
            confusion.Precision(index),
            confusion.Recall(index),
            RecallInterval(variant, index),
            confusion.F1(index))),
    ];

    /// <summary>
    /// The one rule over the class's own rows. With redrawn test sets, repeats without a row of the class have no recall and are left out.
    /// </summary>
    private static Interval? RecallInterval(VariantScores variant, int label)
    {
        int[] all = [.. variant.RepeatsWith(MeasurementNames.Test)];
        bool redrawn = !variant.HoldsSameSamples(MeasurementNames.Test, all);
        double[][] right = [.. all.Select(repeat => RightOfClass(variant.Scores(MeasurementNames.Test, repeat), label)).Where(values => values.Length > 0)];
        if (right.Length == 0)
        {
            return null;
        }

        SampleSetScores scores = redrawn && right.Length > 1 ? SampleSetScores.Redrawn(right) : SampleSetScores.Crossed(right, RowValues.Share);
        double ratio = StatisticEstimate.HeldOutRatio([new SignedMeasurement(variant, MeasurementNames.Test, 1)], all);
        return MetricSummaries.AccuracyInterval(CrossedEstimate.Of([scores], right.Length > 1 ? ratio : 0), scores);
    }

    private static double[] RightOfClass(MeasurementScores scores, int label)
    {
        var right = new List<double>();
        for (int position = 0; position < scores.Count; position++)
        {
            if (scores.Labels[position] == label)
            {
                right.Add(scores.Value(RowMetric.Accuracy, position));
            }
        }

        return [.. right];
    }
}
