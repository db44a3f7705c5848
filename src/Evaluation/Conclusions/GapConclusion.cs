namespace MlPipelines.Evaluation;

/// <summary>The gap of accuracy between training and test samples of one variant, its parts, and what chance makes of it.</summary>
internal static class GapConclusion
{
    private static readonly (string Name, string From, string To)[] s_parts =
    [
        ("generalisation", MeasurementNames.TrainClean, MeasurementNames.ValidationClean),
        ("skew", MeasurementNames.ValidationClean, MeasurementNames.Validation),
        ("shift", MeasurementNames.Validation, MeasurementNames.Test),
    ];

    /// <returns>Null when no repeat has all four measurements.</returns>
    public static GapResult? Of(VariantScores variant)
    {
        if (Total(variant) is not { } total)
        {
            return null;
        }

        IReadOnlyList<int> repeats = GapRepeats(variant);
        GapPart[] parts = [.. s_parts.Select(part => Part(variant, part.Name, part.From, part.To, repeats))];
        Interval interval = total.Interval();
        return new GapResult
        {
            // The sum of the parts and not their common estimate, which may differ in the last bit: readers add them up.
            Total = new GapPart("total", MeasurementNames.TrainClean, MeasurementNames.Test, parts.Sum(part => part.Difference), interval),
            Parts = parts,
            TrainingMetric = TrainingMetric(variant),
            Floor = new NoiseFloor(interval.HalfWidth, total.SingleRunHalfWidth()),
        };
    }

    /// <summary>The estimate of <c>trainClean - test</c>; null when no repeat has what it takes.</summary>
    public static CrossedEstimate? Total(VariantScores variant)
    {
        IReadOnlyList<int> repeats = GapRepeats(variant);
        return repeats.Count == 0 ? null : Difference(variant, MeasurementNames.TrainClean, MeasurementNames.Test, repeats);
    }

    /// <summary><c>trainMode - trainClean</c>, row by row over the rows that both hold; null when no repeat has both.</summary>
    public static GapPart? Modes(VariantScores variant)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(MeasurementNames.TrainMode, MeasurementNames.TrainClean);
        return repeats.Count == 0 ? null : Part(variant, "modes", MeasurementNames.TrainMode, MeasurementNames.TrainClean, repeats);
    }

    private static IReadOnlyList<int> GapRepeats(VariantScores variant) => variant.RepeatsWith(
        MeasurementNames.TrainClean, MeasurementNames.ValidationClean, MeasurementNames.Validation, MeasurementNames.Test);

    /// <summary>
    /// What the accuracy shown during training has to do with the model: moving weights, dropout and batch statistics, then augmentation. Each line
    /// compares the rows that both of its measurements hold, row by row.
    /// </summary>
    private static GapPart[] TrainingMetric(VariantScores variant)
    {
        IReadOnlyList<int> all = variant.RepeatsWith(MeasurementNames.Running, MeasurementNames.TrainAugmented, MeasurementNames.TrainClean);
        if (all.Count > 0)
        {
            return
            [
                Part(variant, "trainingMode", MeasurementNames.Running, MeasurementNames.TrainAugmented, all),
                Part(variant, "augmentation", MeasurementNames.TrainAugmented, MeasurementNames.TrainClean, all),
            ];
        }

        IReadOnlyList<int> plain = variant.RepeatsWith(MeasurementNames.Running, MeasurementNames.TrainClean);
        return plain.Count == 0 ? [] : [Part(variant, "trainingMode", MeasurementNames.Running, MeasurementNames.TrainClean, plain)];
    }

    /// <summary>The estimate of a part of the gap by its name; null when no repeat has what it takes.</summary>
    public static CrossedEstimate? PartEstimate(VariantScores variant, string part)
    {
        IReadOnlyList<int> repeats = GapRepeats(variant);
        (_, string from, string to) = s_parts.Single(known => known.Name == part);
        return repeats.Count == 0 ? null : Difference(variant, from, to, repeats);
    }

    private static GapPart Part(VariantScores variant, string name, string from, string to, IReadOnlyList<int> repeats)
    {
        CrossedEstimate estimate = Difference(variant, from, to, repeats);
        return new GapPart(name, from, to, estimate.Mean, IsZeroByConstruction(variant, name, estimate) ? new Interval(0, 0) : estimate.Interval());
    }

    /// <summary>Without <c>pipeline.test</c> there is one path, and no row whatever can show skew. Everywhere else a 0 is a finding with an interval.</summary>
    private static bool IsZeroByConstruction(VariantScores variant, string name, CrossedEstimate estimate) =>
        name == "skew" && variant.Options.Pipeline.Test is null && estimate.Mean == 0;

    private static CrossedEstimate Difference(VariantScores variant, string from, string to, IReadOnlyList<int> repeats) => StatisticEstimate.Of(
        [new SignedMeasurement(variant, from, 1), new SignedMeasurement(variant, to, -1)], RowMetric.Accuracy, repeats);
}
