namespace MlPipelines.Evaluation;

/// <summary>How test samples differ from samples held out of the training data, in words.</summary>
internal static class ShiftWords
{
    private const double Level = 0.05;

    /// <summary>The audit of validation against test; null when it was not made.</summary>
    public static ShiftAudit? TestAudit(DiagnosisEvidence evidence) =>
        evidence.Audit?.Shifts.FirstOrDefault(shift => shift is { From: MeasurementNames.Validation, To: MeasurementNames.Test });

    /// <summary>The properties that surely differ after Holm's correction, the most shifted first.</summary>
    public static IEnumerable<ShiftedProperty> Shifted(DiagnosisEvidence evidence) =>
        TestAudit(evidence)?.Properties.Where(property => property.AdjustedP < Level) ?? [];

    /// <summary>Whether a property surely differs, or one of the two classifiers tells the sets apart, by Holm's rule for two. False where nobody looked.</summary>
    public static bool TellsApart(DiagnosisEvidence evidence) =>
        Shifted(evidence).Any() || (TestAudit(evidence) is { } audit && new[] { audit.Features?.P, audit.Outputs?.P }.Any(p => p < Level / 2));

    /// <summary>The most shifted property as a comparison: <c>are darker</c>; null when none surely differs.</summary>
    public static string? Difference(DiagnosisEvidence evidence) => Shifted(evidence).FirstOrDefault() is { } property ? Comparison(property) : null;

    /// <summary>What differs about one property, a sentence.</summary>
    public static string Sentence(ShiftedProperty property)
    {
        string means = property is { MeanFrom: { } from, MeanTo: { } to } ? EstimateText.Text($"mean {from:G4} in validation, {to:G4} in test; ") : "";
        string categories = property.Categories.Count == 0
            ? ""
            : string.Join(", ", property.Categories.Take(2).Select(category => $"\"{category.Category}\" {Points.Percent(category.ShareFrom)} to {Points.Percent(category.ShareTo)}")) + "; ";
        string size = property.Kind == "categorical" ? "Cramér's V" : "Cohen's d";
        string p = property.AdjustedP < 0.001 ? "p < 0.001" : EstimateText.Text($"p = {property.AdjustedP:F3}");
        return EstimateText.Text($"Test samples {Comparison(property)} than training ones ({means}{categories}{size} {property.EffectSize:0.00}, adjusted {p}).");
    }

    private static string Comparison(ShiftedProperty property)
    {
        bool up = property.EffectSize > 0;
        return (property.Kind, property.Name.ToUpperInvariant()) switch
        {
            ("imageProperty", "BRIGHTNESS") => up ? "are brighter" : "are darker",
            ("imageProperty", "CONTRAST") => up ? "have more contrast" : "have less contrast",
            ("imageProperty", "SHARPNESS") => up ? "are sharper" : "are more blurred",
            ("imageProperty", "NOISE") => up ? "are noisier" : "are less noisy",
            ("categorical", _) => $"have other shares of \"{property.Name}\"",
            ("imageProperty", _) => $"have {(up ? "more" : "less")} {property.Name}",
            _ => $"have {(up ? "higher" : "lower")} values of \"{property.Name}\"",
        };
    }
}
