namespace MlPipelines.Evaluation;

/// <summary>One term of a statistic: a measurement of a variant, added or subtracted.</summary>
internal sealed record SignedMeasurement(VariantScores Variant, string Measurement, int Sign)
{
    /// <summary>The sample set that the measurement is made on.</summary>
    public string SampleSet => SampleSetOf(Measurement);

    public static string SampleSetOf(string measurement) => measurement switch
    {
        MeasurementNames.Test => "test",
        MeasurementNames.Validation or MeasurementNames.ValidationClean => "validation",
        _ => "train",
    };

    public MeasurementScores Scores(int repeat) => Variant.Scores(Measurement, repeat);
}
