namespace MlPipelines.Evaluation;

/// <summary>The reliability diagram of a variant in test, in the bins of the expected calibration error.</summary>
internal static class CalibrationConclusion
{
    /// <summary>Null when no finished repeat has test probabilities.</summary>
    public static CalibrationResult? Of(VariantScores variant)
    {
        IReadOnlyList<int> repeats = variant.RepeatsWith(MeasurementNames.Test);
        var (rows, right, confidence) = (new long[CalibrationBins.Count], new long[CalibrationBins.Count], new double[CalibrationBins.Count]);
        foreach (int repeat in repeats)
        {
            MeasurementScores scores = variant.Scores(MeasurementNames.Test, repeat);
            if (scores.Probabilities is null)
            {
                return null;
            }

            for (int position = 0; position < scores.Count; position++)
            {
                float sure = scores.ProbabilitiesOf(position)[scores.Predicted[position]];
                int bin = CalibrationBins.Bin(sure);
                rows[bin]++;
                right[bin] += scores.Predicted[position] == scores.Labels[position] ? 1 : 0;
                confidence[bin] += sure;
            }
        }

        return repeats.Count == 0
            ? null
            : new CalibrationResult([.. Enumerable.Range(0, rows.Length).Where(bin => rows[bin] > 0).Select(Bin)]);

        ReliabilityBin Bin(int bin)
        {
            double accuracy = (double)right[bin] / rows[bin];
            int ofOneRepeat = Math.Max(1, (int)Math.Round((double)rows[bin] / repeats.Count));
            return new ReliabilityBin(
                (double)bin / CalibrationBins.Count,
                (bin + 1.0) / CalibrationBins.Count,
                (double)rows[bin] / repeats.Count,
                confidence[bin] / rows[bin],
                accuracy,
                WilsonInterval.Of(accuracy * ofOneRepeat, ofOneRepeat));
        }
    }
}
